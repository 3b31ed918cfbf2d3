using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Tasks;

internal static class TaskEndpoints
{
    public static void MapTasks(this IEndpointRouteBuilder api)
    {
        var tasks = api.MapGroup("/tasks").WithTags("Work list").For(Audiences.WorkOnTasks);
        tasks.MapGet("/", List).WithName("ListTasks").WithSummary("Work of the caller's division, newest first").Produces<Page<TaskView>>();
        tasks.MapPost("/{id:guid}/claim", (Guid id, ChangeTask change, Caller caller, HttpRequest http, CancellationToken ct) =>
            change.Handle(id, caller, http, "task.claimed", (_, task) => task.Claim(caller.AccountId), ct))
            .WithName("ClaimTask").WithSummary("Take a task").ProducesProblem(404).ProducesProblem(409);
        tasks.MapPost("/{id:guid}/notes", Note).WithName("NoteTask").WithSummary("Write something down about a task").ProducesProblem(400).ProducesProblem(404);
        tasks.MapPost("/{id:guid}/close", Close).WithName("CloseTask").WithSummary("End a task with what came of it").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<Page<TaskView>> List(
        CityDatabase database, CityFacts facts, Caller caller, HttpRequest http, Word<TaskKind>? kind, Word<WorkTaskStatus>? status, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        if (caller.Account.DivisionCode is not { } division) return new([], null);
        var below = facts.Below(division);
        using var db = database.Read();
        var tasks = db.Tasks.Where(task => below.Contains(task.DivisionCode));
        if (page.AfterId is { } after) tasks = tasks.Where(task => task.Id < after);
        if (kind is { Value: var ofKind }) tasks = tasks.Where(task => task.Kind == ofKind);
        if (status is { Value: var inStatus }) tasks = tasks.Where(task => task.Status == inStatus);
        var rows = await tasks.OrderByDescending(task => task.Id).Take(page.Take).ToListAsync(ct);
        var english = Language.IsEnglish(http);
        return Page<TaskView>.Of([.. rows.Select(task => TaskView.Of(task, english))], page, task => task.Id.ToString());
    }

    private static Task<Answer<TaskView>> Note(Guid id, NoteRequest request, ChangeTask change, Caller caller, HttpRequest http, CancellationToken ct)
    {
        new FieldErrors().Text(request.Text, "text", 1, 2_000).ThrowIfAny();
        return change.Handle(id, caller, http, "task.noted", (unit, task) =>
            unit.Insert(new TaskNote { Id = Guid.CreateVersion7(), TaskId = task.Id, At = unit.Now, By = caller.AccountId, Text = request.Text! }), ct);
    }

    private static Task<Answer<TaskView>> Close(Guid id, CloseTaskRequest request, ChangeTask change, Caller caller, HttpRequest http, CancellationToken ct)
    {
        new FieldErrors().Text(request.Outcome, "outcome", 1, 500).ThrowIfAny();
        return change.Handle(id, caller, http, "task.closed", (_, task) => task.Close(caller.AccountId, request.Outcome!), ct);
    }
}

/// <summary>Changes a task of the caller's division, with its event and its record.</summary>
internal sealed class ChangeTask(RequestWriter writer, CityFacts facts)
{
    public Task<Answer<TaskView>> Handle(Guid id, Caller caller, HttpRequest http, string action, Action<CityUnit, WorkTask> change, CancellationToken ct) => writer.Commit(unit =>
    {
        // Of two who take it at once the second waits here and sees that it is taken.
        if (!unit.IsAlone) unit.Sql.Query("""SELECT 1 FROM "Tasks" WHERE "Id" = @p0 FOR UPDATE""", _ => true, id);
        var task = unit.Db.Tasks.SingleOrDefault(task => task.Id == id);
        if (task is null || !caller.Covers(task.DivisionCode)) throw RequestProblem.NotFound();
        change(unit, task);
        unit.Record(caller.Actor, action, id.ToString(), task.SeniorId);
        unit.TellOfTask(task, facts);
        return Answer<TaskView>.Ok(TaskView.Of(task, Language.IsEnglish(http)), Versions.ETag(task.Version));
    }, ct);
}

/// <summary>Words about a task.</summary>
internal sealed record NoteRequest(string? Text);

/// <summary>What came of a task.</summary>
internal sealed record CloseTaskRequest(string? Outcome);

/// <summary>A task as its workers see it.</summary>
internal sealed record TaskView(
    Guid Id, TaskKind Kind, WorkTaskStatus Status, string DivisionCode, string SubjectId, Guid? SeniorId, string Title, Instant RaisedAt, Guid? ClaimedBy, string? Outcome)
{
    public static TaskView Of(WorkTask task, bool english) => new(
        task.Id, task.Kind, task.Status, task.DivisionCode, task.SubjectId, task.SeniorId, english ? task.TitleEn : task.TitleZh, task.RaisedAt, task.ClaimedBy, task.Outcome);
}
