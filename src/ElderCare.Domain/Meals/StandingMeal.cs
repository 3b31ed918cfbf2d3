using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Meals;

/// <summary>What a standing order has done about one meal; there is one such row for a meal, so that it is never ordered twice. A skipped one may still be ordered.</summary>
public sealed class StandingMeal
{
    /// <summary>Which standing order.</summary>
    public required Guid StandingOrderId { get; init; }

    /// <summary>The meal's date.</summary>
    public required LocalDate ServedOn { get; init; }

    /// <summary>The meal of that day.</summary>
    public required MealPeriod Period { get; init; }

    /// <summary>What became of it.</summary>
    public required StandingOutcome Outcome { get; init; }

    /// <summary>The order that was placed.</summary>
    public Guid? OrderId { get; init; }

    /// <summary>Why none was placed, as the code of a refusal such as <c>meals.soldOut</c>.</summary>
    public string? Reason { get; init; }
}
