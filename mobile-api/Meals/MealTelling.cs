using ElderCare.Data.Writing;
using ElderCare.MobileApi.Tasks;

namespace ElderCare.MobileApi.Meals;

/// <summary>What staff have still to tell somebody of an order.</summary>
internal static class MealTelling
{
    private const string Untold =
        """SELECT "Id" FROM "Tasks" WHERE "DivisionCode" = @p0 AND "Status" <> 'Closed' AND "SubjectId" = @p1 AND "TitleZh" IN (@p2, @p3)""";

    /// <summary>Ends what is still to be told of an order that is no more: that it was placed, or changed.</summary>
    /// <param name="unit">The change that ends the order.</param>
    /// <param name="orderId">The order.</param>
    /// <param name="division">Where its person lives.</param>
    /// <param name="facts">Whom the tasks' event reaches.</param>
    public static void EndTelling(this CityUnit unit, Guid orderId, string division, CityFacts facts) =>
        unit.End(orderId, division, MealTaskWords.Placed.Zh, MealTaskWords.Changed.Zh, "订餐已取消，不用再告诉。", facts);

    /// <summary>Ends what is still to be told of a standing order's meals that could not be ordered, because they are ordered after all.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="standingOrderId">The standing order.</param>
    /// <param name="division">Where its person lives.</param>
    /// <param name="facts">Whom the tasks' event reaches.</param>
    public static void EndTellingSkipped(this CityUnit unit, Guid standingOrderId, string division, CityFacts facts) =>
        unit.End(standingOrderId, division, MealTaskWords.StandingSkipped.Zh, MealTaskWords.StandingSkipped.Zh, "后来订上了，不用再告诉。", facts);

    private static void End(this CityUnit unit, Guid subject, string division, string titleZh, string otherZh, string outcome, CityFacts facts)
    {
        var untold = unit.IsAlone ? Untold : Untold + " FOR UPDATE"; // somebody may be taking it
        foreach (var id in unit.Sql.Query(untold, row => row.GetGuid(0), division, subject.ToString(), titleZh, otherZh))
        {
            var task = unit.Db.Tasks.Single(task => task.Id == id);
            task.Settle(outcome);
            unit.Record("system", "task.closed", id.ToString(), task.SeniorId);
            unit.TellOfTask(task, facts);
        }
    }
}
