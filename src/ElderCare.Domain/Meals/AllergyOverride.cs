namespace ElderCare.Domain.Meals;

/// <summary>Somebody answers for an order that contains what its senior is allergic to; kept with the order and shown to the kitchen.</summary>
/// <param name="Allergens">What it contains.</param>
/// <param name="Reason">Why it is ordered all the same, such as what the kitchen leaves out.</param>
/// <param name="By">The account that answers for it.</param>
/// <param name="ByName">Its name on that day.</param>
public sealed record AllergyOverride(IReadOnlyList<string> Allergens, string Reason, Guid By, string ByName);
