using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Meals;

/// <summary>What a standing order asks for, week after week.</summary>
/// <param name="CanteenId">Who cooks.</param>
/// <param name="Weekdays">1 is Monday, 7 is Sunday.</param>
/// <param name="Periods">The meals of those days.</param>
/// <param name="Items">The dishes; empty is the set meal of the day.</param>
/// <param name="Fulfilment">How the meals get to the senior.</param>
/// <param name="DeliveryPointId">Where they are brought; null is to the door.</param>
/// <param name="PayBy">How the senior's share is paid.</param>
/// <param name="AcceptFullPrice">Whether a meal is wanted also when another meal has the subsidy that it would get.</param>
/// <param name="From">The first day, counted in.</param>
/// <param name="Until">The last day, counted in; null is until it is ended.</param>
public sealed record StandingPlan(
    Guid CanteenId, IReadOnlyList<int> Weekdays, IReadOnlyList<MealPeriod> Periods, IReadOnlyList<StandingItem> Items,
    Fulfilment Fulfilment, Guid? DeliveryPointId, PayBy PayBy, bool AcceptFullPrice, LocalDate From, LocalDate? Until);
