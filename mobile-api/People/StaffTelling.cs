using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.People;

/// <summary>What staff have still to tell somebody whom no phone reaches.</summary>
internal static class StaffTelling
{
    private const string Untold =
        """SELECT "Id" FROM "Tasks" WHERE "DivisionCode" = @p0 AND "Status" <> 'Closed' AND "SubjectId" = @p1 AND "TitleZh" IN (@p2, @p3)""";

    /// <summary>Whether something has still to be told.</summary>
    /// <param name="db">The tables.</param>
    /// <param name="subject">The order, standing order or plan that it is about.</param>
    /// <param name="division">Where its person lives.</param>
    /// <param name="titleZh">The title of the task.</param>
    /// <param name="ct">Gives up.</param>
    public static Task<bool> HasToTell(this CityContext db, Guid subject, string division, string titleZh, CancellationToken ct)
    {
        var id = subject.ToString();
        return db.Tasks.AnyAsync(task => task.DivisionCode == division && task.Status != WorkTaskStatus.Closed && task.SubjectId == id && task.TitleZh == titleZh, ct);
    }

    /// <summary>Ends what is still to be told, because it is not so any more.</summary>
    /// <param name="unit">The change that makes it so.</param>
    /// <param name="subject">The order, standing order or plan that it is about.</param>
    /// <param name="division">Where its person lives.</param>
    /// <param name="titleZh">The title of the task.</param>
    /// <param name="otherZh">The title of another one.</param>
    /// <param name="outcome">Why nobody need be told.</param>
    /// <param name="facts">Whom the tasks' event reaches.</param>
    public static void EndTelling(this CityUnit unit, Guid subject, string division, string titleZh, string otherZh, string outcome, CityFacts facts)
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
