using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Meals;

/// <summary>The right to one subsidised meal of a stack group: held once for a senior, date and period, freed by a cancel.</summary>
public sealed class SubsidyClaim
{
    /// <summary>Whose.</summary>
    public required Guid SeniorId { get; init; }

    /// <summary>Rules of one group do not add up: one of them wins.</summary>
    public required string StackGroup { get; init; }

    /// <summary>The meal's date.</summary>
    public required LocalDate ServedOn { get; init; }

    /// <summary>The meal; a rule per day holds all three.</summary>
    public required MealPeriod Period { get; init; }

    /// <summary>The order that holds it.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>Which subsidised meal of the day it is, unique in its group: two orders at once cannot both be the first.</summary>
    public required int Slot { get; init; }
}
