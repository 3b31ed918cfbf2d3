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
    public static void EndTelling(this CityUnit unit, Guid orderId, string division, CityFacts facts)
    {
        var untold = unit.IsAlone ? Untold : Untold + " FOR UPDATE"; // somebody may be taking it
        foreach (var id in unit.Sql.Query(untold, row => row.GetGuid(0), division, orderId.ToString(), MealTaskWords.Placed.Zh, MealTaskWords.Changed.Zh))
        {
            var task = unit.Db.Tasks.Single(task => task.Id == id);
            task.Settle("订餐已取消，不用再告诉。");
            unit.Record("system", "task.closed", id.ToString(), task.SeniorId);
            unit.TellOfTask(task, facts);
        }
    }
}
