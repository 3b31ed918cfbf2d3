using System.Text.Json;
using ElderCare.Domain.Access;
using ElderCare.Domain.CallCentre;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.CallCentre;
using ElderCare.MobileApi.Emergency;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.HomeServices;
using ElderCare.MobileApi.Requests;
using Microsoft.AspNetCore.SignalR;

namespace ElderCare.MobileApi.Realtime;

/// <summary>The one hub: pushes the caller's events as <c>event</c>, and takes the acts that cannot wait for a request.</summary>
internal sealed class DispatchHub(FeedPump pump, FeedReader reader, Callers callers, AccountDirectory directory, IncidentDesk desk, CallDesk calls, AgentDesk agents, AgentPresence presence, RespondToDispatch respond, AnswerOffer offers, CaregiverDesk caregivers, IHubContext<DispatchHub> hub) : Hub
{
    private const string Session = "feed";
    private FeedSession? _resumed;

    public override async Task OnConnectedAsync()
    {
        var http = Context.GetHttpContext()!;
        var caller = Caller.Of(http);
        var client = hub.Clients.Client(Context.ConnectionId);
        var abort = Context.Abort;
        var session = new FeedSession(caller, callers, directory, row => client.SendAsync("event", Envelope.SharedOf(row)), abort);
        Context.Items[Session] = session;
        pump.Add(session);
        if (!WaitsForResume(http)) pump.GoLiveNow(session);
        http.Request.Headers.Authorization = default; // who it is has been asked: a connection that lasts for hours need not keep the token
        await presence.Came(caller);
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        if (Context.Items[Session] is not FeedSession session) return;
        pump.Remove(session);
        await presence.Left(Caller.Of(Context.GetHttpContext()!));
    }

    /// <summary>At most 1,000 of the caller's events after a number; called again until empty, then pushes go on. A refused one leaves a connection that waits for a resume waiting, and any other as it was.</summary>
    // An array: MessagePack writes by the type that it finds, and finds no way to write the one behind a list interface.
    public async Task<Envelope[]> Resume(long afterSequence)
    {
        var session = (FeedSession)Context.Items[Session]!;
        await session.Hold();
        try
        {
            return Read(session, afterSequence);
        }
        catch (Exception) when (!WaitsForResume(Context.GetHttpContext()!))
        {
            pump.GoLiveNow(session); // the snapshot that the client takes now covers what was held back
            throw;
        }
    }

    /// <summary>As <c>POST /api/incidents/{id}/claim</c>.</summary>
    public async Task<object?> ClaimIncident(string incidentId) => Told(await desk.Claim(IdIn(incidentId), takeOver: false, Present(Audiences.WorkAtDesk), Context.ConnectionAborted));

    /// <summary>As <c>POST /api/incidents/{id}/keep</c>.</summary>
    public async Task<object?> KeepClaim(string incidentId, int claim) => Told(await desk.Keep(IdIn(incidentId), claim, Present(Audiences.WorkAtDesk), Context.ConnectionAborted));

    /// <summary>As <c>POST /api/calls/{id}/claim</c>.</summary>
    public async Task<object?> ClaimCall(string callId) => Told(await calls.Claim(IdIn(callId), takeOver: false, Present(Audiences.WorkAtDesk), Context.ConnectionAborted));

    /// <summary>As <c>PUT /api/agents/me/state</c>.</summary>
    public Task SetAgentState(string state, string? reason) => agents.Declare(
        new(Words<AgentState>.TryRead(state, out var read) ? read : throw RequestProblem.Invalid("state", "没有这个状态。", "There is no such state."), reason), Present(Audiences.WorkAtDesk), Context.ConnectionAborted);

    /// <summary>As <c>POST /api/service-offers/{id}/accept</c>.</summary>
    public async Task<object?> AcceptOffer(string offerId) => Told(await offers.Accept(IdIn(offerId), Present([Role.Caregiver]), IsEnglish, Context.ConnectionAborted));

    /// <summary>As <c>POST /api/service-offers/{id}/decline</c>.</summary>
    public Task DeclineOffer(string offerId) => offers.Decline(IdIn(offerId), Present([Role.Caregiver]), IsEnglish, Context.ConnectionAborted);

    /// <summary>Where a responder or caregiver is now.</summary>
    public Task ReportLocation(double latitude, double longitude)
    {
        var caller = Present([Role.Responder, Role.Caregiver]);
        return caller.Is(Role.Responder) ? respond.Report(latitude, longitude, caller, Context.ConnectionAborted) : caregivers.Report(latitude, longitude, caller, Context.ConnectionAborted);
    }

    private bool IsEnglish => Language.IsEnglish(Context.GetHttpContext()!.Request);

    /// <summary>The caller as they are now, who has one of some roles.</summary>
    private Caller Present(Role[] roles)
    {
        var connected = Caller.Of(Context.GetHttpContext()!);
        var caller = callers.Find(connected.AccountId, connected.SignIn) is { Account.IsDisabled: false } now ? now : throw RequestProblem.Forbidden();
        return caller.Is(roles) ? caller : throw RequestProblem.Forbidden();
    }

    /// <summary>An id is any text to a client; one that is none of ours names nothing.</summary>
    private static Guid IdIn(string? text) => Guid.TryParse(text, out var id) ? id : throw RequestProblem.NotFound();

    private static object? Told<T>(Answer<T> answer) => Envelope.Plain(JsonSerializer.Deserialize<JsonElement>(answer.Kept.Body!));

    private Envelope[] Read(FeedSession session, long afterSequence)
    {
        while (true)
        {
            var (rows, horizon) = reader.After(session.CurrentAudiences(), afterSequence);
            if (rows.Count > 0) return [.. rows.Select(Envelope.Of)];
            if (!pump.TryGoLiveAfterAnswer(session, horizon)) continue;
            _resumed = session;
            return [];
        }
    }

    /// <summary>Whether the connection is pushed nothing before a resume on it was empty.</summary>
    private static bool WaitsForResume(HttpContext http) => http.Request.Query["resume"] == "true";

    /// <summary>A hub lives for one call and is disposed of when its answer has been written: what came meanwhile follows it.</summary>
    protected override void Dispose(bool disposing)
    {
        _resumed?.Release();
        base.Dispose(disposing);
    }
}

/// <summary>A refusal reaches the client as a HubException whose message is the problem's code, a blank, and words.</summary>
internal sealed class HubRefusals : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocation);
        }
        catch (Exception refusal) when (refusal is not HubException)
        {
            var problem = Problems.Of(refusal, invocation.ServiceProvider.GetRequiredService<ILogger<Problems>>());
            var english = invocation.Context.GetHttpContext() is { } http && Language.IsEnglish(http.Request);
            throw new HubException($"{problem.Code} {problem.Detail.In(english)}");
        }
    }
}
