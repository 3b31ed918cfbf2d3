using ElderCare.Domain.Funding;

namespace ElderCare.Domain.Meals;

/// <summary>Who pays one part of an order.</summary>
/// <param name="Payer"><c>city</c>, <c>district</c>, <c>town</c>, <c>charity</c> or <c>senior</c>.</param>
/// <param name="FundId">The fund, for a payer other than the senior.</param>
/// <param name="RuleId">The rule by which it pays.</param>
/// <param name="AmountFen">How much, not below 0.</param>
/// <param name="RuleVersion">The version of the rule that was in force when it was ordered.</param>
public sealed record OrderSplit(string Payer, string? FundId, string? RuleId, long AmountFen, int? RuleVersion = null)
{
    /// <summary>The parts of a meal's price, each with the version of its rule that pays on the meal's date.</summary>
    public static IReadOnlyList<OrderSplit> Of(AllocatedMeal meal, RulesInForce rules) =>
    [
        .. meal.Splits.Select(split => new OrderSplit(
            split.Payer.ToString().ToLowerInvariant(), split.FundId, split.RuleId, split.AmountFen, split.RuleId is { } rule ? rules.VersionOn(rule, meal.Priced.Meal.Date) : null)),
    ];

    /// <summary>The rule with its version, as postings name it.</summary>
    public string? VersionedRule() => RuleId is null ? null : $"{RuleId}@{RuleVersion}";
}
