using ElderCare.Data.HomeServices;
using ElderCare.Data.Vouchers;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Requests;
using ElderCare.MobileApi.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>A visit is called off, confirmed, disputed or corrected: minutes are spent or given back in the same unit, once.</summary>
internal sealed class EndVisit(RequestWriter requests, CityFacts facts, AnswerOffer answers, OfferVisits offers, TakenVisits taken, CaregiverRating rating, HomeServicePolicy policy)
{
    /// <summary>The person's side, or staff for them, calls a visit off. When its provider does, the visit stays, and others are asked.</summary>
    public Task<Answer<ServiceOrderView>> Cancel(Guid id, string? reason, Caller caller, bool english, CancellationToken ct) =>
        caller.Is(Role.ProviderManager) ? GiveUp(id, reason, caller, english, ct) : CallOff(id, reason, caller, english, ct);

    private async Task<Answer<ServiceOrderView>> GiveUp(Guid id, string? reason, Caller caller, bool english, CancellationToken ct)
    {
        var answer = await Act(id, caller, english, "serviceOrder.givenUp", reason, (unit, order, access, item) =>
        {
            if (!access.IsProvider || order.WorkerId is not { } worker || !ServiceOrder.NotBegun.Contains(order.State))
            {
                throw new RuleViolation("services.notPossible", new("这次服务现在不能这样操作。", "It can be given up only while somebody of yours is to come."));
            }
            unit.Insert(new VisitStamp { Id = Guid.CreateVersion7(), OrderId = order.Id, CaregiverId = worker, Kind = StampKind.GivenUp, RecordedAt = unit.Now, OccurredAt = unit.Now, Flags = [], Reason = reason });
            answers.SendOther(unit, order, item);
        }, ct);
        await offers.AskMore(id, ct);
        return answer;
    }

    private Task<Answer<ServiceOrderView>> CallOff(Guid id, string? reason, Caller caller, bool english, CancellationToken ct) => Act(id, caller, english, "serviceOrder.cancelled", reason, (unit, order, access, _) =>
    {
        access.DemandOf(FamilyRights.Order);
        var isLate = access.Person.IsTheirSide && ServiceOrder.Coming.Contains(order.State) && unit.Now > order.StartsAt - policy.CancelFreelyBefore;
        RuleViolation.ThrowIf(
            isLate, "services.tooLateToCancel", $"开始前 {policy.CancelFreelyBefore.TotalMinutes:0} 分钟内不能自己取消，请打 12349。",
            $"It cannot be cancelled within {policy.CancelFreelyBefore.TotalMinutes:0} minutes of its begin; call 12349.");
        order.Cancel(reason ?? "person");
        GiveBack(unit, order, taken, facts);
    }, ct);

    public Task<Answer<ServiceOrderView>> Confirm(Guid id, ConfirmRequest request, Caller caller, bool english, CancellationToken ct) => Act(id, caller, english, "serviceOrder.confirmed", null, (unit, order, access, item) =>
    {
        if (!access.Person.IsTheirSide) throw RequestProblem.Forbidden();
        access.DemandOf(FamilyRights.Order); // it spends the person's minutes
        Confirm(unit, order, item, request.Rating, string.IsNullOrWhiteSpace(request.Comment) ? null : request.Comment.Trim());
        if (request.Rating is { } stars) rating.Rate(unit, order, stars);
    }, ct);

    public Task<Answer<ServiceOrderView>> Dispute(Guid id, string reason, Caller caller, bool english, CancellationToken ct) => Act(id, caller, english, "serviceOrder.disputed", reason, (unit, order, access, _) =>
    {
        access.DemandOf(FamilyRights.Order);
        order.Dispute(reason);
        unit.Raise(TaskKind.Review, order.DivisionCode, order.Id.ToString(), order.SeniorId, "老人一方对一次上门服务有异议，请核实后更正时长。", "The person's side disputes a visit; find out and correct its minutes.", facts);
    }, ct);

    /// <summary>Officers decide what was served: a dispute ends, or what was confirmed becomes right by new entries.</summary>
    public Task<Answer<ServiceOrderView>> Correct(Guid id, int minutes, string reason, Caller caller, bool english, CancellationToken ct) => Act(id, caller, english, "serviceOrder.corrected", reason, (unit, order, access, item) =>
    {
        if (!access.Person.MaySee || !caller.Is(ServiceAccess.Officers)) throw RequestProblem.Forbidden();
        if (order.State == ServiceOrderState.Cancelled && minutes == 0 && TryTakeBackFee(unit, order)) return;
        Correct(unit, order, item, minutes, reason, caller.Actor, facts);
    }, ct);

    /// <summary>A way in vain was not made, or not in vain: the fee goes back by a line of its own, once.</summary>
    private static bool TryTakeBackFee(CityUnit unit, ServiceOrder order)
    {
        var lines = unit.Db.StatementLines.AsNoTracking().Where(line => line.OrderId == order.Id).OrderBy(line => line.Number).ToList();
        if (lines.Count != 1 || lines[0] is not { NobodyHomeAt: not null } fee) return false;
        return unit.TryInsert(fee.TakenBack(Guid.CreateVersion7(), unit.Now));
    }

    /// <summary>The same inside a unit.</summary>
    /// <exception cref="RequestProblem">400: more minutes than were booked.</exception>
    public static void Correct(CityUnit unit, ServiceOrder order, ServiceItem item, int minutes, string reason, string actor, CityFacts facts)
    {
        if (minutes > order.Minutes) throw RequestProblem.Invalid("minutes", $"最多 {order.Minutes}。", $"It must be {order.Minutes} at most.");
        var wasSpent = order.ConfirmedAt is not null;
        order.Correct(minutes, reason, unit.Now);
        if (wasSpent) Respend(unit, order, item, reason);
        else Spend(unit, order, item);
        unit.Settle(TaskKind.Review, order.DivisionCode, $"{order.Id}", reason, actor, facts);
    }

    /// <summary>Confirms a visit: what was served is spent, the rest given back, and its line of the provider's statement stands.</summary>
    public static void Confirm(CityUnit unit, ServiceOrder order, ServiceItem item, int? stars, string? comment)
    {
        order.Confirm(stars, comment, unit.Now);
        Spend(unit, order, item);
    }

    /// <summary>Gives back minutes and time of a visit that does not take place, and tells whoever was asked.</summary>
    public static void GiveBack(CityUnit unit, ServiceOrder order, TakenVisits taken, CityFacts facts)
    {
        unit.AfterCommit(() => taken.Doubt(order.Id));
        unit.Db.SaveChanges();
        unit.ReleaseHeld(order.Id);
        unit.GiveBackTime(order.Id);
        OfferVisits.Withdraw(unit, order.Id, OfferState.Withdrawn);
        unit.Settle(TaskKind.UnfilledVisit, order.DivisionCode, $"{order.Id}", "这次上门已取消。", "system", facts);
    }

    private static void Spend(CityUnit unit, ServiceOrder order, ServiceItem item)
    {
        var minutes = Math.Min(ChargedMinutes(order, item), order.VoucherMinutes);
        unit.Db.SaveChanges();
        unit.SpendHeld(order.Id, order.ProviderId!.Value, minutes);
        unit.Insert(LineOf(unit, order, item, 1, minutes));
    }

    private static void Respend(CityUnit unit, ServiceOrder order, ServiceItem item, string reason)
    {
        var minutes = Math.Min(ChargedMinutes(order, item), order.VoucherMinutes);
        var lines = unit.Db.StatementLines.AsNoTracking().Where(line => line.OrderId == order.Id).ToList();
        unit.CorrectSpent(order.Id, minutes, reason);
        var (voucher, amount, selfPay) = (lines.Sum(line => line.VoucherMinutes), lines.Sum(line => line.AmountFen), lines.Sum(line => line.SelfPayFen));
        var whole = LineOf(unit, order, item, lines.Count + 1, minutes);
        if ((minutes, whole.AmountFen, whole.SelfPayFen) == (voucher, amount, selfPay)) return; // it is as it was
        unit.Insert(whole.Beyond(voucher, amount, selfPay)); // not the price of the difference: the lines of a visit come to its price, however often it is corrected
    }

    /// <summary>Voucher minutes and fen that a visit takes: as it was booked, and once it is served as that is counted.</summary>
    public static (int VoucherMinutes, long SelfPayFen) PaymentOf(ServiceOrder order, ServiceItem item)
    {
        if (order.PaidMinutes is null) return (order.VoucherMinutes, order.SelfPayFen);
        var charged = ChargedMinutes(order, item);
        var covered = Math.Min(charged, order.VoucherMinutes);
        return (covered, item.PriceOf(charged - covered));
    }

    private static int ChargedMinutes(ServiceOrder order, ServiceItem item) => order.PaidMinutes is > 0 and var paid ? item.VoucherMinutesFor(paid) : 0;

    private static StatementLine LineOf(CityUnit unit, ServiceOrder order, ServiceItem item, int number, int minutes)
    {
        var began = CityClock.DateOf(order.StartsAt); // a visit across the end of a month belongs to the month of its begin
        return new()
        {
            Id = Guid.CreateVersion7(),
            ProviderId = order.ProviderId!.Value,
            OrderId = order.Id,
            Number = number,
            Month = new(began.Year, began.Month, 1),
            At = unit.Now,
            VoucherMinutes = minutes,
            AmountFen = item.PriceOf(minutes),
            SelfPayFen = item.PriceOf(ChargedMinutes(order, item) - minutes),
        };
    }

    private Task<Answer<ServiceOrderView>> Act(
        Guid id, Caller caller, bool english, string action, string? detail, Action<CityUnit, ServiceOrder, ServiceAccess, ServiceItem> act, CancellationToken ct) => requests.Commit(unit =>
    {
        var order = unit.HoldServiceOrder(id) ?? throw RequestProblem.NotFound();
        var access = ServiceOrders.RowOf(unit.Db, order).AccessOf(caller).Demand();
        var item = unit.Db.ServiceItems.AsNoTracking().Single(one => one.Id == order.ServiceItemId);
        act(unit, order, access, item);
        unit.Record(caller.Actor, action, id.ToString(), order.SeniorId, detail);
        unit.Db.SaveChanges();
        unit.TellOfVisit(order, unit.NameOf(order), item, facts);
        return unit.AnswerWith(order, caller, english);
    }, ct);
}

/// <summary>The person's side says that a visit was so.</summary>
/// <param name="Rating">1 to 5.</param>
/// <param name="Comment">Words, up to 500 characters.</param>
internal sealed record ConfirmRequest(int? Rating, string? Comment)
{
    private const int LongestComment = 500;

    public ConfirmRequest Checked()
    {
        new FieldErrors().Require(Rating is null or (>= 1 and <= 5), "rating", "1 到 5 分。", "It must be 1 to 5.")
            .Require(Comment is null || Comment.Length <= LongestComment, "comment", $"最多 {LongestComment} 个字。", $"{LongestComment} characters at most.").ThrowIfAny();
        return this;
    }
}
