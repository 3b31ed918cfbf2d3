using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Meals;

/// <summary>The right to one subsidised meal of a stack group: held once for a senior, date and period, freed by a cancel.</summary>
public sealed class SubsidyClaim
{
    /// <summary>More than a day has: three meals, each of which may hold all three periods.</summary>
    private const int MostSlots = 10;

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

    /// <summary>The claims that an order takes, each in the first slot that is free.</summary>
    /// <param name="order">The order.</param>
    /// <param name="keys">The keys that it takes.</param>
    /// <param name="taken">The groups and slots that the senior's other meals of the date hold.</param>
    public static IEnumerable<SubsidyClaim> Of(MealOrder order, IEnumerable<SubsidyKey> keys, IEnumerable<(string StackGroup, int Slot)> taken)
    {
        var held = taken.ToHashSet();
        foreach (var key in keys)
        {
            var slot = Enumerable.Range(1, MostSlots).First(slot => held.Add((key.StackGroup, slot)));
            yield return new() { SeniorId = order.SeniorId, StackGroup = key.StackGroup, ServedOn = order.ServedOn, Period = key.Period, OrderId = order.Id, Slot = slot };
        }
    }
}
