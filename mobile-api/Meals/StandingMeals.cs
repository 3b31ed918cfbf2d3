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
}
