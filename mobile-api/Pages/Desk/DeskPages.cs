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
        var senior = await db.Seniors.SingleOrDefaultAsync(senior => senior.Id == incident.SeniorId, ct);
        var contacts = await db.Contacts.Where(contact => contact.SeniorId == incident.SeniorId).OrderBy(contact => contact.CallOrder).ToListAsync(ct);
        var notes = await db.IncidentNotes.Where(note => note.IncidentId == id).OrderByDescending(note => note.Id).ToListAsync(ct);
        var names = await db.Accounts.Where(account => notes.Select(note => note.By).Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => account.Name, ct);
        var person = senior is null ? null : new DeskPerson(senior.Name, Age.On(senior.BornOn, you.Today), senior.Address, senior.PhoneMasked ?? senior.LandlineMasked, senior.Allergies, [.. contacts.Select(contact => new DeskContact(contact.Name, contact.PhoneMasked))]);
        return Page.Of<CasePage>(new DeskCase(
            id, incident.Kind, incident.Priority, incident.State, incident.RaisedAt, person, [.. notes.Select(note => new DeskNote(note.At, note.Kind, note.By is { } by ? names.GetValueOrDefault(by) : null, note.Text))],
            incident.IsClaimedAt(you.Now), incident.ClaimedBy == caller.AccountId && incident.IsClaimedAt(you.Now), incident.Claim, caller.Is(Domain.Access.Role.Supervisor), trouble),
            trouble is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }

    private static Task<IResult> Close(Guid id, HttpContext http, IFormCollection form, IncidentDesk desk, OncePerForm once, CityDatabase database, CityFacts facts, Visitor you, CancellationToken ct)
    {
        var spokenBy = form["spokenBy"].ToString().Trim();
        var trouble = !Words<IncidentOutcome>.TryRead(form["outcome"], out var outcome) ? you.Say("请选结果。", "Choose how it ended.")
            : spokenBy.Length is 0 or > 40 ? you.Say("请写谁和老人说上了话。误按也要说上话才能结案。", "Write who spoke with the person, also after a false alarm.") : null;
        if (trouble is not null || !int.TryParse(form["claim"], out var claim)) return Show(id, http, database, facts, you, trouble ?? you.Say("请重新打开。", "Open it again."), ct);
        return Act(id, http, database, facts, you, () => once.Do(http, form, () => desk.Close(id, claim, outcome, spokenBy, Caller.Of(http), ct)), ct);
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

/// <summary>One emergency as its agent works on it.</summary>
/// <param name="IsTaken">Whether somebody has it.</param>
/// <param name="IsMine">Whether the one who looks has it.</param>
/// <param name="MayTakeOver">Whether the one who looks may take it from a colleague.</param>
public sealed record DeskCase(
    Guid Id, IncidentKind Kind, int Priority, IncidentState State, Instant RaisedAt, DeskPerson? Person, IReadOnlyList<DeskNote> Notes, bool IsTaken, bool IsMine, int Claim, bool MayTakeOver, string? Trouble);

/// <summary>Who needs help.</summary>
public sealed record DeskPerson(string Name, int Age, string Address, string? Phone, IReadOnlyList<string> Allergies, IReadOnlyList<DeskContact> Contacts);

/// <summary>Whom to call, in call order.</summary>
public sealed record DeskContact(string Name, string Phone);

/// <summary>One line of the timeline.</summary>
public sealed record DeskNote(Instant At, string Kind, string? By, string? Text);
