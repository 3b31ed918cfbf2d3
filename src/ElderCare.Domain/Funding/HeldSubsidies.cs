using ElderCare.Domain.Shared;

namespace ElderCare.Domain.Funding;

/// <summary>The subsidy keys that other meals of the person hold on the meal's date.</summary>
public sealed class HeldSubsidies(IEnumerable<HeldKey> keys)
{
    private readonly HeldKey[] keys = [.. keys];

    /// <summary>No other meal of the date is subsidised.</summary>
    public static HeldSubsidies None { get; } = new([]);

    /// <summary>One subsidised meal in each of the periods, counting for every stack group, as a trial gives it.</summary>
    public static HeldSubsidies ForEveryGroup(IEnumerable<MealPeriod> periods) =>
        new(periods.Distinct().Select(period => new HeldKey(null, period, period.ToString())));

    /// <summary>The same without the keys of one meal, for pricing a change of that meal.</summary>
    public HeldSubsidies Without(string mealId) => new(keys.Where(key => key.MealId != mealId));

    /// <summary>Whether the key of the group and period is held.</summary>
    public bool Holds(string stackGroup, MealPeriod period) => OfGroup(stackGroup).Any(key => key.Period == period);

    /// <summary>How many subsidised meals of the group stand on the date; a meal with three keys is one.</summary>
    public int MealsOf(string stackGroup) => OfGroup(stackGroup).Select(key => key.MealId).Distinct(StringComparer.Ordinal).Count();

    private IEnumerable<HeldKey> OfGroup(string stackGroup) => keys.Where(key => key.StackGroup is null || key.StackGroup == stackGroup);
}
