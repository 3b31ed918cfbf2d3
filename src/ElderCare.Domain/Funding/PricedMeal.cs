namespace ElderCare.Domain.Funding;

/// <summary>A meal with the subsidies that the rules give, before any fund is asked.</summary>
public sealed record PricedMeal
{
    /// <summary>The meal that was priced.</summary>
    public required MealToPrice Meal { get; init; }

    /// <summary>The diner's age in full years on the meal's date.</summary>
    public required int AgeYears { get; init; }

    /// <summary>The dishes and the delivery together, in fen.</summary>
    public required long PriceFen { get; init; }

    /// <summary>The delivery fee that the price contains, in fen.</summary>
    public required long DeliveryFen { get; init; }

    /// <summary>What each fund is to pay, after all cuts; no line of 0.</summary>
    public required IReadOnlyList<SubsidyLine> Lines { get; init; }

    /// <summary>The rules that won, by id, those for the meal before those for the delivery.</summary>
    public required IReadOnlyList<WinningRule> Winners { get; init; }

    /// <summary>The rules that would have won their group but for a held key.</summary>
    public required IReadOnlyList<ExcludedRule> ExcludedByKey { get; init; }

    /// <summary>By how much the sum was cut to its ceiling, in fen.</summary>
    public required long CutFen { get; init; }

    /// <summary>Whether the notice for the calendar year of the meal is still to come.</summary>
    public required bool CalendarIsProvisional { get; init; }

    /// <summary>The keys that the meal must take, each (group, period) once; a winner that is cut to 0 takes none.</summary>
    public IReadOnlyList<SubsidyKey> KeysNeeded => KeysOf(Winners.Where(winner => winner.AmountFen > 0));

    /// <summary>All subsidies together, in fen.</summary>
    public long SubsidyFen => Lines.Sum(line => line.AmountFen);

    /// <summary>What is left for the senior, in fen.</summary>
    public long SelfPayFen => PriceFen - SubsidyFen;

    /// <summary>Whether a winning rule is made up for illustration.</summary>
    public bool IsIllustrative => Winners.Any(winner => winner.Rule.IsIllustrative());

    internal IReadOnlyList<SubsidyKey> KeysOf(IEnumerable<WinningRule> winners) =>
    [
        .. winners
            .SelectMany(winner => winner.Rule.PeriodsHeld(Meal.Period).Select(period => new SubsidyKey(winner.Rule.Group(), period, winner.Rule.Id)))
            .DistinctBy(key => (key.StackGroup, key.Period)),
    ];
}
