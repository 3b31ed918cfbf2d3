using ElderCare.Data.Writing;
using ElderCare.Domain.Meals;

namespace ElderCare.MobileApi.Meals;

/// <summary>The rows that say which meals of standing orders have been seen to.</summary>
internal static class StandingMeals
{
    /// <summary>Says what became of a meal; a skipped one may still be ordered, every other outcome is the last.</summary>
    /// <returns>Whether it was not seen to before.</returns>
    public static bool TrySee(this CityUnit unit, StandingMeal meal) => unit.TryInsert(meal) || (meal.Outcome != StandingOutcome.Skipped && unit.Sql.Execute(
        """UPDATE "StandingMeals" SET "Outcome" = @p0, "OrderId" = @p1, "Reason" = NULL WHERE "StandingOrderId" = @p2 AND "ServedOn" = @p3 AND "Period" = @p4 AND "Outcome" = @p5""",
        meal.Outcome.ToString(), meal.OrderId, meal.StandingOrderId, meal.ServedOn.ToDateOnly(), meal.Period.ToString(), nameof(StandingOutcome.Skipped)) > 0);

    /// <summary>
    /// Makes the meal of an order that was called off one that was skipped, so that its standing order looks for it again: what stands
    /// in its way may turn out wrong, or pass, before orders close.
    /// </summary>
    /// <param name="unit">The change that calls it off.</param>
    /// <param name="order">The order, placed by a standing one or not.</param>
    /// <param name="why">The code of the reason.</param>
    public static void SkipCalledOff(this CityUnit unit, MealOrder order, string why)
    {
        if (order.Channel != OrderChannel.StandingOrder) return;
        var askedBy = unit.Sql.Query(
            """
            UPDATE "StandingMeals" SET "Outcome" = @p0, "OrderId" = NULL, "Reason" = @p1
            WHERE "StandingOrderId" IN (SELECT "Id" FROM "StandingOrders" WHERE "SeniorId" = @p2) AND "ServedOn" = @p3 AND "Period" = @p4 AND "OrderId" = @p5
            RETURNING "StandingOrderId"
            """,
            row => row.GetGuid(0), nameof(StandingOutcome.Skipped), why, order.SeniorId, order.ServedOn.ToDateOnly(), order.Period.ToString(), order.Id);
        foreach (var id in askedBy) PlaceStandingOrders.LookNow(unit, id);
    }
}
