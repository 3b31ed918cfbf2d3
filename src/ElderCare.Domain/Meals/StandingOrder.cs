using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Meals;

/// <summary>Meals that are ordered for a senior by themselves, week after week, until it is paused or ended. Meals whose orders had closed when it was last changed are none of its.</summary>
public sealed class StandingOrder : Recurring
{
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

    /// <inheritdoc/>
    protected override RuleViolation Ended => new("standingOrders.ended", new("这个长期订餐已经结束。", "The standing order has ended."));

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
        Renew(by, plan.From, plan.Until, now);
        CanteenId = plan.CanteenId;
        Weekdays = plan.Weekdays;
        Periods = plan.Periods;
        Items = plan.Items;
        Fulfilment = plan.Fulfilment;
        DeliveryPointId = plan.DeliveryPointId;
        PayBy = plan.PayBy;
        AcceptFullPrice = plan.AcceptFullPrice;
    }

    /// <summary>The meals that it asks for from one day to another, both counted in.</summary>
    public IEnumerable<(LocalDate Date, MealPeriod Period)> MealsBetween(LocalDate first, LocalDate last)
    {
        for (var date = first; date <= last; date = date.PlusDays(1))
        {
            if (!Covers(date) || !Weekdays.Contains((int)date.DayOfWeek)) continue;
            foreach (var period in Periods.Order()) yield return (date, period);
        }
    }

    /// <summary>Whether it asks for just that.</summary>
    public bool Asks(StandingPlan plan) =>
        (CanteenId, Fulfilment, DeliveryPointId, PayBy, AcceptFullPrice, From, Until) == (plan.CanteenId, plan.Fulfilment, plan.DeliveryPointId, plan.PayBy, plan.AcceptFullPrice, plan.From, plan.Until)
        && Weekdays.SequenceEqual(plan.Weekdays) && Periods.SequenceEqual(plan.Periods) && Items.SequenceEqual(plan.Items);
}
