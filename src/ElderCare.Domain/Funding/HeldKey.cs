using ElderCare.Domain.Shared;

namespace ElderCare.Domain.Funding;

/// <summary>A subsidy key that a meal of the same person holds on the date.</summary>
/// <param name="StackGroup">The stack group; null stands for every group, as a trial gives it.</param>
/// <param name="Period">The period whose key is held.</param>
/// <param name="MealId">The meal that holds it: keys with the same id are one subsidised meal.</param>
public sealed record HeldKey(string? StackGroup, MealPeriod Period, string MealId);
