using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Emergency;

internal static class IncidentEndpoints
{
    public static void MapIncidents(this IEndpointRouteBuilder api)
    {
        var incidents = api.MapGroup("/incidents").WithTags("Emergencies");
        incidents.MapGet("/", List).For([.. Audiences.WorkAtDesk, Role.Responder, Role.Senior, Role.Family])
            .WithName("ListIncidents").WithSummary("Emergencies that the caller may know of, newest first; status is open, closed or a state").Produces<Page<IncidentView>>().ProducesProblem(400);
        incidents.MapGet("/{id:guid}", Get).For([.. Audiences.WorkAtDesk, Role.Responder, Role.Senior, Role.Family])
            .WithName("GetIncident").WithSummary("One emergency with its timeline").Produces<IncidentView>().ProducesProblem(404);
        var desk = incidents.MapGroup("/{id:guid}").For(Audiences.WorkAtDesk).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        desk.MapPost("/claim", (Guid id, ClaimRequest? request, IncidentDesk desk, Caller caller, CancellationToken ct) => desk.Claim(id, request?.TakeOver == true, caller, ct))
            .WithName("ClaimIncident").WithSummary("Take an emergency; of several who try at once one gets it");
        desk.MapPost("/keep", (Guid id, ClaimedRequest request, IncidentDesk desk, Caller caller, CancellationToken ct) => desk.Keep(id, ClaimOf(request.Claim), caller, ct))
            .WithName("KeepIncident").WithSummary("A sign of life of who has it: the claim lives five more minutes");
        desk.MapPost("/release", (Guid id, ClaimedRequest request, IncidentDesk desk, Caller caller, CancellationToken ct) => desk.Release(id, ClaimOf(request.Claim), caller, ct))
            .WithName("ReleaseIncident").WithSummary("Give it back; it rings again");
        desk.MapPost("/contacts", Contact).WithName("ContactForIncident").WithSummary("Write down who was called, and what came of it");
        desk.MapPost("/dispatch", (Guid id, DispatchRequest request, IncidentDesk desk, Caller caller, CancellationToken ct) => desk.Dispatch(id, ClaimOf(request.Claim), request.ResponderId, caller, ct))
            .WithName("DispatchResponder").WithSummary("Send a responder: one who is named, or the nearest on duty who is free; who does not accept within a minute is followed by the next");
        var sent = incidents.MapGroup("/{id:guid}").For(Role.Responder).ProducesProblem(404).ProducesProblem(409);
        sent.MapPost("/accept", (Guid id, RespondToDispatch respond, Caller caller, CancellationToken ct) => respond.Accept(id, caller, ct)).WithName("AcceptDispatch").WithSummary("The responder who was sent goes");
        sent.MapPost("/decline", (Guid id, RespondToDispatch respond, Caller caller, CancellationToken ct) => respond.Decline(id, caller, ct)).WithName("DeclineDispatch").WithSummary("The responder who was sent cannot go; the next is sent");
        sent.MapPost("/on-scene", (Guid id, RespondToDispatch respond, Caller caller, CancellationToken ct) => respond.Arrive(id, caller, ct)).WithName("ArriveOnScene").WithSummary("The responder is with the person");
        api.MapPut("/responders/me/duty", Duty).For(Role.Responder).WithTags("Emergencies").WithName("DeclareDuty").WithSummary("A responder begins or ends their duty").ProducesProblem(400);
        desk.MapPost("/close", Close).WithName("CloseIncident").WithSummary("End it with its outcome and who spoke with the person");
    }

    private static async Task<Page<IncidentView>> List(CityDatabase database, CityFacts facts, Caller caller, string? status, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        using var db = database.Read();
        var incidents = InStatus(Visible(db, caller, facts), status);
        if (page.AfterId is { } after) incidents = incidents.Where(incident => incident.Id < after);
        var rows = await incidents.OrderByDescending(incident => incident.Id).Take(page.Take).ToListAsync(ct);
        return Page<IncidentView>.Of([.. rows.Select(incident => IncidentView.Of(incident, null))], page, incident => incident.Id.ToString());
    }

    private static async Task<IncidentView> Get(Guid id, CityDatabase database, CityWriter writer, CityFacts facts, IncidentRecord records, Caller caller, CancellationToken ct)
    {
        using var db = database.Read();
        var incident = await Visible(db, caller, facts).SingleOrDefaultAsync(incident => incident.Id == id, ct) ?? throw RequestProblem.NotFound();
        await IncidentRecord.WriteDownRead(database, writer, incident, caller, ct);
        return records.Read(db, incident, caller);
    }

    /// <summary>
    /// The desk sees those of its division and those of which nobody knows the place; a responder those they are sent to, until they decline or are done; a person and
    /// the family who may know how they are see their own. Nobody sees the system's own alarms.
    /// </summary>
    public static IQueryable<Incident> Visible(CityContext db, Caller caller, CityFacts facts)
    {
        var isDesk = caller.Is(Audiences.WorkAtDesk);
        var below = isDesk && caller.Account.DivisionCode is { } division ? facts.Below(division) : [];
        var mine = caller.Is(Role.Family) ? caller.Links.Where(link => link.HoldsAt(caller.Now) && link.Rights.HasFlag(FamilyRights.ViewHealth)).Select(link => (Guid?)link.SeniorId).ToList() : [];
        if (caller.Is(Role.Senior) && caller.Account.SeniorId is { } self) mine.Add(self);
        Guid? responder = caller.Is(Role.Responder) ? caller.AccountId : null;
        return db.Incidents.Where(incident => !incident.IsProbe).Where(incident => (isDesk && (incident.DivisionCode == null || below.Contains(incident.DivisionCode))) || mine.Contains(incident.SeniorId)
            || (responder != null && db.Dispatches.Any(dispatch => dispatch.IncidentId == incident.Id && dispatch.ResponderId == responder && Dispatch.Going.Contains(dispatch.State))));
    }

    private static IQueryable<Incident> InStatus(IQueryable<Incident> incidents, string? status) => status switch
    {
        null => incidents,
        "open" => incidents.Where(incident => incident.State != IncidentState.Closed),
        _ when Words<IncidentState>.TryRead(status, out var state) => incidents.Where(incident => incident.State == state),
        _ => throw RequestProblem.Invalid("status", "没有这个状态。", "There is no such status."),
    };

    private static Task<Answer<IncidentView>> Contact(Guid id, ContactedRequest request, IncidentDesk desk, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Present(request.Claim, "claim").Text(request.Who, "who", 1, 40).Text(request.Result, "result", 1, 200).ThrowIfAny();
        return desk.Contact(id, request.Claim!.Value, request.Who!.Trim(), request.Result!.Trim(), caller, ct);
    }

    private static Task<Answer<IncidentView>> Close(Guid id, CloseIncidentRequest request, IncidentDesk desk, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Present(request.Claim, "claim").Present(request.Outcome, "outcome").Text(request.SpokenBy, "spokenBy", 1, 40).ThrowIfAny();
        return desk.Close(id, request.Claim!.Value, request.Outcome!.Value, request.SpokenBy!.Trim(), request.Signals, caller, ct);
    }

    private static Task<Answer<DutyView>> Duty(DutyRequest request, RespondToDispatch respond, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Present(request.OnDuty, "onDuty").ThrowIfAny();
        return respond.Declare(request.OnDuty!.Value, caller, ct);
    }

    private static int ClaimOf(int? claim)
    {
        new FieldErrors().Present(claim, "claim").ThrowIfAny();
        return claim!.Value;
    }
}
