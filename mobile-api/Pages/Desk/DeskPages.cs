using ElderCare.Data;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Emergency;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Pages.Look;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Pages.Desk;

/// <summary>The desk without scripts: open emergencies, one with its person, take it and close it.</summary>
internal static class DeskPages
{
    private const int MostShown = 100;

    public static void MapDesk(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/desk", List).For(Audiences.WorkAtDesk);
        pages.MapGet("/desk/{id:guid}", (Guid id, HttpContext http, CityDatabase database, CityFacts facts, Visitor you, CancellationToken ct) => Show(id, http, database, facts, you, null, ct)).For(Audiences.WorkAtDesk);
        pages.MapPost("/desk/{id:guid}/claim", (Guid id, HttpContext http, IFormCollection form, IncidentDesk desk, OncePerForm once, CityDatabase database, CityFacts facts, Visitor you, CancellationToken ct) =>
            Act(id, http, database, facts, you, () => once.Do(http, form, () => desk.Claim(id, form["takeOver"] == "true", Caller.Of(http), ct)), ct)).For(Audiences.WorkAtDesk);
        pages.MapPost("/desk/{id:guid}/close", Close).For(Audiences.WorkAtDesk);
        pages.MapPost("/desk/{id:guid}/contact", Contact).For(Audiences.WorkAtDesk);
        pages.MapPost("/desk/{id:guid}/dispatch", (Guid id, HttpContext http, IFormCollection form, IncidentDesk desk, OncePerForm once, CityDatabase database, CityFacts facts, Visitor you, CancellationToken ct) =>
            Act(id, http, database, facts, you, () => once.Do(http, form, () => desk.Dispatch(id, ClaimOf(form), null, Caller.Of(http), ct)), ct)).For(Audiences.WorkAtDesk);
        pages.MapPost("/desk/{id:guid}/release", (Guid id, HttpContext http, IFormCollection form, IncidentDesk desk, OncePerForm once, CityDatabase database, CityFacts facts, Visitor you, CancellationToken ct) =>
            Act(id, http, database, facts, you, () => once.Do(http, form, () => desk.Release(id, ClaimOf(form), Caller.Of(http), ct)), ct)).For(Audiences.WorkAtDesk);
    }

    private static async Task<IResult> List(HttpContext http, CityDatabase database, CityFacts facts, Visitor you, CancellationToken ct)
    {
        using var db = database.Read();
        var open = from incident in IncidentEndpoints.Visible(db, Caller.Of(http), facts)
                   where incident.State != IncidentState.Closed
                   join senior in db.Seniors on incident.SeniorId equals senior.Id into known
                   from senior in known.DefaultIfEmpty()
                   orderby incident.Priority, incident.Id
                   select new { incident, senior };
        var rows = await open.Take(MostShown).ToListAsync(ct);
        return Page.Of<DeskPage>(new DeskBoard([.. rows.Select(row => new DeskLine(
            row.incident.Id, row.incident.Kind, row.incident.Priority, row.incident.State, row.senior is null ? null : Masking.Name(row.senior.Name), row.incident.RaisedAt, row.incident.Signals, you.Now - row.incident.RaisedAt))]));
    }

    private static async Task<IResult> Show(Guid id, HttpContext http, CityDatabase database, CityFacts facts, Visitor you, string? trouble, CancellationToken ct)
    {
        var caller = Caller.Of(http);
        using var db = database.Read();
        var incident = await IncidentEndpoints.Visible(db, caller, facts).SingleOrDefaultAsync(incident => incident.Id == id, ct) ?? throw RequestProblem.NotFound();
        var view = IncidentRecord.Read(db, incident, caller);
        var mentioned = view.Timeline!.Select(note => note.By).Concat(view.Dispatches!.Select(dispatch => (Guid?)dispatch.ResponderId)).ToList();
        var names = await db.Accounts.Where(account => mentioned.Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => account.Name, ct);
        var isTaken = incident.IsClaimedAt(you.Now);
        return Page.Of<CasePage>(DeskCase.Of(view, names, isTaken, isTaken && incident.ClaimedBy == caller.AccountId, caller.Is(Domain.Access.Role.Supervisor), you.Now - incident.RaisedAt, trouble),
            trouble is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }

    private static Task<IResult> Contact(Guid id, HttpContext http, IFormCollection form, IncidentDesk desk, OncePerForm once, CityDatabase database, CityFacts facts, Visitor you, CancellationToken ct)
    {
        var (who, result) = (form["who"].ToString().Trim(), form["result"].ToString().Trim());
        if (who.Length is 0 or > 40 || result.Length is 0 or > 200) return Show(id, http, database, facts, you, you.Say("请写打给谁，结果怎样。", "Write whom you called and what came of it."), ct);
        return Act(id, http, database, facts, you, () => once.Do(http, form, () => desk.Contact(id, ClaimOf(form), who, result, Caller.Of(http), ct)), ct);
    }

    /// <summary>A form that lost its number is refused like an old one.</summary>
    private static int ClaimOf(IFormCollection form) => int.TryParse(form["claim"], out var claim) ? claim : 0;

    private static Task<IResult> Close(Guid id, HttpContext http, IFormCollection form, IncidentDesk desk, OncePerForm once, CityDatabase database, CityFacts facts, Visitor you, CancellationToken ct)
    {
        var spokenBy = form["spokenBy"].ToString().Trim();
        var trouble = !Words<IncidentOutcome>.TryRead(form["outcome"], out var outcome) ? you.Say("请选结果。", "Choose how it ended.")
            : spokenBy.Length is 0 or > 40 ? you.Say("请写谁和老人说上了话。误按也要说上话才能结案。", "Write who spoke with the person, also after a false alarm.") : null;
        if (trouble is not null) return Show(id, http, database, facts, you, trouble, ct);
        return Act(id, http, database, facts, you, () => once.Do(http, form, () => desk.Close(id, ClaimOf(form), outcome, spokenBy, Caller.Of(http), ct)), ct);
    }

    private static async Task<IResult> Act(Guid id, HttpContext http, CityDatabase database, CityFacts facts, Visitor you, Func<Task> act, CancellationToken ct)
    {
        try
        {
            await act();
            return Page.Next($"/desk/{id}");
        }
        catch (RuleViolation no)
        {
            return await Show(id, http, database, facts, you, you.Say(no.Reason), ct);
        }
    }
}

/// <summary>Open emergencies, the most urgent and oldest first.</summary>
public sealed record DeskBoard(IReadOnlyList<DeskLine> Open);

/// <summary>One of them.</summary>
/// <param name="Age">How long ago it was raised.</param>
public sealed record DeskLine(Guid Id, IncidentKind Kind, int Priority, IncidentState State, string? Who, Instant RaisedAt, int Signals, Duration Age);
