namespace ElderCare.Domain.Reviews;

/// <summary>What counts as a sign, and how much each weighs.</summary>
/// <param name="Weights">For every reason how sure it makes by itself, from 0 to below 1; reasons add up as independent witnesses do.</param>
/// <param name="Limits">From where on something is a sign.</param>
public sealed record ReviewPolicy(IReadOnlyDictionary<ReviewReason, double> Weights, ReviewLimits Limits);
