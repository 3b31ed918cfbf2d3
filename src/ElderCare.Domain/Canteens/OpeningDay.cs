using ElderCare.Domain.Shared;

namespace ElderCare.Domain.Canteens;

/// <summary>The meals that a meal point serves on one day of the week.</summary>
/// <param name="Weekday">1 is Monday, 7 is Sunday.</param>
/// <param name="Periods">The meals; empty is all.</param>
public sealed record OpeningDay(int Weekday, IReadOnlyList<MealPeriod> Periods);
