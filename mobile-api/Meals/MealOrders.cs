using ElderCare.Data.Writing;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Meals;

namespace ElderCare.MobileApi.Meals;

/// <summary>What an order holds besides money.</summary>
internal static class MealOrders
{
    /// <summary>States in which an order holds portions, keys and reservations.</summary>
    public static readonly MealOrderState[] Standing =
        [MealOrderState.AwaitingPayment, MealOrderState.Placed, MealOrderState.Preparing, MealOrderState.Ready, MealOrderState.OutForDelivery];

    /// <summary>States in which a meal waits for its senior; one that is not yet paid lapses by its own time limit.</summary>
    public static readonly MealOrderState[] ToBeFetched =
        [MealOrderState.Placed, MealOrderState.Preparing, MealOrderState.Ready, MealOrderState.OutForDelivery];

    /// <summary>The order, for this unit alone until it ends: who wants to move it too waits, and sees what became of it.</summary>
    public static MealOrder Hold(this CityUnit unit, Guid id)
    {
        if (!unit.IsAlone) unit.Sql.Query("""SELECT 1 FROM "MealOrders" WHERE "Id" = @p0 FOR UPDATE""", _ => true, id);
        return unit.Db.MealOrders.Single(order => order.Id == id);
    }

    /// <summary>Frees the portions and the subsidy keys of an order.</summary>
    public static void GiveBack(this CityUnit unit, MealOrder order)
    {
        foreach (var item in order.Items.OrderBy(item => item.DishId))
        {
            unit.Sql.Execute("""UPDATE "MenuDishes" SET "Remaining" = "Remaining" + @p0 WHERE "Id" = @p1""", item.Quantity, item.DishId);
        }
        unit.FreeKeys(order);
    }

    /// <summary>Frees the subsidy keys of an order.</summary>
    public static void FreeKeys(this CityUnit unit, MealOrder order) => unit.Sql.Execute(
        """DELETE FROM "SubsidyClaims" WHERE "SeniorId" = @p0 AND "ServedOn" = @p1 AND "OrderId" = @p2""", order.SeniorId, order.ServedOn.ToDateOnly(), order.Id);

    /// <summary>Who pays which part of a meal, by which version of which rule.</summary>
    public static List<OrderSplit> SplitsOf(this RulesInForce rules, AllocatedMeal meal) =>
        [.. MealQuoteView.SplitsOf(meal).Select(split => split.RuleId is { } rule ? split with { RuleVersion = rules.VersionOn(rule, meal.Priced.Meal.Date) } : split)];

    /// <summary>The rows by which an order holds its subsidy keys, in slots that no other meal of the date has taken.</summary>
    public static List<object> ClaimsOf(this MealOrder order, IReadOnlyList<SubsidyKey> keys, IReadOnlyList<(HeldKey Key, int Slot)> others)
    {
        var claims = new List<object>();
        foreach (var group in keys.GroupBy(key => key.StackGroup))
        {
            var taken = others.Where(claim => claim.Key.StackGroup == group.Key).Select(claim => claim.Slot).ToHashSet();
            foreach (var key in group)
            {
                var slot = Enumerable.Range(1, 10).First(taken.Add);
                claims.Add(new SubsidyClaim { SeniorId = order.SeniorId, StackGroup = key.StackGroup, ServedOn = order.ServedOn, Period = key.Period, OrderId = order.Id, Slot = slot });
            }
        }
        return claims;
    }
}
