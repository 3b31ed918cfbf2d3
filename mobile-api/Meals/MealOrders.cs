using ElderCare.Data.Writing;
using ElderCare.Domain.Meals;

namespace ElderCare.MobileApi.Meals;

/// <summary>What an order holds besides money.</summary>
internal static class MealOrders
{
    /// <summary>States in which an order holds portions, keys and reservations.</summary>
    public static readonly MealOrderState[] Standing =
        [MealOrderState.AwaitingPayment, MealOrderState.Placed, MealOrderState.Preparing, MealOrderState.Ready, MealOrderState.OutForDelivery];

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
}
