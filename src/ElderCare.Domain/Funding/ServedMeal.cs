namespace ElderCare.Domain.Funding;

/// <summary>A meal that was handed over, with what was paid for it.</summary>
/// <param name="Id">The order.</param>
/// <param name="Meal">The meal as it is priced.</param>
/// <param name="Diner">Who ate, as they were on the date.</param>
/// <param name="District">The district in which they live.</param>
/// <param name="PaidFen">What each fund paid, in fen.</param>
public sealed record ServedMeal(string Id, MealToPrice Meal, Diner Diner, string District, IReadOnlyDictionary<string, long> PaidFen);
