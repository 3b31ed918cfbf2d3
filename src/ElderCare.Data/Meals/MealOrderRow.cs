using System.Data.Common;
using ElderCare.Data.Writing;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Data.Meals;

/// <summary>An order with the names and divisions that decide who sees it and how, and who ordered it.</summary>
public sealed record MealOrderRow(
    Guid Id, Guid SeniorId, string SeniorName, string ResidenceDivision, string HukouDivision,
    Guid CanteenId, string CanteenName, string CanteenDivision,
    LocalDate ServedOn, MealPeriod Period, Instant OrdersCloseAt, Fulfilment Fulfilment, Guid? DeliveryPointId, PayBy PayBy, MealOrderState State,
    IReadOnlyList<Portion> Items, long PriceFen, long DeliveryFen, IReadOnlyList<OrderSplit> Splits, IReadOnlyList<Bilingual> Explanation,
    string Code, Instant PlacedAt, int Version, OrderChannel Channel, Guid PlacedBy, string? PlacedByName, AllergyOverride? AllergyOverride);
