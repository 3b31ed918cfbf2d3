using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Errors;
using NodaTime;

namespace ElderCare.MobileApi.Meals;

/// <summary>A meal to quote, to order or to change an order to.</summary>
internal sealed record MealOrderRequest
{
    /// <summary>Who eats.</summary>
    public Guid? SeniorId { get; init; }

    /// <summary>Who cooks.</summary>
    public Guid? CanteenId { get; init; }

    /// <summary>The meal's date in the city.</summary>
    public LocalDate? Date { get; init; }

    /// <summary>The meal of that day.</summary>
    public MealPeriod? Period { get; init; }

    /// <summary>How it gets to the senior.</summary>
    public Fulfilment? Fulfilment { get; init; }

    /// <summary>Where it is brought; absent is to the door.</summary>
    public Guid? DeliveryPointId { get; init; }

    /// <summary>The dishes.</summary>
    public IReadOnlyList<MealItemRequest>? Items { get; init; }

    /// <summary>How the senior's share is paid.</summary>
    public PayBy? PayBy { get; init; }

    /// <summary>What the caller was told that the senior pays; if it differs, nothing is placed.</summary>
    public long? ExpectedSelfPayFen { get; init; }

    /// <summary>Whether to order although today's subsidy has been used.</summary>
    public bool? AcceptFullPrice { get; init; }

    /// <summary>Who orders what the senior is allergic to says why; kept with their name and shown to the kitchen.</summary>
    public AllergyOverrideRequest? AllergyOverride { get; init; }

    /// <summary>The request with every field that it must have.</summary>
    /// <exception cref="RequestProblem">400 that names every field.</exception>
    public MealWish Read()
    {
        var errors = new FieldErrors()
            .Present(SeniorId, "seniorId").Present(CanteenId, "canteenId").Present(Date, "date").Present(Period, "period")
            .Present(Fulfilment, "fulfilment").Present(PayBy, "payBy").Present(Items, "items")
            .Require(Date is null or { Year: >= 1 and <= 9999 }, "date", "没有这一天。", "There is no such day.")
            .Require(Items is null || Items.Count is > 0 and <= 20, "items", "要 1 到 20 样菜。", "It must have 1 to 20 dishes.")
            .Require(DeliveryPointId is null || Fulfilment is ElderCare.Domain.Meals.Fulfilment.Delivery, "deliveryPointId", "只有送餐才选送餐点。", "A delivery point goes with delivery only.")
            .Require(ExpectedSelfPayFen is null or >= 0, "expectedSelfPayFen", "不能小于 0。", "It must not be below 0.");
        if (AllergyOverride is not null) errors.Text(AllergyOverride.Reason, "allergyOverride.reason", 2, 200);
        for (var i = 0; i < (Items?.Count ?? 0); i++)
        {
            var item = Items![i];
            errors.Present(item?.DishId, $"items[{i}].dishId")
                .Require(item?.Quantity is >= 1 and <= Portion.MostOfOneDish, $"items[{i}].quantity", $"要 1 到 {Portion.MostOfOneDish} 份。", $"It must be 1 to {Portion.MostOfOneDish}.")
                .Require(Items.Take(i).All(other => other?.DishId != item?.DishId), $"items[{i}].dishId", "同一样菜写了两次。", "The dish is there twice.");
        }
        errors.ThrowIfAny();
        return new(SeniorId!.Value, CanteenId!.Value, Date!.Value, Period!.Value, Fulfilment!.Value, DeliveryPointId,
            [.. Items!.Select(item => (item.DishId!.Value, item.Quantity!.Value))], PayBy!.Value, ExpectedSelfPayFen, AcceptFullPrice ?? false, AllergyOverride?.Reason!.Trim());
    }
}

/// <summary>One dish of a request.</summary>
internal sealed record MealItemRequest
{
    /// <summary>The dish on the menu.</summary>
    public Guid? DishId { get; init; }

    /// <summary>How many portions, 1 to 20.</summary>
    public int? Quantity { get; init; }
}

/// <summary>Why something is ordered that the senior is allergic to.</summary>
internal sealed record AllergyOverrideRequest
{
    /// <summary>Such as what the kitchen leaves out, 2 to 200 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>A well-formed request.</summary>
internal sealed record MealWish(
    Guid SeniorId, Guid CanteenId, LocalDate Date, MealPeriod Period, Fulfilment Fulfilment, Guid? DeliveryPointId,
    IReadOnlyList<(Guid DishId, int Quantity)> Items, PayBy PayBy, long? ExpectedSelfPayFen, bool AcceptFullPrice, string? OverrideReason = null);
