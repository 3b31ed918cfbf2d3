using ElderCare.Domain.Canteens;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.Canteens;

/// <summary>A time in which a meal point will not serve.</summary>
/// <param name="From">The first day, counted in.</param>
/// <param name="To">The last day, counted in.</param>
/// <param name="Periods">The meals; absent is all.</param>
/// <param name="Reason">Why, for people.</param>
internal sealed record ClosureRequest(LocalDate? From, LocalDate? To, IReadOnlyList<MealPeriod>? Periods, string? Reason);

/// <summary>A time in which a meal point does not serve.</summary>
internal sealed record ClosureView(Guid Id, LocalDate From, LocalDate To, IReadOnlyList<MealPeriod> Periods, string Reason, Instant DeclaredAt)
{
    public static ClosureView Of(CanteenClosure closure) => new(closure.Id, closure.From, closure.To, closure.Periods, closure.Reason, closure.DeclaredAt);
}
