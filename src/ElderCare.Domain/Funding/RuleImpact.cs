using ElderCare.Domain.Shared;

namespace ElderCare.Domain.Funding;

/// <summary>
/// Adds up what a rule would have changed for meals that were handed over: what was really paid, and that plus the difference
/// which the rule makes to the price of each, all else being equal.
/// </summary>
/// <param name="without">The rules in force.</param>
/// <param name="with">The same with the rule in question.</param>
/// <param name="calendar">Says what sort of day a date was.</param>
/// <param name="divisions">Says what lies where.</param>
public sealed class RuleImpact(IReadOnlyList<SubsidyRule> without, IReadOnlyList<SubsidyRule> with, WorkCalendar calendar, DivisionTree divisions)
{
    private readonly SortedDictionary<string, ImpactLine> districts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ImpactLine> funds = new(StringComparer.Ordinal);

    /// <summary>How many meals were looked at.</summary>
    public int Meals { get; private set; }

    /// <summary>For how many of them somebody would have paid another amount.</summary>
    public int MealsChanged { get; private set; }

    /// <summary>By the district in which the diners live.</summary>
    public IReadOnlyCollection<ImpactLine> ByDistrict => districts.Values;

    /// <summary>By the fund that pays.</summary>
    public IReadOnlyCollection<ImpactLine> ByFund => funds.Values;

    /// <summary>What was paid for all the meals, in fen.</summary>
    public long BeforeFen => districts.Values.Sum(line => line.BeforeFen);

    /// <summary>What would have been paid for all the meals, in fen.</summary>
    public long AfterFen => districts.Values.Sum(line => line.AfterFen);

    /// <summary>Adds the meals of one person on one date, in the order in which they were ordered: an earlier one may hold the key that a later one needs.</summary>
    public void Add(IEnumerable<ServedMeal> mealsOfADay)
    {
        var (heldWithout, heldWith) = (new List<HeldKey>(), new List<HeldKey>());
        foreach (var meal in mealsOfADay)
        {
            var changes = LinesOf(meal, with, heldWith).Select(line => (line.FundId, Fen: line.AmountFen))
                .Concat(LinesOf(meal, without, heldWithout).Select(line => (line.FundId, Fen: -line.AmountFen)))
                .GroupBy(line => line.FundId, StringComparer.Ordinal)
                .Select(fund => (Fund: fund.Key, Fen: fund.Sum(line => line.Fen))).Where(change => change.Fen != 0)
                .ToDictionary(change => change.Fund, change => change.Fen, StringComparer.Ordinal);
            Count(meal, changes);
        }
    }

    private IReadOnlyList<SubsidyLine> LinesOf(ServedMeal meal, IReadOnlyList<SubsidyRule> rules, List<HeldKey> held)
    {
        var priced = MealPricing.Price(meal.Meal, meal.Diner, rules, new HeldSubsidies(held), calendar, divisions);
        held.AddRange(priced.KeysNeeded.Select(key => new HeldKey(key.StackGroup, key.Period, meal.Id)));
        return priced.Lines;
    }

    private void Count(ServedMeal meal, Dictionary<string, long> changes)
    {
        Meals++;
        if (changes.Count > 0) MealsChanged++;
        AddTo(districts, meal.District, meal.PaidFen.Values.Sum(), changes.Values.Sum());
        foreach (var fund in meal.PaidFen.Keys.Union(changes.Keys, StringComparer.Ordinal))
        {
            AddTo(funds, fund, meal.PaidFen.GetValueOrDefault(fund), changes.GetValueOrDefault(fund));
        }
    }

    private static void AddTo(SortedDictionary<string, ImpactLine> lines, string key, long paidFen, long changeFen)
    {
        var line = lines.GetValueOrDefault(key) ?? new ImpactLine(key, 0, 0, 0);
        lines[key] = line with { Meals = line.Meals + 1, BeforeFen = line.BeforeFen + paidFen, AfterFen = line.AfterFen + paidFen + changeFen };
    }
}
