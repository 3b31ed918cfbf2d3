namespace ElderCare.Domain.Meals;

/// <summary>Who pays one part of an order.</summary>
/// <param name="Payer"><c>city</c>, <c>district</c>, <c>town</c>, <c>charity</c> or <c>senior</c>.</param>
/// <param name="FundId">The fund, for a payer other than the senior.</param>
/// <param name="RuleId">The rule by which it pays.</param>
/// <param name="AmountFen">How much, not below 0.</param>
public sealed record OrderSplit(string Payer, string? FundId, string? RuleId, long AmountFen);
