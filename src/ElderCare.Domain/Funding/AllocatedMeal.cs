namespace ElderCare.Domain.Funding;

/// <summary>A priced meal after its funds were asked: who pays how much.</summary>
public sealed record AllocatedMeal
{
    /// <summary>The meal as the rules priced it.</summary>
    public required PricedMeal Priced { get; init; }

    /// <summary>All parts of the price, the senior's last, also when it is 0; they sum to the price.</summary>
    public required IReadOnlyList<SubsidySplit> Splits { get; init; }

    /// <summary>What dry funds could not pay, and who pays it.</summary>
    public required IReadOnlyList<MovedAmount> Moves { get; init; }

    /// <summary>The dishes and the delivery together, in fen.</summary>
    public long PriceFen => Priced.PriceFen;

    /// <summary>What the senior pays, in fen.</summary>
    public long SelfPayFen => Splits[^1].AmountFen;

    /// <summary>What everybody else pays, in fen.</summary>
    public long SubsidyFen => PriceFen - SelfPayFen;

    /// <summary>What goes to overdraft accounts, in fen.</summary>
    public long OverdraftFen => Splits.Sum(split => split.OverdraftFen);

    /// <summary>The keys that the meal takes: those of the rules that still pay something.</summary>
    public IReadOnlyList<SubsidyKey> KeysHeld => Priced.KeysOf(Priced.Winners.Where(winner => PaidBy(winner.Rule.Id) > 0));

    /// <summary>What the funds pay by one rule, in fen.</summary>
    public long PaidBy(string ruleId) => Splits.Where(split => split.RuleId == ruleId).Sum(split => split.AmountFen);
}
