using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.CallCentre;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Emergency;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.CallCentre;

internal static class CallEndpoints
{
    private const int LongestCallId = 100;

    public static void MapCalls(this IEndpointRouteBuilder api)
    {
        api.MapPost("/telephony/events", Receive).AllowAnonymous().WithMetadata(new IdempotencyKeyIgnored(), new SentBy(VendorKind.Telephony)).WithTags("12349")
            .WithName("ReceiveTelephonyEvent").WithSummary("What an exchange tells of a call, signed by it; answered once it is on disk, whatever the order").Produces<CallReceipt>(202).ProducesProblem(400);
        api.MapGet("/queue", Queue).For(Audiences.WorkAtDesk).WithTags("12349").WithName("GetQueue").WithSummary("Calls that wait, by priority, then age, and how many agents there are of each state").Produces<QueueView>();
        var calls = api.MapGroup("/calls").WithTags("12349").For(Audiences.WorkAtDesk);
        calls.MapGet("/", List).WithName("ListCalls").WithSummary("Calls of the caller's desk, newest first; status is open, closed or a state").Produces<Page<CallView>>().ProducesProblem(400);
        calls.MapGet("/figures", CallFigures.Of).WithName("GetCallFigures").WithSummary("How fast calls were answered, by day; at most 92 days").Produces<Page<DayFigures>>().ProducesProblem(400);
        calls.MapGet("/{id:guid}", Get).WithName("GetCall").WithSummary("One call, with the card of everybody whom it may be about").Produces<CallView>().ProducesProblem(404);
        var one = calls.MapGroup("/{id:guid}").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        one.MapPost("/claim", (Guid id, ClaimCallRequest? request, CallDesk desk, Caller caller, CancellationToken ct) => desk.Claim(id, request?.TakeOver == true, caller, ct))
            .WithName("ClaimCall").WithSummary("Take a call; of several who try at once one gets it");
        one.MapPost("/notes", (Guid id, CallNoteRequest request, CallDesk desk, Caller caller, CancellationToken ct) => desk.Note(id, request, caller, ct))
            .WithName("NoteCall").WithSummary("Write something down about a call, or which meal order came of it");
        one.MapPost("/close", (Guid id, CloseCallRequest request, CallDesk desk, Caller caller, CancellationToken ct) => desk.Close(id, request, caller, ct))
            .WithName("CloseCall").WithSummary("End a call with what came of it");
        one.MapPost("/emergency", (Guid id, CallEmergencyRequest? request, OpenVoiceEmergency open, Caller caller, CancellationToken ct) => open.Handle(id, request ?? new(null, null, null), caller, ct))
            .WithName("OpenEmergencyFromCall").WithSummary("Open an emergency from a call, or join the one that the person has open");
        one.MapPost("/tickets", (Guid id, TicketRequest request, TicketDesk desk, Caller caller, CancellationToken ct) => desk.Register(request, id, caller, ct))
            .WithName("RegisterTicketFromCall").WithSummary("Register a complaint, consultation or request of a caller");
        calls.MapGroup("/{id:guid}").For(Role.Supervisor).MapPost("/whisper", Whisper)
            .WithName("WhisperToCall").WithSummary("Tell who has a call something that nobody else reads").Produces<CallView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> Receive(Signed<TelephonyEventRequest> signed, TelephonyIntake intake, CancellationToken ct)
    {
        new FieldErrors().Text(signed.Body.CallId, "callId", 1, LongestCallId).Present(signed.Body.Type, "type").ThrowIfAny();
        return Results.Json(await intake.Take(signed.Sender, signed.Body, ct), Json.Options, statusCode: 202);
    }

    private static async Task<Page<CallView>> List(CityDatabase database, CityFacts facts, Caller caller, string? status, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        using var db = database.Read();
        var calls = InStatus(Visible(db, caller, facts), status);
        if (page.AfterId is { } after) calls = calls.Where(call => call.Id < after);
        var rows = await calls.OrderByDescending(call => call.Id).Take(page.Take).ToListAsync(ct);
        return Page<CallView>.Of([.. rows.Select(call => CallView.Of(call, caller.Now))], page, call => call.Id.ToString());
    }

    private static async Task<CallView> Get(Guid id, CityDatabase database, CityFacts facts, CallRecord records, CityWriter writer, Caller caller, CancellationToken ct)
    {
        using var db = database.Read();
        var call = await Visible(db, caller, facts).SingleOrDefaultAsync(call => call.Id == id, ct) ?? throw RequestProblem.NotFound();
        var view = records.Read(db, call, caller);
        if (view.People is { Count: > 0 } people) await writer.Commit(Lane.Interactive, unit => CallRecord.WriteDownShown(unit, id, people.Select(person => person.SeniorId), caller), ct);
        return view;
    }

    private static async Task<QueueView> Queue(CityDatabase database, CityFacts facts, Caller caller, CancellationToken ct)
    {
        using var db = database.Read();
        var waiting = await Visible(db, caller, facts).Where(call => call.State == CallState.Ringing || call.State == CallState.Offered)
            .OrderBy(call => call.Priority).ThenBy(call => call.ReceivedAt).ThenBy(call => call.Id).Take(200).ToListAsync(ct);
        var below = caller.Account.DivisionCode is { } division ? facts.Below(division) : [];
        var agents = await db.Agents.Where(agent => below.Contains(agent.DivisionCode)).GroupBy(agent => agent.State).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(ct);
        return new([.. waiting.Select(call => CallView.Of(call, caller.Now))], null, Enum.GetValues<AgentState>().ToDictionary(state => state, state => agents.SingleOrDefault(row => row.Key == state)?.Count ?? 0));
    }

    private static Task<Answer<CallView>> Whisper(Guid id, WhisperRequest request, CallDesk desk, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Text(request.Text, "text", 1, 500).ThrowIfAny();
        return desk.Whisper(id, request.Text!.Trim(), caller, ct);
    }

    /// <summary>Calls of the caller's division, and those of which nobody knows whom they are about.</summary>
    public static IQueryable<Call> Visible(CityContext db, Caller caller, CityFacts facts)
    {
        var below = caller.Account.DivisionCode is { } division ? facts.Below(division) : [];
        return db.Calls.Where(call => call.DivisionCode == null || below.Contains(call.DivisionCode));
    }

    private static IQueryable<Call> InStatus(IQueryable<Call> calls, string? status) => status switch
    {
        null => calls,
        "open" => calls.Where(call => call.State != CallState.Closed && call.State != CallState.Abandoned),
        _ when Words<CallState>.TryRead(status, out var state) => calls.Where(call => call.State == state),
        _ => throw RequestProblem.Invalid("status", "没有这个状态。", "There is no such status."),
    };
}
