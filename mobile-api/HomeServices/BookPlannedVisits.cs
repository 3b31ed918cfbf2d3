using ElderCare.Data;
using ElderCare.Data.Vouchers;
using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Tasks;
using ElderCare.Domain.Vouchers;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Tasks;
using ElderCare.MobileApi.Timers;
using ElderCare.MobileApi.Vouchers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>
/// Books the visits of a weekly plan, some days ahead, through the same door as every visit. A row for each visit, written with the
/// booking, says that it has been seen to: a crash or a second node never books twice, and what a person cancels stays so. A visit of
/// a month whose minutes have not been granted waits for them. One that cannot be booked is skipped and told, once, and tried again at
/// each look until it would begin.
/// </summary>
internal sealed class BookPlannedVisits(
    CityDatabase database, CityWriter writer, BookService book, PersonNotices notices, Callers callers, CityFacts facts, HomeServicePolicy policy, IClock clock) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string TimerKind = "servicePlan.due";
    private static readonly LocalTime EachDayAt = new(6, 0);

    public string Kind => TimerKind;

    /// <summary>Has a plan looked at now; its timer stays the only one, and comes back when its days were over.</summary>
    public static void LookNow(CityUnit unit, Guid id) => unit.Reschedule(TimerKind, id.ToString(), unit.Now);

    /// <summary>Looks again at the visits of a person who is not away any more, or not yet, or lives.</summary>
    public static void LookAgainFor(CityUnit unit, Guid seniorId)
    {
        foreach (var plan in unit.Db.ServicePlans.Where(plan => plan.SeniorId == seniorId && plan.EndedAt == null).Select(plan => plan.Id).ToList()) LookNow(unit, plan);
    }

    public async Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        var id = Guid.Parse(timer.Subject);
        var now = clock.GetCurrentInstant();
        var today = CityClock.DateOf(now);
        using var db = database.Read();
        var plan = await db.ServicePlans.AsNoTracking().SingleAsync(row => row.Id == id, ct);
        if (plan.EndedAt is not null || plan.Until < today) return null;
        var senior = await db.Seniors.AsNoTracking().SingleAsync(row => row.Id == plan.SeniorId, ct);
        var morning = CityClock.At(today, EachDayAt);
        var next = morning > now ? morning : CityClock.At(today.PlusDays(1), EachDayAt);
        if (senior.IsDeadOn(today)) return next; // the report may be wrong
        var look = new Look(plan, senior, now, next, await db.ServiceItems.AsNoTracking().ToDictionaryAsync(item => item.Id, ct), HasVouchers(db, senior.Id, now));
        var booked = (await db.PlanVisits.AsNoTracking().Where(visit => visit.PlanId == id && visit.Date >= today && visit.Outcome == PlanOutcome.Booked).ToListAsync(ct)).Select(visit => (visit.Date, visit.Minute)).ToHashSet();
        foreach (var (date, slot) in plan.VisitsBetween(today, today.PlusDays(policy.PlanDaysAhead)))
        {
            if (booked.Contains((date, PlanSlot.MinuteOf(slot.At))) || CityClock.At(date, slot.At) < now) continue;
            if (!await See(look, date, slot, ct)) return next; // it was changed meanwhile, and has its turn again
        }
        await EndTellingSkipped(look, today, ct);
        return next;
    }

    /// <summary>Whether somebody has minutes of this month: then those of the next are worth waiting for.</summary>
    private static bool HasVouchers(CityContext db, Guid seniorId, Instant now) =>
        db.HourVouchers.Any(voucher => voucher.SeniorId == seniorId && voucher.State == VoucherState.Open && voucher.ValidFrom <= now && (voucher.ExpiresAt == null || voucher.ExpiresAt > now));

    /// <summary>Once no visit is skipped any more, nobody need be told that some were.</summary>
    private async Task EndTellingSkipped(Look look, LocalDate today, CancellationToken ct)
    {
        using var db = database.Read();
        var (plan, division) = (look.Plan.Id, look.Senior.ResidenceDivision);
        if (await db.PlanVisits.AnyAsync(visit => visit.PlanId == plan && visit.Date >= today && visit.Outcome == PlanOutcome.Skipped, ct)) return;
        if (!await db.HasToTell(plan, division, ServicePlanWords.TellSkipped.Zh, ct)) return;
        await writer.Commit(Lane.Bulk, unit => unit.Settle(TaskKind.CallBack, division, $"{plan}", "后来约上了，不用再告诉。", "system", facts, ServicePlanWords.TellSkipped.Zh), ct);
    }

    /// <summary>Sees to one visit; false when the plan is not as it was read.</summary>
    private async Task<bool> See(Look look, LocalDate date, PlanSlot slot, CancellationToken ct)
    {
        var (plan, begin, item) = (look.Plan, CityClock.At(date, slot.At), look.Items[slot.ServiceItemId]);
        var mayWait = look.HasVouchers && begin >= VoucherMonths.NextAfter(VoucherMonths.Of(look.Now)) && begin >= look.Next;
        if (mayWait && item.VoucherMinutesFor(slot.Minutes) > UsableAt(plan.SeniorId, begin)) return true;
        if (callers.Find(plan.OrderedBy) is not { Account.IsDisabled: false } caller) return await Skip(look, date, slot, ServicePlanWords.NoOrderer, ct);
        var wish = new ServiceWish(
            plan.SeniorId, slot.ServiceItemId, begin, slot.Minutes, plan.Notes, plan.PreferredWorkerId, plan.WorkerSex, plan.AcceptSelfPay && !mayWait, new(VersionedTable.ServicePlans, plan.Id, plan.Version));
        try
        {
            await book.Handle(wish, caller, english: false, ct);
            return true;
        }
        catch (TooFewMinutes) when (mayWait)
        {
            return true;
        }
        catch (RuleViolation no)
        {
            return no.Code == PlanVisits.AlreadyBooked || (no.Code != PlanVisits.PlanChanged && await Skip(look, date, slot, no, ct));
        }
        catch (RequestProblem no) when (no.Status is 403 or 404)
        {
            return await Skip(look, date, slot, ServicePlanWords.NoOrderer, ct);
        }
        catch (RequestProblem no) when (no.Status is 400)
        {
            return await Skip(look, date, slot, new(no.Code, no.Errors.Count > 0 ? no.Errors.Values.First() : no.Detail), ct);
        }
    }

    private async Task<bool> Skip(Look look, LocalDate date, PlanSlot slot, RuleViolation why, CancellationToken ct)
    {
        var (plan, visit) = (look.Plan, new PlanVisit { PlanId = look.Plan.Id, Date = date, Minute = PlanSlot.MinuteOf(slot.At), Outcome = PlanOutcome.Skipped, Reason = why.Code });
        var isKnown = why.Code == CallOffVisits.Absent && await IsAwayAsBefore(visit, ct);
        var listeners = isKnown ? PersonListeners.None(plan.SeniorId) : await notices.ListenersOf(plan.SeniorId, actor: null);
        return await writer.Commit(Lane.Bulk, unit =>
        {
            if (!unit.Holds(new(VersionedTable.ServicePlans, plan.Id, plan.Version))) return false;
            if (!unit.TrySee(visit)) return true;
            unit.Record("system", "servicePlan.skipped", plan.Id.ToString(), plan.SeniorId, why.Code);
            var reason = why.Code == CallOffVisits.Absent ? ServicePlanWords.Away : why.Reason; // whether it is a hospital is nobody's business
            notices.Tell(unit, listeners, ServicePlanWords.Skipped(look.Senior.Name, date, slot.At, look.Items[slot.ServiceItemId].NameZh, reason), plan.Id, ServicePlanWords.TellSkipped);
            return true;
        }, ct);
    }

    /// <summary>Whether the visit before this one was skipped for an absence too: then it has been told.</summary>
    private async Task<bool> IsAwayAsBefore(PlanVisit visit, CancellationToken ct)
    {
        using var db = database.Read();
        var before = await db.PlanVisits.AsNoTracking().Where(one => one.PlanId == visit.PlanId && (one.Date < visit.Date || (one.Date == visit.Date && one.Minute < visit.Minute)))
            .OrderByDescending(one => one.Date).ThenByDescending(one => one.Minute).FirstOrDefaultAsync(ct);
        return before is { Outcome: PlanOutcome.Skipped, Reason: CallOffVisits.Absent };
    }

    private long UsableAt(Guid seniorId, Instant begin)
    {
        using var db = database.Read();
        return VoucherReads.UsableAt(db, seniorId, begin);
    }

    /// <summary>One look at a plan.</summary>
    private sealed record Look(ServicePlan Plan, Senior Senior, Instant Now, Instant Next, IReadOnlyDictionary<Guid, ServiceItem> Items, bool HasVouchers);
}
