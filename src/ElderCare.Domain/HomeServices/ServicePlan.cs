using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.HomeServices;

/// <summary>Visits at home that are booked for a senior by themselves, week after week, until the plan is paused or ended.</summary>
public sealed class ServicePlan : Recurring
{
    /// <summary>The visits of each week.</summary>
    public IReadOnlyList<PlanSlot> Slots { get; private set; } = [];

    /// <summary>Words for whoever comes.</summary>
    public string? Notes { get; private set; }

    /// <summary>Whom the person would like to come; somebody else comes when they cannot.</summary>
    public Guid? PreferredWorkerId { get; private set; }

    /// <summary>Of which sex whoever comes must be; null when it does not matter.</summary>
    public Sex? WorkerSex { get; private set; }

    /// <summary>Whether the person pays what no voucher does.</summary>
    public bool AcceptSelfPay { get; private set; }

    /// <summary>The package of care that it is to fulfil.</summary>
    public Guid? PackageId { get; private set; }

    /// <summary>Pauses that are over: nothing was owed on their days.</summary>
    public IReadOnlyList<PlanPause> PastPauses { get; private set; } = [];

    /// <inheritdoc/>
    protected override RuleViolation Ended => new("servicePlans.ended", new("这个每周安排已经结束。", "The weekly plan has ended."));

    /// <summary>A new one.</summary>
    public static ServicePlan Begin(Guid seniorId, PlanWish wish, Guid orderedBy, Instant now, Guid? id = null)
    {
        var plan = new ServicePlan { Id = id ?? Guid.CreateVersion7(), SeniorId = seniorId };
        plan.Change(wish, orderedBy, now);
        return plan;
    }

    /// <summary>Asks for something else from now on.</summary>
    public void Change(PlanWish wish, Guid by, Instant now)
    {
        Renew(by, wish.From, wish.Until, now);
        (Slots, Notes, PreferredWorkerId, WorkerSex, AcceptSelfPay, PackageId) = (wish.Slots, wish.Notes, wish.PreferredWorkerId, wish.WorkerSex, wish.AcceptSelfPay, wish.PackageId);
    }

    /// <inheritdoc/>
    public override void Pause(LocalDate from, LocalDate? until, Instant now)
    {
        KeepPause(now);
        base.Pause(from, until, now);
    }

    /// <inheritdoc/>
    public override void Resume(Guid by, Instant now)
    {
        KeepPause(now);
        base.Resume(by, now);
    }

    /// <summary>The visits that it asks for from one day to another, both counted in, the soonest first.</summary>
    public IEnumerable<(LocalDate Date, PlanSlot Slot)> VisitsBetween(LocalDate first, LocalDate last)
    {
        for (var date = first; date <= last; date = date.PlusDays(1))
        {
            if (!Covers(date)) continue;
            foreach (var slot in Slots.Where(slot => slot.Weekday == (int)date.DayOfWeek).OrderBy(slot => slot.At)) yield return (date, slot);
        }
    }

    /// <summary>Whether it asks for just such a visit.</summary>
    public bool AsksFor(LocalDateTime begin, Guid serviceItemId, int minutes) =>
        Covers(begin.Date) && Slots.Contains(new((int)begin.DayOfWeek, begin.TimeOfDay, serviceItemId, minutes));

    /// <summary>Whether it asks for just that.</summary>
    public bool Asks(PlanWish wish) =>
        (Notes, PreferredWorkerId, WorkerSex, AcceptSelfPay, PackageId, From, Until) == (wish.Notes, wish.PreferredWorkerId, wish.WorkerSex, wish.AcceptSelfPay, wish.PackageId, wish.From, wish.Until)
        && Slots.SequenceEqual(wish.Slots);

    /// <summary>Whether it ran on a day, past or present.</summary>
    public bool RanOn(LocalDate date) =>
        From <= date && (Until is null || date <= Until) && (EndedAt is not { } ended || date < CityClock.DateOf(ended))
        && !(PausedFrom <= date && (PausedUntil is null || date <= PausedUntil)) && !PastPauses.Any(pause => pause.From <= date && date <= pause.Until);

    /// <summary>Of a pause that was under way the days up to yesterday were paused.</summary>
    private void KeepPause(Instant now)
    {
        if (PausedFrom is not { } from || EndedAt is not null) return;
        var yesterday = CityClock.DateOf(now).PlusDays(-1);
        var last = PausedUntil is { } until && until < yesterday ? until : yesterday;
        if (from <= last) PastPauses = [.. PastPauses, new(from, last)];
    }
}

/// <summary>Days on which a plan was paused.</summary>
/// <param name="From">The first.</param>
/// <param name="Until">The last, counted in.</param>
public sealed record PlanPause(LocalDate From, LocalDate Until);
