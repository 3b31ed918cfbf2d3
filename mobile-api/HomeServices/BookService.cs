using ElderCare.Data;
using ElderCare.Data.Emergency;
using ElderCare.Data.HomeServices;
using ElderCare.Data.Vouchers;
using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>Books a visit: its minutes are held, the person's time is taken, and the first caregivers are asked, in one unit.</summary>
internal sealed class BookService(CityDatabase database, RequestWriter requests, CityFacts facts, OfferVisits offers, HomeServicePolicy policy)
{
    private const int MostAttempts = 20;

    public async Task<Answer<ServiceOrderView>> Handle(ServiceWish wish, Caller caller, bool english, CancellationToken ct)
    {
        var (senior, item) = await Check(wish, caller, ct);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var order = Draft(wish, senior, item, caller, voucherMinutes: 0);
                var ranked = offers.Rank(VisitWish.Of(order, item));
                return await requests.Commit(unit => Book(unit, order, ranked, wish, senior, item, caller, english), ct);
            }
            catch (StaleReadException) when (attempt < MostAttempts)
            {
                // somebody took minutes or a caregiver went off duty meanwhile
            }
        }
    }

    /// <summary>Whose visit it would be and what is done, when nothing forbids it so far; only booking finds out whether the time is free and the minutes are there.</summary>
    /// <exception cref="RuleViolation">It cannot be booked so.</exception>
    /// <exception cref="RequestProblem">404, 403 or 400: it is not theirs to book, or there is no such service.</exception>
    public async Task<(Senior Senior, ServiceItem Item)> Check(ServiceWish wish, Caller caller, CancellationToken ct)
    {
        RuleViolation.ThrowIf(wish.StartsAt < caller.Now, "services.inPast", "开始时间已经过了。", "It would begin in the past.", "startsAt");
        RuleViolation.ThrowIf(
            wish.StartsAt > caller.Now + policy.BookableAhead, "services.tooFarAhead", $"最多提前 {policy.BookableAhead.Days} 天预约。", $"It can be booked {policy.BookableAhead.Days} days ahead at most.", "startsAt");
        var (senior, item) = await Read(wish, caller, ct);
        ThrowUnlessBookable(wish, senior);
        return (senior, item);
    }

    private async Task<(Senior Senior, ServiceItem Item)> Read(ServiceWish wish, Caller caller, CancellationToken ct)
    {
        using var db = database.Read();
        var senior = await db.Seniors.SingleOrDefaultAsync(row => row.Id == wish.SeniorId, ct) ?? throw RequestProblem.NotFound("seniorId");
        SeniorAccess.Of(caller, senior).Demand(FamilyRights.Order);
        senior.ThrowIfMerged("seniorId");
        var item = await db.ServiceItems.SingleOrDefaultAsync(row => row.Id == wish.ServiceItemId && row.IsOffered, ct)
            ?? throw RequestProblem.Invalid("serviceItemId", "没有这项服务。", "There is no such service.");
        if (wish.PreferredWorkerId is { } preferred && !await db.Caregivers.AnyAsync(caregiver => caregiver.Id == preferred, ct))
        {
            throw RequestProblem.Invalid("preferredWorkerId", "没有这位护理员。", "There is no such caregiver.");
        }
        var day = CityClock.DateOf(wish.StartsAt);
        var isAway = database.Read(sql => sql.IsAway(senior.Id, day));
        RuleViolation.ThrowIf(isAway, "people.absent", "老人那天不在家（外出、住院或入住机构）。", "The person is not at home on that day.", "startsAt");
        return (senior, item);
    }

    private void ThrowUnlessBookable(ServiceWish wish, Senior senior)
    {
        RuleViolation.ThrowIf(senior.DiedOn is not null, "people.deceased", "登记显示这位老人已经去世。", "The register says that this person has died.", "seniorId");
        RuleViolation.ThrowIf(
            wish.Minutes < policy.ShortestMinutes || wish.Minutes > policy.LongestMinutes, "services.minutes", $"一次服务 {policy.ShortestMinutes} 到 {policy.LongestMinutes} 分钟。",
            $"A visit takes {policy.ShortestMinutes} to {policy.LongestMinutes} minutes.", "minutes");
    }

    private Answer<ServiceOrderView> Book(CityUnit unit, ServiceOrder draft, IReadOnlyList<Ranked> ranked, ServiceWish wish, Senior senior, ServiceItem item, Caller caller, bool english)
    {
        if (wish.Plan is { } plan) unit.BookOnce(plan, draft);
        var needed = item.VoucherMinutesFor(wish.Minutes);
        var held = (int)unit.HoldMinutes(senior.Id, draft.Id, item.Code, wish.StartsAt, needed);
        if (held < needed && !wish.Pays(item.PriceOf(needed - held))) throw new TooFewMinutes(held, needed);
        var order = Draft(wish, senior, item, caller, held, draft.Id);
        unit.Db.ServiceOrders.Add(order);
        unit.Db.SaveChanges();
        if (!unit.TryTakeTime(order, senior.Id)) throw new RuleViolation("services.overlaps", new("这段时间已经约了别的服务。", "Another visit is booked for that time."), "startsAt");
        var also = offers.Ask(unit, order, senior.Name, item, ranked);
        unit.Schedule(NoShow.TimerKind, order.Id.ToString(), order.StartsAt + policy.NoShowAfter[0]);
        unit.Record(caller.Actor, "serviceOrder.booked", order.Id.ToString(), senior.Id);
        unit.TellOfVisit(order, senior.Name, item, facts, also);
        return unit.AnswerWith(order, caller, english, isNew: true);
    }

    private static ServiceOrder Draft(ServiceWish wish, Senior senior, ServiceItem item, Caller caller, int voucherMinutes, Guid? id = null) => new()
    {
        Id = id ?? Guid.CreateVersion7(),
        SeniorId = senior.Id,
        ServiceItemId = item.Id,
        DivisionCode = senior.ResidenceDivision,
        Latitude = senior.Latitude,
        Longitude = senior.Longitude,
        StartsAt = wish.StartsAt,
        Minutes = wish.Minutes,
        Workers = item.Workers,
        Notes = wish.Notes,
        PreferredWorkerId = wish.PreferredWorkerId,
        WorkerSex = wish.WorkerSex,
        PlanId = wish.Plan?.Id,
        BookedBy = caller.AccountId,
        BookedAt = caller.Now,
        VoucherMinutes = voucherMinutes,
        SelfPayFen = item.PriceOf(item.VoucherMinutesFor(wish.Minutes) - voucherMinutes),
    };
}
