using System.Linq.Expressions;
using ElderCare.Data.HomeServices;
using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using ElderCare.MobileApi.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>A caregiver takes a visit or cannot. Of several who take it at the same moment the first gets it, by one conditional update; the others see it withdrawn at once.</summary>
internal sealed class AnswerOffer(RequestWriter requests, CityFacts facts, OfferVisits offers, TakenVisits taken, HomeServicePolicy policy)
{
    public Task<Answer<ServiceOrderView>> Accept(Guid offerId, Caller caller, bool english, CancellationToken ct) => requests.Commit(unit =>
    {
        var (offer, order) = Hold(unit, offerId, caller);
        RuleViolation.ThrowIf(!unit.TryEndOffer(offer.Id, OfferState.Accepted, inTime: true), CodeOf(order), "这一单已经有人接了，或已过时间。", "Somebody has taken it, or its time is over.");
        var caregiver = unit.Db.Caregivers.AsNoTracking().Single(one => one.Id == offer.CaregiverId);
        var item = unit.Db.ServiceItems.AsNoTracking().Single(one => one.Id == order.ServiceItemId);
        ThrowUnlessFit(unit, order, item, caregiver.Id, asksDuty: true);
        Take(unit, order, caregiver, item, but: offer.Id);
        unit.Record(caller.Actor, "serviceOrder.accepted", order.Id.ToString(), order.SeniorId);
        return unit.AnswerWith(order, caller, english);
    }, ct);

    public async Task<Answer<ServiceOfferView>> Decline(Guid offerId, Caller caller, bool english, CancellationToken ct)
    {
        Guid? alone = null;
        var answer = await requests.Commit(unit =>
        {
            var (offer, order) = Hold(unit, offerId, caller);
            RuleViolation.ThrowIf(!unit.TryEndOffer(offer.Id, OfferState.Declined, inTime: true), "services.offerClosed", "这一单已经不在等您答复。", "It does not wait for your answer any more.");
            unit.TellOfWithdrawal(offer.Id, offer.CaregiverId, order.Id, OfferState.Declined);
            alone = unit.OpenOffers(order.Id).Count == 0 ? order.Id : null;
            if (alone is not null) unit.Reschedule(OfferVisits.TimerKind, order.Id.ToString(), unit.Now); // also if this program ends right now
            unit.Record(caller.Actor, "serviceOrder.declined", order.Id.ToString(), order.SeniorId);
            var row = ServiceOrders.RowOf(unit.Db, order);
            return Answer<ServiceOfferView>.Ok(ServiceOfferView.Of(offer, OfferState.Declined, row, english));
        }, ct);
        if (alone is { } next) await offers.AskMore(next, ct);
        return answer;
    }

    /// <summary>A person gives a visit to somebody, who need not be on duty now.</summary>
    public Task<Answer<ServiceOrderView>> Assign(Guid orderId, Guid worker, string reason, Guid? insteadOf, Caller caller, bool english, CancellationToken ct) =>
        requests.Commit(unit => unit.AnswerWith(Give(unit, orderId, worker, reason, caller, insteadOf: insteadOf), caller, english), ct);

    /// <summary>The same inside a unit.</summary>
    /// <param name="unit">The change.</param>
    /// <param name="orderId">The visit.</param>
    /// <param name="worker">Who is to come.</param>
    /// <param name="reason">Why, as it is written down.</param>
    /// <param name="caller">Who gives it.</param>
    /// <param name="onlyIfOpen">Refuses a visit that somebody has taken, instead of taking it from them.</param>
    /// <param name="insteadOf">Which of two who are to come does not any more.</param>
    public ServiceOrder Give(CityUnit unit, Guid orderId, Guid worker, string reason, Caller caller, bool onlyIfOpen = false, Guid? insteadOf = null)
    {
        var order = unit.HoldServiceOrder(orderId) ?? throw RequestProblem.NotFound();
        var access = ServiceOrders.RowOf(unit.Db, order).AccessOf(caller).Demand();
        var caregiver = unit.Db.Caregivers.AsNoTracking().SingleOrDefault(one => one.Id == worker) ?? throw RequestProblem.Invalid("workerId", "没有这位护理员。", "There is no such caregiver.");
        if (access.IsProvider && caregiver.ProviderId != caller.Account.ProviderId) throw RequestProblem.Invalid("workerId", "没有这位护理员。", "There is no such caregiver.");
        var item = unit.Db.ServiceItems.AsNoTracking().Single(one => one.Id == order.ServiceItemId);
        RuleViolation.ThrowIf(order.IsBy(worker), "services.offerTaken", "这位护理员已经接了这一单。", "The caregiver has taken it.", "workerId");
        if (!onlyIfOpen && ServiceOrder.Coming.Contains(order.State)) LetGo(unit, order, item, order.SecondWorkerId is null ? null : OneOfTwo(order, insteadOf));
        RuleViolation.ThrowIf(order.EndsAt <= unit.Now && ServiceOrder.NotBegun.Contains(order.State), "services.inPast", "这次上门的时间已经过了。", "The time of the visit is over.");
        RuleViolation.ThrowIf(onlyIfOpen && !ServiceOrder.Open.Contains(order.State), "services.offerTaken", "这一单已经有人接了。", "Somebody has taken it.");
        ThrowUnlessFit(unit, order, item, caregiver.Id, asksDuty: false);
        Take(unit, order, caregiver, item, but: null);
        unit.Record(caller.Actor, "serviceOrder.assigned", order.Id.ToString(), order.SeniorId, reason);
        return order;
    }

    private static Guid OneOfTwo(ServiceOrder order, Guid? insteadOf)
    {
        if (insteadOf is not { } leaver) throw RequestProblem.Invalid("insteadOf", "这一单两个人一起去，请写明换下哪一位。", "Two are to come; say which of them does not.");
        return order.IsBy(leaver) ? leaver : throw RequestProblem.Invalid("insteadOf", "这位护理员不在这一单里。", "That caregiver is not one of the two.");
    }

    /// <summary>Whoever was to come cannot: others are asked as soon as the change stands.</summary>
    /// <remarks>The caller has <see cref="OfferVisits.AskMore"/> ask at once; the timer does when this program ends before.</remarks>
    /// <param name="unit">The change.</param>
    /// <param name="order">The visit.</param>
    /// <param name="item">What is done.</param>
    /// <param name="only">The one of two who cannot; null for all.</param>
    public void SendOther(CityUnit unit, ServiceOrder order, ServiceItem item, Guid? only = null)
    {
        LetGo(unit, order, item, only);
        unit.Reschedule(OfferVisits.TimerKind, order.Id.ToString(), unit.Now);
    }

    /// <summary>The same for all visits of some that a caregiver was to come to; answers which.</summary>
    public IReadOnlyList<Guid> SendOthers(CityUnit unit, Guid caregiver, Expression<Func<ServiceOrder, bool>> some)
    {
        var open = new List<Guid>();
        foreach (var id in unit.Db.ServiceOrders.Where(order => (order.WorkerId == caregiver || order.SecondWorkerId == caregiver) && ServiceOrder.NotBegun.Contains(order.State)).Where(some).Select(order => order.Id).ToList().Order())
        {
            var order = unit.HoldServiceOrder(id)!;
            unit.Db.Entry(order).Reload(); // it was read before it was held
            if (!order.IsBy(caregiver) || !ServiceOrder.NotBegun.Contains(order.State)) continue;
            SendOther(unit, order, unit.Db.ServiceItems.AsNoTracking().Single(item => item.Id == order.ServiceItemId), caregiver);
            open.Add(id);
        }
        return open;
    }

    /// <summary>Whoever was to come, or one of them, does not any more; the visit is open again.</summary>
    private void LetGo(CityUnit unit, ServiceOrder order, ServiceItem item, Guid? only = null)
    {
        var last = new[] { order.WorkerId, order.SecondWorkerId }.OfType<Guid>().ToList();
        foreach (var worker in last.Where(worker => only is null || worker == only)) unit.GiveBackTime(order.Id, worker);
        string[] told = [.. last.Select(Realtime.Audiences.Worker), .. order.ProviderId is { } provider ? new[] { Realtime.Audiences.Provider(provider) } : []];
        OfferVisits.Withdraw(unit, order.Id, OfferState.Withdrawn);
        if (only is { } leaver) order.LoseWorker(leaver);
        else order.LoseWorkers();
        unit.AfterCommit(() => taken.Doubt(order.Id));
        unit.Db.SaveChanges();
        unit.TellOfVisit(order, unit.NameOf(order), item, facts, told);
    }

    private void Take(CityUnit unit, ServiceOrder order, Caregiver caregiver, ServiceItem item, Guid? but)
    {
        order.Take(caregiver.Id, caregiver.ProviderId);
        unit.AfterCommit(() => taken.Doubt(order.Id));
        unit.Db.SaveChanges();
        RuleViolation.ThrowIf(!unit.TryTakeTime(order, caregiver.Id), "services.workerBusy", "这段时间护理员已有别的服务。", "The caregiver has another visit then.", "workerId");
        if (but is { } own) unit.TellOfWithdrawal(own, caregiver.Id, order.Id, OfferState.Accepted); // their other screens
        if (order.State == ServiceOrderState.Accepted)
        {
            OfferVisits.Withdraw(unit, order.Id, OfferState.Withdrawn, but);
            unit.Settle(TaskKind.UnfilledVisit, order.DivisionCode, $"{order.Id}", "已安排护理员。", "system", facts);
        }
        else
        {
            WithdrawFromOthers(unit, order);
        }
        unit.TellOfVisit(order, unit.NameOf(order), item, facts);
    }

    /// <summary>The second of two works for the same provider: nobody else is asked any more.</summary>
    private static void WithdrawFromOthers(CityUnit unit, ServiceOrder order)
    {
        var colleagues = unit.Db.Caregivers.Where(one => one.ProviderId == order.ProviderId).Select(one => one.Id).ToHashSet();
        foreach (var (offer, caregiver) in unit.OpenOffers(order.Id).Where(open => !colleagues.Contains(open.Caregiver)))
        {
            if (unit.TryEndOffer(offer, OfferState.Withdrawn, inTime: false)) unit.TellOfWithdrawal(offer, caregiver, order.Id, OfferState.Withdrawn);
        }
        if (order.State is ServiceOrderState.Offered or ServiceOrderState.Requested && unit.OpenOffers(order.Id).Count == 0) unit.Reschedule(OfferVisits.TimerKind, $"{order.Id}", unit.Now);
    }

    private void ThrowUnlessFit(CityUnit unit, ServiceOrder order, ServiceItem item, Guid worker, bool asksDuty)
    {
        var wish = VisitWish.Of(order, item);
        var candidate = DispatchReads.CandidateNow(unit.Db, wish, [.. facts.Divisions.Ancestors(order.DivisionCode)], worker);
        if (Matching.WhyNot(candidate, wish, policy, asksDuty) is not { } why) return;
        throw new RuleViolation("services.workerUnfit", ServiceWords.Of(why), "workerId");
    }

    private (ServiceOffer Offer, ServiceOrder Order) Hold(CityUnit unit, Guid offerId, Caller caller)
    {
        var offer = unit.Db.ServiceOffers.AsNoTracking().SingleOrDefault(one => one.Id == offerId);
        if (offer is null || offer.CaregiverId != caller.Account.WorkerId) throw RequestProblem.NotFound();
        return (offer, unit.HoldServiceOrder(offer.OrderId)!);
    }

    private static string CodeOf(ServiceOrder order) => ServiceOrder.Open.Contains(order.State) ? "services.offerClosed" : "services.offerTaken";
}
