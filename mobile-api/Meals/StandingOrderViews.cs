using System.Runtime.CompilerServices;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using NodaTime;

namespace ElderCare.MobileApi.Meals;

/// <summary>Meals to be ordered week after week; in a change, what is absent stays as it is, and null clears the delivery point and the last day.</summary>
internal sealed record StandingOrderRequest
{
    private readonly HashSet<string> _given = [];

    /// <summary>Who eats; stays as it was made.</summary>
    public Guid? SeniorId { get; init; }

    /// <summary>Who cooks.</summary>
    public Guid? CanteenId { get; init; }

    /// <summary>1 is Monday, 7 is Sunday.</summary>
    public IReadOnlyList<int>? Weekdays { get; init; }

    /// <summary>The meals of those days.</summary>
    public IReadOnlyList<MealPeriod>? Periods { get; init; }

    /// <summary>The dishes, by the name that menus give them; empty or absent is the set meal of the day.</summary>
    public IReadOnlyList<StandingItem>? Items { get; init; }

    /// <summary>How the meals get to the senior.</summary>
    public Fulfilment? Fulfilment { get; init; }

    /// <summary>Where they are brought; absent is to the door.</summary>
    public Guid? DeliveryPointId { get; init => field = Given(value); }

    /// <summary>How the senior's share is paid; not online, for nobody is there to pay.</summary>
    public PayBy? PayBy { get; init; }

    /// <summary>Whether a meal is wanted also when another has the subsidy that it would get; when absent, yes if several meals of a day are asked for.</summary>
    public bool? AcceptFullPrice { get; init; }

    /// <summary>The first day, counted in; today when absent.</summary>
    public LocalDate? From { get; init; }

    /// <summary>The last day, counted in; absent is until it is ended.</summary>
    public LocalDate? Until { get; init => field = Given(value); }

    /// <summary>The plan with every field that it must have; what is absent is taken from the present one.</summary>
    /// <exception cref="RequestProblem">400 that names every field.</exception>
    public StandingPlan Read(StandingOrder? present, LocalDate today)
    {
        var fulfilment = Fulfilment ?? present?.Fulfilment;
        var point = Has(nameof(DeliveryPointId)) || fulfilment != Domain.Meals.Fulfilment.Delivery ? DeliveryPointId : present?.DeliveryPointId;
        var (weekdays, periods, items) = (Weekdays ?? present?.Weekdays, Periods ?? present?.Periods, Items ?? present?.Items ?? []);
        var (canteen, payBy, from, until) = (CanteenId ?? present?.CanteenId, PayBy ?? present?.PayBy, From ?? present?.From ?? today, Has(nameof(Until)) ? Until : present?.Until);
        new FieldErrors().Present(canteen, "canteenId").Present(weekdays, "weekdays").Present(periods, "periods").Present(fulfilment, "fulfilment").Present(payBy, "payBy")
            .Require(weekdays is null || (weekdays.Count > 0 && weekdays.All(day => day is >= 1 and <= 7)), "weekdays", "要 1 到 7，至少一天。", "It must be 1 to 7, at least one.")
            .Require(periods is null || periods.Count > 0, "periods", "至少一餐。", "At least one meal.")
            .Require(items.Count <= 20 && items.All(item => item is { Name.Length: > 0 and <= 40, Quantity: >= 1 and <= Portion.MostOfOneDish }), "items",
                $"最多 20 样，每样写菜名和 1 到 {Portion.MostOfOneDish} 份。", $"20 at most, each a name and 1 to {Portion.MostOfOneDish} portions.")
            .Require(items.GroupBy(item => item?.Name).All(same => same.Count() == 1), "items", "同一样菜写了两次。", "A dish is there twice.")
            .Require(payBy != Domain.Meals.PayBy.Online, "payBy", "长期订餐不能网上付款。", "A standing order cannot be paid online.")
            .Require(point is null || fulfilment == Domain.Meals.Fulfilment.Delivery, "deliveryPointId", "只有送餐才选送餐点。", "A delivery point goes with delivery only.")
            .Days(From, present?.From, from, until, today)
            .ThrowIfAny();
        return new(canteen!.Value, [.. weekdays!.Distinct().Order()], [.. periods!.Distinct().Order()], items, fulfilment!.Value, point, payBy!.Value, AcceptFullPrice ?? present?.AcceptFullPrice ?? periods!.Distinct().Count() > 1, from, until);
    }

    private bool Has(string property) => _given.Contains(property);

    private T Given<T>(T value, [CallerMemberName] string property = "")
    {
        _given.Add(property);
        return value;
    }
}

/// <summary>A standing order.</summary>
/// <param name="Items">Empty is the set meal of the day.</param>
/// <param name="Meals">What it has done lately, the newest first.</param>
internal sealed record StandingOrderView(
    Guid Id, RecurringState State, Guid SeniorId, Guid CanteenId, IReadOnlyList<int> Weekdays, IReadOnlyList<MealPeriod> Periods, IReadOnlyList<StandingItem> Items,
    Fulfilment Fulfilment, Guid? DeliveryPointId, PayBy PayBy, bool AcceptFullPrice, LocalDate From, LocalDate? Until, LocalDate? PausedFrom, LocalDate? PausedUntil,
    Guid OrderedBy, IReadOnlyList<StandingMealView> Meals)
{
    public static StandingOrderView Of(StandingOrder order, IEnumerable<StandingMeal> meals) => new(
        order.Id, order.State,
        order.SeniorId, order.CanteenId, order.Weekdays, order.Periods, order.Items, order.Fulfilment, order.DeliveryPointId, order.PayBy, order.AcceptFullPrice,
        order.From, order.Until, order.PausedFrom, order.PausedUntil, order.OrderedBy,
        [.. meals.Select(meal => new StandingMealView(meal.ServedOn, meal.Period, meal.Outcome, meal.OrderId, meal.Reason))]);
}

/// <summary>What became of one meal of a standing order.</summary>
/// <param name="Reason">The code of the refusal, when it was skipped.</param>
internal sealed record StandingMealView(LocalDate Date, MealPeriod Period, StandingOutcome Outcome, Guid? OrderId, string? Reason);
