namespace ElderCare.Domain.Meals;

/// <summary>What must be posted for a settled meal so that the funds stand as if it had been priced rightly.</summary>
/// <param name="Cause">What was learnt late.</param>
/// <param name="Counterparty">With whom the funds settle it.</param>
/// <param name="Lines">What each fund gets back, above 0, or still pays, below 0, by rule; none when a use is only flagged.</param>
public sealed record AdjustmentPlan(AdjustmentCause Cause, Counterparty Counterparty, IReadOnlyList<AdjustmentPlan.Line> Lines)
{
    /// <summary>What the counterparty owes, above 0, or is owed, below 0, in fen.</summary>
    public long AmountFen => Lines.Sum(line => line.AmountFen);

    /// <summary>The difference between what the funds paid for an order and what they should have paid.</summary>
    /// <param name="order">As it was settled.</param>
    /// <param name="right">Who should have paid which part.</param>
    /// <param name="cause">What was learnt late.</param>
    /// <param name="counterparty">With whom the funds settle it.</param>
    public static AdjustmentPlan Of(MealOrder order, IEnumerable<OrderSplit> right, AdjustmentCause cause, Counterparty counterparty)
    {
        var versions = order.Splits.Where(split => split.RuleId is not null).GroupBy(split => split.RuleId!).ToDictionary(rule => rule.Key, rule => rule.First().VersionedRule()!);
        var paid = order.Splits.Select(split => (Split: split, Fen: split.AmountFen));
        var due = right.Select(split => (Split: split, Fen: -split.AmountFen));
        return new(cause, counterparty,
        [
            .. paid.Concat(due).Where(part => part.Split is { FundId: not null, RuleId: not null })
                .GroupBy(part => (Fund: part.Split.FundId!, Rule: versions.GetValueOrDefault(part.Split.RuleId!) ?? part.Split.VersionedRule()!))
                .Select(part => new Line(part.Key.Fund, part.Key.Rule, part.Sum(each => each.Fen)))
                .Where(line => line.AmountFen != 0)
                .OrderByDescending(line => line.AmountFen).ThenBy(line => line.FundId, StringComparer.Ordinal).ThenBy(line => line.RuleVersion, StringComparer.Ordinal),
        ]);
    }

    /// <summary>Whether an adjustment that stands is just this.</summary>
    public bool IsAlready(MealAdjustment standing, IEnumerable<AdjustmentLine> lines) =>
        (standing.Cause, standing.Counterparty) == (Cause, Counterparty)
        && lines.Select(line => new Line(line.FundId, line.RuleVersion, line.AmountFen)).ToHashSet().SetEquals(Lines);

    /// <summary>What one fund gets back, above 0, or still pays, below 0, by one rule.</summary>
    /// <param name="FundId">The fund.</param>
    /// <param name="RuleVersion">The rule with its version.</param>
    /// <param name="AmountFen">The amount in fen, not 0.</param>
    public sealed record Line(string FundId, string RuleVersion, long AmountFen);
}
