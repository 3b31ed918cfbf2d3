using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Meals;

/// <summary>What an order is about: the part of it that may change until closing.</summary>
/// <param name="CanteenId">Who cooks.</param>
/// <param name="MenuId">The menu it is ordered from.</param>
/// <param name="ServedOn">The meal's date.</param>
/// <param name="Period">The meal of that day.</param>
/// <param name="OrdersCloseAt">From this instant on it is neither changed nor cancelled.</param>
/// <param name="Fulfilment">How it gets to the senior.</param>
/// <param name="DeliveryPointId">Where it is brought; null is to the door.</param>
/// <param name="PayBy">How the senior's share is paid.</param>
/// <param name="Items">The dishes.</param>
/// <param name="PriceFen">Dishes and delivery, before any subsidy.</param>
/// <param name="DeliveryFen">The part of the price that is for bringing it.</param>
/// <param name="Splits">Who pays which part; sums to the price.</param>
/// <param name="Explanation">Why it costs what it costs.</param>
/// <param name="AllergyOverride">Who answers for what the senior is allergic to in it.</param>
public sealed record MealOrderContent(
    Guid CanteenId, Guid MenuId, LocalDate ServedOn, MealPeriod Period, Instant OrdersCloseAt, Fulfilment Fulfilment, Guid? DeliveryPointId, PayBy PayBy,
    IReadOnlyList<Portion> Items, long PriceFen, long DeliveryFen, IReadOnlyList<OrderSplit> Splits, IReadOnlyList<Bilingual> Explanation,
    AllergyOverride? AllergyOverride);
