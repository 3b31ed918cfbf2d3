using ElderCare.Data.Meals;
using ElderCare.Data.Writing;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Realtime;

namespace ElderCare.MobileApi.Meals;

/// <summary>
/// Tells that an order has changed those whom a GET would show it: the canteen, the senior's side, officers and workers whose division
/// covers the senior, and officers whose division covers the canteen.
/// </summary>
internal sealed class MealOrderChanged(CityFacts facts)
{
    public PreparedEvent Of(MealOrder order, MealOrderRow row) =>
        Of(order, new Eater(row.SeniorName, row.ResidenceDivision, row.HukouDivision), row.CanteenName, row.CanteenDivision);

    public PreparedEvent Of(MealOrder order, DinerRow diner, CanteenRow canteen, Guid? leftCanteen = null) =>
        Of(order, new Eater(diner.Name, diner.ResidenceDivision, diner.HukouDivision), canteen.Name, canteen.DivisionCode, leftCanteen);

    public PreparedEvent Of(MealOrder order, Senior senior, string canteenName, string canteenDivision) =>
        Of(order, new Eater(senior.Name, senior.ResidenceDivision, senior.HukouDivision), canteenName, canteenDivision);

    private PreparedEvent Of(MealOrder order, Eater who, string canteenName, string canteenDivision, Guid? leftCanteen = null)
    {
        var covering = facts.WithinCity(who.Residence).Union(facts.WithinCity(who.Hukou)).ToList();
        List<string> audiences = [Audiences.Canteen(order.CanteenId), Audiences.Senior(order.SeniorId), .. covering.Select(Audiences.Meals), .. facts.WithinCity(canteenDivision).Except(covering).Select(Audiences.Served)];
        if (leftCanteen is { } left && left != order.CanteenId) audiences.Add(Audiences.Canteen(left)); // its kitchen must learn that the meal is gone
        return PreparedEvent.Of("mealOrder.changed", order.Id.ToString(), new
        {
            order.Id,
            order.State,
            order.SeniorId,
            SeniorName = Masking.Name(who.Name),
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

    private readonly record struct Eater(string Name, string Residence, string Hukou);
}
