using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Canteens;

/// <summary>A time, declared at short notice, in which a meal point does not serve.</summary>
/// <param name="Id">UUID version 7.</param>
/// <param name="From">The first day, counted in.</param>
/// <param name="To">The last day, counted in.</param>
/// <param name="Periods">The meals; empty is all.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="DeclaredBy">The account that declared it.</param>
/// <param name="DeclaredAt">When.</param>
public sealed record CanteenClosure(Guid Id, LocalDate From, LocalDate To, IReadOnlyList<MealPeriod> Periods, string Reason, Guid DeclaredBy, Instant DeclaredAt)
{
    /// <summary>Whether a meal of a date falls into it.</summary>
    public bool Covers(LocalDate date, MealPeriod period) => From <= date && date <= To && (Periods.Count == 0 || Periods.Contains(period));
}
