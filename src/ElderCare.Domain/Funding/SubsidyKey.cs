using ElderCare.Domain.Shared;

namespace ElderCare.Domain.Funding;

/// <summary>A key that the meal takes with its person and date, and that nobody else may hold.</summary>
/// <param name="StackGroup">The stack group.</param>
/// <param name="Period">The period.</param>
/// <param name="RuleId">The rule that won.</param>
public sealed record SubsidyKey(string StackGroup, MealPeriod Period, string RuleId);
