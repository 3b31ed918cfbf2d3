using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.Funding;

/// <summary>What is eaten, made up.</summary>
internal sealed record TrialMeal(
    LocalDate? Date, MealPeriod? Period, long? PriceFen, string? CanteenDivision, IReadOnlyList<string>? DishTags, long? DeliveryFen, int? DistanceMetres);
