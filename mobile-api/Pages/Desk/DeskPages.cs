using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Emergency;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Pages.Look;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Pages.Desk;

/// <summary>The desk without scripts: open emergencies, one with its person, take it and close it.</summary>
internal static class DeskPages
{
    private const int ToAPage = 50;

    public static void MapDesk(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/desk", List).For(Audiences.WorkAtDesk);
        pages.MapGet("/desk/{id:guid}", (Guid id, HttpContext http, CityDatabase database, CityFacts facts, Visitor you, CancellationToken ct) => Show(id, http, database, facts, you, null, new(), ct)).For(Audiences.WorkAtDesk);
        pages.MapGet("/desk/{id:guid}/photo", (Guid id, HttpContext http, SeniorPhotos photos, CancellationToken ct) => photos.ShowAtDesk(id, Caller.Of(http), http, ct)).For(Audiences.WorkAtDesk);
        pages.MapPost("/desk/{id:guid}/claim", (Guid id, HttpContext http, IFormCollection form, IncidentDesk desk, OncePerForm once, CityDatabase database, CityFacts facts, Visitor you, CancellationToken ct) =>
            Act(id, http, form, database, facts, you, () => once.Do(http, form, () => desk.Claim(id, form["takeOver"] == "true", Caller.Of(http), ct)), ct)).For(Audiences.WorkAtDesk);
        pages.MapPost("/desk/{id:guid}/close", Close).For(Audiences.WorkAtDesk);
        pages.MapPost("/desk/{id:guid}/contact", Contact).For(Audiences.WorkAtDesk);
        pages.MapPost("/desk/{id:guid}/dispatch", (Guid id, HttpContext http, IFormCollection form, IncidentDesk desk, OncePerForm once, CityDatabase database, CityFacts facts, Visitor you, CancellationToken ct) =>
            Act(id, http, form, database, facts, you, () => once.Do(http, form, () => desk.Dispatch(id, ClaimOf(form), null, Caller.Of(http), ct)), ct)).For(Audiences.WorkAtDesk);
        pages.MapPost("/desk/{id:guid}/release", (Guid id, HttpContext http, IFormCollection form, IncidentDesk desk, OncePerForm once, CityDatabase database, CityFacts facts, Visitor you, CancellationToken ct) =>
            Act(id, http, form, database, facts, you, () => once.Do(http, form, () => desk.Release(id, ClaimOf(form), Caller.Of(http), ct)), ct)).For(Audiences.WorkAtDesk);
    }

    /// <summary>By priority; of one priority first what nobody has, the newest first: what has just come is on the first page, however many wait.</summary>
    private static async Task<IResult> List(HttpContext http, CityDatabase database, CityFacts facts, Visitor you, int? page, CancellationToken ct)
    {
        using var db = database.Read();
        var all = IncidentEndpoints.Visible(db, Caller.Of(http), facts).Where(incident => incident.State != IncidentState.Closed);
        var counts = await all.GroupBy(incident => incident.ClaimedBy == null || incident.ClaimEndsAt <= you.Now).Select(group => new { IsFree = group.Key, Count = group.Count() }).ToListAsync(ct);
        var (total, free) = (counts.Sum(row => row.Count), counts.Where(row => row.IsFree).Sum(row => row.Count));
        var pages = Math.Max(1, (total + ToAPage - 1) / ToAPage);
        var shown = Math.Clamp(page ?? 1, 1, pages);
        var open = from incident in all
                   join senior in db.Seniors on incident.SeniorId equals senior.Id into known
                   from senior in known.DefaultIfEmpty()
                   orderby incident.Priority, incident.ClaimedBy == null || incident.ClaimEndsAt <= you.Now ? 0 : 1, incident.Id descending
                   select new { incident, Name = senior == null ? null : senior.Name };
        var rows = await open.Skip((shown - 1) * ToAPage).Take(ToAPage).ToListAsync(ct);
        return Page.Live<DeskPage>(new DeskBoard(
            [.. rows.Select(row => new DeskLine(
                row.incident.Id, row.incident.Kind, row.incident.Priority, row.incident.State, row.incident.IsClaimedAt(you.Now), row.Name is null ? null : Masking.Name(row.Name), row.incident.RaisedAt,
                row.incident.Signals, you.Now - row.incident.RaisedAt))],
            total, free, shown, pages));
    }

    private static async Task<IResult> Show(Guid id, HttpContext http, CityDatabase database, CityFacts facts, Visitor you, string? trouble, DeskTyped typed, CancellationToken ct)
    {
        var caller = Caller.Of(http);
        using var db = database.Read();
        var incident = await IncidentEndpoints.Visible(db, caller, facts).SingleOrDefaultAsync(incident => incident.Id == id, ct) ?? throw RequestProblem.NotFound();
        await IncidentRecord.WriteDownRead(database, http.RequestServices.GetRequiredService<CityWriter>(), incident, caller, ct);
        var view = http.RequestServices.GetRequiredService<IncidentRecord>().Read(db, incident, caller);
        var mentioned = view.Timeline!.Select(note => note.By).Concat(view.Dispatches!.Select(dispatch => (Guid?)dispatch.ResponderId)).ToList();
        var names = await db.Accounts.Where(account => mentioned.Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => account.Name, ct);
        var isTaken = incident.IsClaimedAt(you.Now);
        return Page.Live<CasePage>(DeskCase.Of(view, names, isTaken, isTaken && incident.ClaimedBy == caller.AccountId, caller.Is(Domain.Access.Role.Supervisor), you.Now - incident.RaisedAt, trouble, typed),
            trouble is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }

    private static Task<IResult> Contact(Guid id, HttpContext http, IFormCollection form, IncidentDesk desk, OncePerForm once, CityDatabase database, CityFacts facts, Visitor you, CancellationToken ct)
    {
        var typed = TypedIn(form);
        var (who, result) = (typed.Who, typed.Result);
        if (who.Length is 0 or > 40 || result.Length is 0 or > 200) return Show(id, http, database, facts, you, you.Say("请写打给谁，结果怎样。", "Write whom you called and what came of it."), typed, ct);
        return Act(id, http, form, database, facts, you, () => once.Do(http, form, () => desk.Contact(id, ClaimOf(form), who, result, Caller.Of(http), ct)), ct);
    }

    /// <summary>A form that lost its number is refused like an old one.</summary>
    private static int ClaimOf(IFormCollection form) => int.TryParse(form["claim"], out var claim) ? claim : 0;

    private static int? SignalsOf(IFormCollection form) => int.TryParse(form["signals"], out var seen) ? seen : null;

    private static DeskTyped TypedIn(IFormCollection form) => new(form["who"].ToString().Trim(), form["result"].ToString().Trim(), form["outcome"].ToString(), form["spokenBy"].ToString().Trim());

    private static Task<IResult> Close(Guid id, HttpContext http, IFormCollection form, IncidentDesk desk, OncePerForm once, CityDatabase database, CityFacts facts, Visitor you, CancellationToken ct)
    {
        var typed = TypedIn(form);
        var trouble = !Words<IncidentOutcome>.TryRead(typed.Outcome, out var outcome) ? you.Say("请选结果。", "Choose how it ended.")
            : typed.SpokenBy.Length is 0 or > 40 ? you.Say("请写谁和老人说上了话。误按也要说上话才能结案。", "Write who spoke with the person, also after a false alarm.") : null;
        if (trouble is not null) return Show(id, http, database, facts, you, trouble, typed, ct);
        return Act(id, http, form, database, facts, you, () => once.Do(http, form, () => desk.Close(id, ClaimOf(form), outcome, typed.SpokenBy, SignalsOf(form), Caller.Of(http), ct)), ct);
    }

    private static async Task<IResult> Act(Guid id, HttpContext http, IFormCollection form, CityDatabase database, CityFacts facts, Visitor you, Func<Task> act, CancellationToken ct)
    {
        try
        {
            await act();
            return Page.Next($"/desk/{id}");
        }
        catch (RuleViolation no)
        {
            return await Show(id, http, database, facts, you, you.Say(no.Reason), TypedIn(form), ct);
        }
    }
}

/// <summary>Open emergencies, the most urgent first.</summary>
/// <param name="Open">Those of one page.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Free">How many of them nobody has.</param>
public sealed record DeskBoard(IReadOnlyList<DeskLine> Open, int Total, int Free, int Page, int Pages);

/// <summary>One of them.</summary>
/// <param name="IsTaken">Whether somebody has it.</param>
/// <param name="Age">How long ago it was raised.</param>
public sealed record DeskLine(Guid Id, IncidentKind Kind, int Priority, IncidentState State, bool IsTaken, string? Who, Instant RaisedAt, int Signals, Duration Age);
