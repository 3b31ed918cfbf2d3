using ElderCare.Data.Writing;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Realtime;

namespace ElderCare.MobileApi.Meals;

/// <summary>Tells the canteen, the senior's side and the officers of the place that an order has changed.</summary>
internal sealed class MealOrderChanged(CityFacts facts)
{
    public PreparedEvent Of(MealOrder order, string seniorName, string canteenName, string canteenDivision, Guid? leftCanteen = null)
    {
        List<string> audiences = [Audiences.Canteen(order.CanteenId), Audiences.Senior(order.SeniorId), .. facts.WithinCity(canteenDivision).Select(Audiences.Meals)];
        if (leftCanteen is { } left && left != order.CanteenId) audiences.Add(Audiences.Canteen(left)); // its kitchen must learn that the meal is gone
        return PreparedEvent.Of("mealOrder.changed", order.Id.ToString(), new
        {
            order.Id,
            order.State,
            order.SeniorId,
            SeniorName = Masking.Name(seniorName),
            order.CanteenId,
            CanteenName = canteenName,
            Date = order.ServedOn.ToString("uuuu'-'MM'-'dd", null),
            order.Period,
            order.Fulfilment,
            Items = order.Items.Select(item => new { item.DishId, item.Name, item.Quantity }),
            order.PriceFen,
            order.SelfPayFen,
        }, audiences);
    }
}
