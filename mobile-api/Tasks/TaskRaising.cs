using ElderCare.Data.Writing;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Realtime;

namespace ElderCare.MobileApi.Tasks;

/// <summary>Puts work on the one list, in the unit of what made it necessary.</summary>
internal static class TaskRaising
{
    private const string OpenTasks =
        """SELECT "Id", "TitleZh" FROM "Tasks" WHERE "DivisionCode" = @p0 AND "Status" <> 'Closed' AND "SubjectId" = @p1 AND "Kind" = @p2""";

    public static void Raise(this CityUnit unit, TaskKind kind, string division, string subject, Guid? seniorId, string zh, string en, CityFacts facts)
    {
        var task = new WorkTask
        {
            Id = Guid.CreateVersion7(),
            Kind = kind,
            DivisionCode = division,
            SubjectId = subject,
            SeniorId = seniorId,
            TitleZh = zh,
            TitleEn = en,
            RaisedAt = unit.Now,
        };
        unit.Insert(task);
        unit.TellOfTask(task, facts);
    }

    /// <summary>Ends what is open about a record, because there is nothing left to do.</summary>
    /// <param name="unit">The change that leaves nothing to do.</param>
    /// <param name="kind">Which work.</param>
    /// <param name="division">Where it was raised.</param>
    /// <param name="subject">The record.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="actor">Who ends it.</param>
    /// <param name="facts">Whom the tasks' event reaches.</param>
    /// <param name="titles">Only those with one of these Chinese titles; all when there are none.</param>
    public static void Settle(this CityUnit unit, TaskKind kind, string division, string subject, string outcome, string actor, CityFacts facts, params IReadOnlyList<string> titles)
    {
        var held = unit.IsAlone ? OpenTasks : OpenTasks + " FOR UPDATE"; // somebody may be taking it
        foreach (var id in unit.Sql.Query(held, row => (Id: row.GetGuid(0), Title: row.GetString(1)), division, subject, kind.ToString()).Where(task => titles.Count == 0 || titles.Contains(task.Title)).Select(task => task.Id))
        {
            var task = unit.Db.Tasks.Single(task => task.Id == id);
            if (task.Status == WorkTaskStatus.Closed) continue; // by this unit
            task.Settle(outcome);
            unit.Record(actor, "task.closed", $"{id}", task.SeniorId);
            unit.TellOfTask(task, facts);
        }
    }

    public static void TellOfTask(this CityUnit unit, WorkTask task, CityFacts facts) => unit.Tell(
        "task.changed", task.Id.ToString(), new { task.Id, task.Kind, task.Status, task.DivisionCode, task.SubjectId, task.TitleZh, task.TitleEn, task.ClaimedBy },
        [.. facts.WithinCity(task.DivisionCode).Select(Audiences.Tasks)]);
}
