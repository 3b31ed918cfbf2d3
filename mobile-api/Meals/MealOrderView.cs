using ElderCare.Data.Meals;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using NodaTime;

namespace ElderCare.MobileApi.Meals;

/// <summary>A meal order as its caller may see it.</summary>
internal sealed record MealOrderView
{
    public required Guid Id { get; init; }
    public required MealOrderState State { get; init; }
    public required Guid SeniorId { get; init; }

    /// <summary>Masked: family name only.</summary>
    public required string SeniorName { get; init; }
    public required Guid CanteenId { get; init; }
    public required string CanteenName { get; init; }
    public required LocalDate Date { get; init; }
    public required MealPeriod Period { get; init; }
    public required Fulfilment Fulfilment { get; init; }
    public Guid? DeliveryPointId { get; init; }
    public required PayBy PayBy { get; init; }
    public required IReadOnlyList<Portion> Items { get; init; }
    public required long PriceFen { get; init; }
    public required long DeliveryFen { get; init; }
    public required long SubsidyFen { get; init; }
    public required long SelfPayFen { get; init; }

    /// <summary>Who pays which part; sums to the price.</summary>
    public required IReadOnlyList<OrderSplit> Splits { get; init; }
    public required IReadOnlyList<string> Explanation { get; init; }

    /// <summary>Hands the meal over; shown to the senior's side only.</summary>
    public string? Code { get; init; }

    /// <summary>How it came about.</summary>
    public required OrderChannel Channel { get; init; }

    /// <summary>Who ordered; masked but for the senior's side.</summary>
    public string? PlacedByName { get; init; }

    /// <summary>Who answers for what the senior is allergic to in it; for the canteen and for those who may view health.</summary>
    public AllergyOverrideView? AllergyOverride { get; init; }

    /// <summary>Until when it can be changed or cancelled.</summary>
    public required Instant OrdersCloseAt { get; init; }
    public required Instant PlacedAt { get; init; }

    /// <summary>Whether a caller may know why a rule applies to somebody: a category says what they live on or suffer from.</summary>
    public static bool SeesReasons(SeniorAccess access) => access.Rights.HasFlag(FamilyRights.ViewHealth);

    /// <summary>
    /// The order for a caller. Why a rule applies may tell what somebody lives on or suffers from: a kitchen sees who pays how
    /// much, not by which rule.
    /// </summary>
    public static MealOrderView Of(MealOrderRow row, SeniorAccess access, bool english)
    {
        var seesReasons = SeesReasons(access);
        var selfPay = row.Splits.Where(split => split.Payer == "senior").Sum(split => split.AmountFen);
        return new()
        {
            Id = row.Id,
            State = row.State,
            SeniorId = row.SeniorId,
            SeniorName = Masking.Name(row.SeniorName),
            CanteenId = row.CanteenId,
            CanteenName = row.CanteenName,
            Date = row.ServedOn,
            Period = row.Period,
            Fulfilment = row.Fulfilment,
            DeliveryPointId = row.DeliveryPointId,
            PayBy = row.PayBy,
            Items = row.Items,
            PriceFen = row.PriceFen,
            DeliveryFen = row.DeliveryFen,
            SelfPayFen = selfPay,
            SubsidyFen = row.PriceFen - selfPay,
            Splits = seesReasons ? row.Splits : [.. row.Splits.Select(split => split with { RuleId = null, RuleVersion = null })],
            Explanation = [.. row.Explanation.Take(seesReasons ? int.MaxValue : 1).Select(sentence => sentence.In(english))],
            Code = access.IsTheirSide ? row.Code : null,
            Channel = row.Channel,
            PlacedByName = row.PlacedByName is { } name && !access.IsTheirSide ? Masking.Name(name) : row.PlacedByName,
            AllergyOverride = !access.Cooks && !access.Rights.HasFlag(FamilyRights.ViewHealth) ? null : AllergyOverrideView.Of(row.AllergyOverride),
            OrdersCloseAt = row.OrdersCloseAt,
            PlacedAt = row.PlacedAt,
        };
    }

    /// <summary>The row of an order that is being written.</summary>
    public static MealOrderRow RowOf(MealOrder order, PricedWish priced, string? placedByName) => new(
        order.Id, order.SeniorId, priced.Diner.Name, priced.Diner.ResidenceDivision, priced.Diner.HukouDivision,
        order.CanteenId, priced.Canteen.Name, priced.Canteen.DivisionCode, order.ServedOn, order.Period, order.OrdersCloseAt, order.Fulfilment,
        order.DeliveryPointId, order.PayBy, order.State, order.Items, order.PriceFen, order.DeliveryFen, order.Splits, order.Explanation,
        order.Code, order.PlacedAt, order.Version, order.Channel, order.PlacedBy, placedByName, order.AllergyOverride);
}

/// <summary>Who answers for an allergen in an order, and why.</summary>
internal sealed record AllergyOverrideView(IReadOnlyList<string> Allergens, string Reason, string ByName)
{
    public static AllergyOverrideView? Of(AllergyOverride? kept) => kept is null ? null : new(kept.Allergens, kept.Reason, kept.ByName);
}
