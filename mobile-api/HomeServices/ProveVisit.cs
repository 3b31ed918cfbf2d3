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
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>
/// A caregiver sets out, comes and goes. What is odd is marked and never stops anybody; what a phone sends again after it was offline
/// counts once, with the device's time beside the server's.
/// </summary>
internal sealed class ProveVisit(RequestWriter requests, CityFacts facts, VisitCodes codes, TakenVisits taken, HomeServicePolicy policy)
{
    public Task<Answer<ServiceOrderView>> SetOut(Guid id, StampRequest request, Caller caller, bool english, CancellationToken ct) =>
        Act(id, StampKind.EnRoute, request, caller, english, (_, order, _, _) => order.SetOut(), ct);

    public Task<Answer<ServiceOrderView>> CheckIn(Guid id, StampRequest request, Caller caller, bool english, CancellationToken ct) =>
        Act(id, StampKind.CheckIn, request, caller, english, (_, order, _, at) => order.CheckIn(at), ct);

    public Task<Answer<ServiceOrderView>> CheckOut(Guid id, StampRequest request, Caller caller, bool english, CancellationToken ct) =>
        Act(id, StampKind.CheckOut, request, caller, english, (unit, order, item, at) =>
        {
            order.CheckOut(at, policy.Billing, request.HasReason);
            unit.Schedule(ConfirmByTime.TimerKind, order.Id.ToString(), unit.Now + policy.ConfirmWithin);
        }, ct);

    /// <summary>Nobody opens: the visit ends, and somebody looks after the person.</summary>
    public Task<Answer<ServiceOrderView>> FindNobody(Guid id, StampRequest request, Caller caller, bool english, CancellationToken ct) =>
        Act(id, StampKind.NobodyHome, request, caller, english, (unit, order, _, at) =>
        {
            RuleViolation.ThrowIf(
                Instant.Min(at, unit.Now) < order.StartsAt + policy.Proof.NobodyHomeAfter, "services.tooEarly", $"请等到约定时间过 {policy.Proof.NobodyHomeAfter.TotalMinutes:0} 分钟，并打电话找过。",
                $"Wait until {policy.Proof.NobodyHomeAfter.TotalMinutes:0} minutes after the begin that was agreed, and call.", "occurredAt");
            order.Cancel("nobodyHome");
            EndVisit.GiveBack(unit, order, taken, facts);
            unit.TryInsert(FeeOf(unit, order)); // refused by the database where this month has one
            unit.Raise(TaskKind.WelfareCheck, order.DivisionCode, order.Id.ToString(), order.SeniorId, "上门服务时没有人应门，请马上确认老人平安。", "Nobody opened for a visit; find out at once how the person is.", facts);
        }, ct);

    private StatementLine FeeOf(CityUnit unit, ServiceOrder order)
    {
        var day = CityClock.DateOf(order.StartsAt);
        return new()
        {
            Id = Guid.CreateVersion7(), ProviderId = order.ProviderId!.Value, OrderId = order.Id, Number = 1, Month = new(day.Year, day.Month, 1), At = unit.Now,
            VoucherMinutes = 0, AmountFen = policy.Proof.NobodyHomeFeeFen, SelfPayFen = 0, NobodyHomeAt = order.SeniorId,
        };
    }

    private Task<Answer<ServiceOrderView>> Act(
        Guid id, StampKind kind, StampRequest request, Caller caller, bool english, Action<CityUnit, ServiceOrder, ServiceItem, Instant> act, CancellationToken ct) => requests.Commit(unit =>
    {
        var order = unit.HoldServiceOrder(id);
        if (order is null || caller.Account.WorkerId is not { } worker || !order.IsBy(worker)) throw RequestProblem.NotFound();
        var at = request.OccurredAt ?? unit.Now;
        ThrowUnlessInTime(at, unit.Now);
        var item = unit.Db.ServiceItems.AsNoTracking().Single(one => one.Id == order.ServiceItemId);
        var others = order.Workers > 1 ? unit.Db.VisitStamps.AsNoTracking().Where(other => other.OrderId == id).ToList() : [];
        var isBeside = IsBeside(order, worker, kind, others);
        if (!isBeside) act(unit, order, item, at);
        var stamp = StampOf(order, worker, kind, request, at, unit.Now, [.. AlsoOdd(unit, order, worker, kind, others)]);
        unit.Db.VisitStamps.Add(stamp);
        if (request.Place is { } place && !stamp.IsMockLocation) unit.Db.Caregivers.Single(caregiver => caregiver.Id == worker).Report(place, unit.Now);
        unit.Record(caller.Actor, $"serviceOrder.{Words<StampKind>.Of(kind)}", id.ToString(), order.SeniorId);
        unit.Db.SaveChanges();
        if ((kind == StampKind.CheckOut && !isBeside) || (kind == StampKind.NobodyHome && stamp.Flags.Count > 0)) unit.AskBack(order, policy, facts);
        unit.TellOfVisit(order, unit.NameOf(order), item, facts);
        return unit.AnswerWith(order, caller, english);
    }, ct);

    /// <summary>Whether the other of two has begun, or ended, the visit already: this one proves only that they were there too.</summary>
    private static bool IsBeside(ServiceOrder order, Guid worker, StampKind kind, IReadOnlyList<VisitStamp> others)
    {
        bool Has(Guid? who, StampKind of) => others.Any(other => other.Kind == of && (who is null ? other.CaregiverId != worker : other.CaregiverId == who));
        return kind switch
        {
            StampKind.CheckIn => order.State == ServiceOrderState.InService && Has(null, kind) && !Has(worker, kind),
            StampKind.CheckOut => order.State == ServiceOrderState.Completed && Has(null, kind) && Has(worker, StampKind.CheckIn) && !Has(worker, kind),
            _ => false,
        };
    }

    /// <summary>What is odd beside what the phone says.</summary>
    private static IEnumerable<StampFlag> AlsoOdd(CityUnit unit, ServiceOrder order, Guid worker, StampKind kind, IReadOnlyList<VisitStamp> others)
    {
        if (kind == StampKind.CheckIn && IsElsewhere(unit, order, worker)) yield return StampFlag.AlsoElsewhere;
        if (kind == StampKind.CheckOut && order.Workers > 1 && others.Where(other => other.Kind == StampKind.CheckIn).Select(other => other.CaregiverId).Distinct().Count() < order.Workers) yield return StampFlag.OneOfTwo;
    }

    /// <summary>Whether they have not checked out of another visit.</summary>
    private static bool IsElsewhere(CityUnit unit, ServiceOrder order, Guid worker) =>
        unit.Db.ServiceOrders.Any(other => (other.WorkerId == worker || other.SecondWorkerId == worker) && other.State == ServiceOrderState.InService && other.Id != order.Id);

    private void ThrowUnlessInTime(Instant at, Instant now)
    {
        RuleViolation.ThrowIf(at > now + policy.Proof.ClockAhead, "services.clockAhead", "手机时间比现在晚，请校准手机时间。", "The device's clock is ahead; set it right.", "occurredAt");
        RuleViolation.ThrowIf(at < now - policy.Proof.OldestStamp, "services.tooLate", "已超过补传时限，请服务商按规定补录。", "It is too old to be sent; the provider must have it entered.", "occurredAt");
    }

    private VisitStamp StampOf(ServiceOrder order, Guid worker, StampKind kind, StampRequest request, Instant at, Instant now, IReadOnlyList<StampFlag> alsoOdd)
    {
        var metres = request.Place?.MetresTo(new GeoPoint(order.Latitude, order.Longitude));
        return new()
        {
            Id = Guid.CreateVersion7(),
            OrderId = order.Id,
            CaregiverId = worker,
            Kind = kind,
            RecordedAt = now,
            OccurredAt = at,
            Latitude = request.Latitude,
            Longitude = request.Longitude,
            AccuracyMetres = request.AccuracyMetres,
            IsMockLocation = request.MockLocation == true,
            PhotoSha256 = request.PhotoSha256?.ToLowerInvariant(),
            MetresFromHome = metres,
            Flags = [.. FlagsOf(order, kind, request, metres, at, now), .. alsoOdd],
            Reason = request.Reason?.Trim(),
        };
    }

    private IEnumerable<StampFlag> FlagsOf(ServiceOrder order, StampKind kind, StampRequest request, double? metres, Instant at, Instant now)
    {
        if (request.MockLocation == true) yield return StampFlag.MockLocation;
        if (now - at > policy.Proof.LateAfter) yield return StampFlag.SentLate;
        if (kind == StampKind.EnRoute) yield break;
        if (metres is null) yield return StampFlag.NoPlace;
        else if (metres > FenceOf(order) + (request.AccuracyMetres ?? 0)) yield return StampFlag.OutsideFence;
        if (kind != StampKind.CheckIn) yield break;
        if (request.Code is not { } code || !codes.IsOf(order.SeniorId, code.Trim(), at)) yield return StampFlag.NoCode;
        if (at < order.StartsAt - policy.Proof.EarlyBefore) yield return StampFlag.TooEarly;
        if (at > order.StartsAt + policy.Proof.LateBegin) yield return StampFlag.TooLate;
    }

    /// <summary>A code of a town that is no street is a village: 9 digits, the seventh above 0.</summary>
    private int FenceOf(ServiceOrder order) => order.DivisionCode is [_, _, _, _, _, _, not '0', ..] ? policy.Proof.FenceMetresRural : policy.Proof.FenceMetres;
}
