using ElderCare.Data;
using ElderCare.Domain.Access;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.CallCentre;

internal static class DeskEndpoints
{
    public static void MapCallCentre(this IEndpointRouteBuilder api)
    {
        api.MapPut("/agents/me/state", (AgentStateRequest request, AgentDesk desk, Caller caller, CancellationToken ct) => desk.Declare(request, caller, ct)).For(Audiences.WorkAtDesk)
            .WithTags("Call centre").WithName("DeclareAgentState").WithSummary("Say that you are ready, writing up, or not ready and why").ProducesProblem(400).ProducesProblem(409);
        api.MapGet("/agents", List).For(Role.Supervisor).WithTags("Call centre").WithName("ListAgents").WithSummary("Who is at the desk and what they do").Produces<Page<AgentView>>();
        var supervised = api.MapGroup("/agents/{id:guid}").For(Role.Supervisor).WithTags("Call centre").ProducesProblem(404);
        supervised.MapPost("/log-off", (Guid id, SuperviseAgents supervise, Caller caller, CancellationToken ct) => supervise.LogOff(id, caller, ct))
            .WithName("LogOffAgent").WithSummary("Take an agent off; what they have rings elsewhere, and they sign in anew");
        supervised.MapPost("/skills", (Guid id, AgentSkillsRequest request, SuperviseAgents supervise, Caller caller, CancellationToken ct) => supervise.Skills(id, request, caller, ct))
            .WithName("SetAgentSkills").WithSummary("Say which dialects an agent speaks").ProducesProblem(400);
        api.MapCalls();
        MapTickets(api);
        api.MapPost("/shift-notes", DeskBook.Leave).For(Audiences.WorkAtDesk).WithTags("Call centre").WithName("LeaveShiftNote").WithSummary("Leave the next shift a note").ProducesProblem(400);
        api.MapGet("/shift-notes", DeskBook.Left).For(Audiences.WorkAtDesk).WithTags("Call centre").WithName("ListShiftNotes").WithSummary("What earlier shifts have left, newest first").Produces<Page<ShiftNoteView>>();
        api.MapGet("/answers", DeskBook.Answers).For().WithTags("12349").WithName("SearchAnswers").WithSummary("Answers to what callers ask about programmes, the best fitting first; q is words with blanks between").Produces<Page<AnswerView>>().ProducesProblem(400);
        api.MapPost("/tasks/{id:guid}/dial", (Guid id, DialBack dial, Caller caller, HttpRequest http, CancellationToken ct) => dial.Handle(id, caller, http, ct)).For(Audiences.WorkAtDesk)
            .WithTags("Work list").WithName("DialTask").WithSummary("Have the exchange call back who hung up before anybody answered").ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);
    }

    private static void MapTickets(IEndpointRouteBuilder api)
    {
        var tickets = api.MapGroup("/tickets").For(Audiences.WorkAtDesk).WithTags("12349");
        tickets.MapGet("/", TicketDesk.List).WithName("ListTickets").WithSummary("Complaints, consultations and requests of the caller's division, newest first").Produces<Page<TicketView>>();
        tickets.MapPost("/", (TicketRequest request, TicketDesk desk, Caller caller, CancellationToken ct) => desk.Register(request, callId: null, caller, ct))
            .WithName("RegisterTicket").WithSummary("Register one that did not come by a call").ProducesProblem(400).ProducesProblem(404);
        tickets.MapGet("/{id:guid}", TicketDesk.Get).WithName("GetTicket").WithSummary("One complaint, consultation or request").Produces<TicketView>().ProducesProblem(404);
        tickets.MapPost("/{id:guid}/hand-over", (Guid id, HandOverRequest request, TicketDesk desk, Caller caller, CancellationToken ct) => desk.HandOver(id, request, caller, ct))
            .WithName("HandOverTicket").WithSummary("Give it to 12345, with its number there").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        tickets.MapPost("/{id:guid}/close", (Guid id, CloseTicketRequest request, TicketDesk desk, Caller caller, CancellationToken ct) => desk.Close(id, request, caller, ct))
            .WithName("CloseTicket").WithSummary("End it with what came of it").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<Page<AgentView>> List(CityDatabase database, CityFacts facts, Caller caller, CancellationToken ct)
    {
        if (caller.Account.DivisionCode is not { } division) return new([], null);
        var below = facts.Below(division);
        using var db = database.Read();
        var agents = await db.Agents.Where(agent => below.Contains(agent.DivisionCode)).OrderBy(agent => agent.State).ThenBy(agent => agent.Since).ToListAsync(ct);
        return new([.. agents.Select(AgentView.Of)], null);
    }
}
