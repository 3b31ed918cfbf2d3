using ElderCare.Data.HomeServices;
using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>
/// Somebody else than whoever was there enters by hand when a visit began and ended, because a phone was lost or broken: within a day,
/// and only for a small part of a provider's visits of a month. Such a visit is marked, and somebody calls the person back.
/// </summary>
internal sealed class EnterVisit(RequestWriter requests, CityFacts facts, HomeServicePolicy policy)
{
    private const string EnteredOfMonth =
        """
        SELECT COUNT(DISTINCT o."Id"), COUNT(DISTINCT CASE WHEN s."Flags" LIKE '%"enteredByHand"%' THEN o."Id" END)
        FROM "ServiceOrders" o LEFT JOIN "VisitStamps" s ON s."OrderId" = o."Id" AND s."Kind" = 'CheckOut'
        WHERE o."ProviderId" = @p0 AND o."StartsAt" >= @p1 AND o."StartsAt" < @p2
        """;

    public Task<Answer<ServiceOrderView>> Handle(Guid id, EnterVisitRequest request, Caller caller, bool english, CancellationToken ct) => requests.Commit(unit =>
    {
        var order = unit.HoldServiceOrder(id) ?? throw RequestProblem.NotFound();
        var access = ServiceOrders.RowOf(unit.Db, order).AccessOf(caller).Demand();
        if (!access.IsProvider && !access.Person.MaySee) throw RequestProblem.NotFound();
        if (caller.Account.WorkerId is { } self && order.IsBy(self)) throw RequestProblem.Forbidden();
        RuleViolation.ThrowIf(!ServiceOrder.Coming.Contains(order.State) && order.State != ServiceOrderState.InService, "services.notPossible", "这次服务现在不能这样操作。", "It can be entered only for a visit that somebody was to come to and that has not ended.");
        var (began, ended) = (order.CheckedInAt ?? request.CheckedInAt ?? throw RequestProblem.Invalid("checkedInAt", "必须填写。", "It is required."), request.CheckedOutAt!.Value);
        ThrowUnlessInTime(began, ended, unit.Now);
        ThrowIfTooMany(unit, order);

        if (order.CheckedInAt is null)
        {
            order.CheckIn(began);
            unit.Db.VisitStamps.Add(Stamp(order, StampKind.CheckIn, began, request, unit.Now));
        }
        order.CheckOut(ended, policy.Billing, hasReason: false);
        unit.Db.VisitStamps.Add(Stamp(order, StampKind.CheckOut, ended, request, unit.Now));
        unit.Schedule(ConfirmByTime.TimerKind, $"{id}", unit.Now + policy.ConfirmWithin);
        unit.Record(caller.Actor, "serviceOrder.enteredByHand", $"{id}", order.SeniorId, request.Reason!.Trim());
        unit.Db.SaveChanges();
        unit.AskBack(order, policy, facts);
        unit.TellOfVisit(order, unit.NameOf(order), unit.Db.ServiceItems.AsNoTracking().Single(item => item.Id == order.ServiceItemId), facts);
        return unit.AnswerWith(order, caller, english);
    }, ct);

    private void ThrowUnlessInTime(Instant began, Instant ended, Instant now)
    {
        if (ended < began) throw new RuleViolation("services.outBeforeIn", new("签退时间早于签到时间。", "It would end before it began."), "checkedOutAt");
        RuleViolation.ThrowIf(ended > now, "services.clockAhead", "签退时间还没有到。", "It would end in the future.", "checkedOutAt");
        RuleViolation.ThrowIf(ended < now - policy.Proof.OldestStamp, "services.tooLate", $"只能在结束后 {policy.Proof.OldestStamp.TotalHours:0} 小时内补录。", $"It can be entered within {policy.Proof.OldestStamp.TotalHours:0} hours of its end.", "checkedOutAt");
        RuleViolation.ThrowIf(ended - began > Duration.FromDays(1), "services.minutes", "一次服务不会超过一天。", "A visit does not take more than a day.", "checkedInAt");
    }

    /// <summary>Counted for one provider at a time, so that two at once do not both find room.</summary>
    private void ThrowIfTooMany(CityUnit unit, ServiceOrder order)
    {
        if (!unit.IsAlone) unit.Sql.Query("""SELECT 1 FROM "ServiceProviders" WHERE "Id" = @p0 FOR UPDATE""", _ => true, order.ProviderId!.Value);
        var month = CityClock.DateOf(order.StartsAt).With(DateAdjusters.StartOfMonth);
        var (visits, entered) = unit.Sql.Query(
            EnteredOfMonth, row => (row.GetInt64(0), row.GetInt64(1)),
            order.ProviderId!.Value, CityClock.At(month, LocalTime.Midnight).ToUnixTimeTicks(), CityClock.At(month.PlusMonths(1), LocalTime.Midnight).ToUnixTimeTicks())[0];
        var most = Math.Max(1, visits * policy.Proof.ByHandBasisPoints / 10_000); // one is never too many
        RuleViolation.ThrowIf(entered >= most, "services.tooManyByHand", "本月补录的次数已到上限。", "The provider has entered as many visits by hand this month as it may.");
    }

    private static VisitStamp Stamp(ServiceOrder order, StampKind kind, Instant at, EnterVisitRequest request, Instant now) => new()
    {
        Id = Guid.CreateVersion7(),
        OrderId = order.Id,
        CaregiverId = order.WorkerId!.Value,
        Kind = kind,
        RecordedAt = now,
        OccurredAt = at,
        Flags = [StampFlag.EnteredByHand],
        Reason = request.Reason!.Trim(),
    };
}

/// <summary>When a visit began and ended, as somebody else than whoever was there enters it.</summary>
/// <param name="CheckedInAt">When it began; not needed where it was checked in.</param>
/// <param name="CheckedOutAt">When it ended.</param>
/// <param name="Reason">Why it is entered by hand, up to 200 characters.</param>
internal sealed record EnterVisitRequest(Instant? CheckedInAt, Instant? CheckedOutAt, string? Reason)
{
    /// <exception cref="RequestProblem">400 that names every field that is missing or malformed.</exception>
    public EnterVisitRequest Checked()
    {
        new FieldErrors().Present(CheckedOutAt, "checkedOutAt").Text(Reason, "reason", 1, 200).ThrowIfAny();
        return this;
    }
}
