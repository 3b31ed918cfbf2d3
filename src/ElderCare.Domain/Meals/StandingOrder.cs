using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Meals;

/// <summary>Meals that are ordered for a senior by themselves, week after week, until it is paused or ended.</summary>
public sealed class StandingOrder
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Who eats.</summary>
    public required Guid SeniorId { get; init; }

    /// <summary>The account that ordered, or last changed or resumed it; each meal is placed with the rights that it has then.</summary>
    public Guid OrderedBy { get; private set; }

    /// <summary>Who cooks.</summary>
    public Guid CanteenId { get; private set; }

    /// <summary>1 is Monday, 7 is Sunday.</summary>
    public IReadOnlyList<int> Weekdays { get; private set; } = [];

    /// <summary>The meals of those days.</summary>
    public IReadOnlyList<MealPeriod> Periods { get; private set; } = [];

    /// <summary>The dishes; empty is the set meal of the day.</summary>
    public IReadOnlyList<StandingItem> Items { get; private set; } = [];

    /// <summary>How the meals get to the senior.</summary>
    public Fulfilment Fulfilment { get; private set; }

    /// <summary>Where they are brought; null is to the door.</summary>
    public Guid? DeliveryPointId { get; private set; }

    /// <summary>How the senior's share is paid.</summary>
    public PayBy PayBy { get; private set; }

    /// <summary>Whether a meal is wanted also when another meal has the subsidy that it would get.</summary>
    public bool AcceptFullPrice { get; private set; }

    /// <summary>The first day, counted in.</summary>
    public LocalDate From { get; private set; }

    /// <summary>The last day, counted in; null is until it is ended.</summary>
    public LocalDate? Until { get; private set; }

    /// <summary>The first day of a pause, counted in; null when there is none.</summary>
    public LocalDate? PausedFrom { get; private set; }

    /// <summary>The last day of the pause, counted in; null is until it is resumed.</summary>
    public LocalDate? PausedUntil { get; private set; }

    /// <summary>When it was ended for good.</summary>
    public Instant? EndedAt { get; private set; }

    /// <summary>When it was ordered or last changed: meals whose orders had closed by then are none of its.</summary>
    public Instant ChangedAt { get; private set; }

    /// <summary>Counts up at every change.</summary>
    public int Version { get; private set; }

    /// <summary>A new one.</summary>
    public static StandingOrder Begin(Guid seniorId, StandingPlan plan, Guid orderedBy, Instant now)
    {
        var order = new StandingOrder { Id = Guid.CreateVersion7(), SeniorId = seniorId };
        order.Change(plan, orderedBy, now);
        return order;
    }

    /// <summary>Asks for something else from now on; meals that are placed already stay as they are.</summary>
    public void Change(StandingPlan plan, Guid by, Instant now)
    {
        Touch(now);
        OrderedBy = by;
        CanteenId = plan.CanteenId;
        Weekdays = plan.Weekdays;
        Periods = plan.Periods;
        Items = plan.Items;
        Fulfilment = plan.Fulfilment;
        DeliveryPointId = plan.DeliveryPointId;
        PayBy = plan.PayBy;
        AcceptFullPrice = plan.AcceptFullPrice;
        From = plan.From;
        Until = plan.Until;
    }

    /// <summary>Places nothing for some days.</summary>
    public void Pause(LocalDate from, LocalDate? until, Instant now)
    {
        Touch(now);
        PausedFrom = from;
        PausedUntil = until;
    }

    /// <summary>Ends the pause.</summary>
    public void Resume(Guid by, Instant now)
    {
        Touch(now);
        OrderedBy = by;
        PausedFrom = PausedUntil = null;
    }

    /// <summary>Places nothing any more.</summary>
    public void End(Instant now)
    {
        Touch(now);
        EndedAt = now;
    }

    /// <summary>The meals that it asks for from one day to another, both counted in.</summary>
    public IEnumerable<(LocalDate Date, MealPeriod Period)> MealsBetween(LocalDate first, LocalDate last)
    {
        for (var date = first; date <= last; date = date.PlusDays(1))
        {
            if (!Covers(date)) continue;
            foreach (var period in Periods.Order()) yield return (date, period);
        }
    }

    /// <summary>Whether it asks for just that.</summary>
    public bool Asks(StandingPlan plan) =>
        (CanteenId, Fulfilment, DeliveryPointId, PayBy, AcceptFullPrice, From, Until) == (plan.CanteenId, plan.Fulfilment, plan.DeliveryPointId, plan.PayBy, plan.AcceptFullPrice, plan.From, plan.Until)
        && Weekdays.SequenceEqual(plan.Weekdays) && Periods.SequenceEqual(plan.Periods) && Items.SequenceEqual(plan.Items);

    /// <summary>Whether it is paused just so.</summary>
    public bool IsPaused(LocalDate from, LocalDate? until) => EndedAt is null && (PausedFrom, PausedUntil) == (from, until);

    /// <summary>Whether it is not paused, and somebody's own.</summary>
    public bool IsActiveFor(Guid orderer) => EndedAt is null && PausedFrom is null && OrderedBy == orderer;

    private bool Covers(LocalDate date) =>
        EndedAt is null && From <= date && (Until is null || date <= Until) && Weekdays.Contains((int)date.DayOfWeek)
        && !(PausedFrom <= date && (PausedUntil is null || date <= PausedUntil));

    private void Touch(Instant now)
    {
        RuleViolation.ThrowIf(EndedAt is not null, "standingOrders.ended", "这个长期订餐已经结束。", "The standing order has ended.");
        ChangedAt = now;
        Version++;
    }
}
