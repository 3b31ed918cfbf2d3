using ElderCare.Data.Writing;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Realtime;

namespace ElderCare.MobileApi.Tasks;

/// <summary>Puts work on the one list, in the unit of what made it necessary.</summary>
internal static class TaskRaising
{
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

    public static void TellOfTask(this CityUnit unit, WorkTask task, CityFacts facts) => unit.Tell(
        "task.changed", task.Id.ToString(), new { task.Id, task.Kind, task.Status, task.DivisionCode, task.SubjectId, task.TitleZh, task.TitleEn, task.ClaimedBy },
        [.. facts.WithinCity(task.DivisionCode).Select(Audiences.Tasks)]);
}
