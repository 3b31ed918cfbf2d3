using ElderCare.Data.Writing;
using ElderCare.Domain.CallCentre;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using NodaTime;

namespace ElderCare.MobileApi.CallCentre;

/// <summary>What agents say of themselves, and what happens to them with what they take.</summary>
internal sealed class AgentDesk(RequestWriter requests, EmergencyPolicy policy, CallOffers offers)
{
    private const int LongestReason = 40;

    /// <summary>An agent is ready, writes up or is not ready.</summary>
    /// <exception cref="RuleViolation"><c>agents.busy</c> when they are to be ready or write up and still have an incident or a call.</exception>
    public Task<Answer<AgentView>> Declare(AgentStateRequest request, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Present(request.State, "state")
            .Require(request.State is null or AgentState.Ready or AgentState.NotReady or AgentState.WrapUp, "state", "只能是 ready、notReady 或 wrapUp。", "It must be ready, notReady or wrapUp.")
            .Require(request.Reason is null or { Length: <= LongestReason }, "reason", $"最多 {LongestReason} 个字。", $"At most {LongestReason} characters.")
            .Require(request.State != AgentState.NotReady || !string.IsNullOrWhiteSpace(request.Reason), "reason", "请说明原因，比如休息、吃饭、培训。", "Say why, such as rest, meal or training.")
            .ThrowIfAny();
        if (caller.Account.DivisionCode is null) throw RequestProblem.Forbidden();
        return requests.Commit(unit =>
        {
            var agent = unit.Seat(caller);
            var rung = agent.OfferedId;
            RuleViolation.ThrowIf(request.State != AgentState.NotReady && HasMore(unit, agent.AccountId, null), "agents.busy", "您手上还有没结束的事。", "You still have something open.", "state");
            agent.Declare(request.State!.Value, request.Reason?.Trim(), unit.Now);
            if (rung is { } offered && unit.Db.Calls.Any(call => call.Id == offered)) unit.Reschedule(CallOffers.TimerKind, offered.ToString(), unit.Now); // it rings at somebody else at once
            if (agent.State == AgentState.WrapUp) LetWriteUp(unit, agent, except: rung);
            else offers.OfferNextTo(unit, agent);
            unit.TellOfAgent(agent);
            return Answer<AgentView>.Ok(AgentView.Of(agent));
        }, ct);
    }

    /// <summary>An agent took something: those at whom it rang are free again.</summary>
    public void Took(CityUnit unit, Guid subject, Caller caller)
    {
        foreach (var other in unit.Db.Agents.Where(agent => agent.OfferedId == subject && agent.AccountId != caller.AccountId).OrderBy(agent => agent.AccountId).Select(agent => agent.AccountId).ToList())
        {
            if (unit.HoldAgent(other) is { } rung && rung.OfferedId == subject) Free(unit, rung);
        }
        if (unit.HoldAgent(caller.AccountId) is not { } agent) return; // works without saying so, by pages or requests
        agent.Take(unit.Now);
        unit.TellOfAgent(agent);
    }

    /// <summary>What rang at an agent rings there no more: the next does.</summary>
    public void Free(CityUnit unit, Agent agent)
    {
        agent.LeaveAlone(unit.Now);
        if (agent.State == AgentState.WrapUp) LetWriteUp(unit, agent);
        else offers.OfferNextTo(unit, agent);
        unit.TellOfAgent(agent);
    }

    /// <summary>What an agent had is over or given back; who has nothing else writes up, or is free again.</summary>
    public void LetGo(CityUnit unit, Guid subject, Guid accountId, bool isOver)
    {
        if (unit.HoldAgent(accountId) is not { State: AgentState.Busy } agent) return;
        if (HasMore(unit, accountId, subject)) return;
        if (isOver)
        {
            agent.WriteUp(unit.Now);
            LetWriteUp(unit, agent, except: subject);
        }
        else
        {
            agent.BecomeReady(unit.Now);
            offers.OfferNextTo(unit, agent, except: subject);
        }
        unit.TellOfAgent(agent);
    }

    /// <summary>For as long as the policy says, unless an emergency waits.</summary>
    private void LetWriteUp(CityUnit unit, Agent agent, Guid? except = null)
    {
        unit.Reschedule(WrapUpEnds.TimerKind, agent.AccountId.ToString(), unit.Now + policy.WrapUp);
        offers.OfferNextTo(unit, agent, except);
    }

    /// <summary>Whether somebody has an incident or a call beside one.</summary>
    private static bool HasMore(CityUnit unit, Guid account, Guid? beside) =>
        unit.Db.Incidents.Any(other => other.ClaimedBy == account && other.Id != beside && other.State != IncidentState.Closed)
        || unit.Db.Calls.Any(other => other.ClaimedBy == account && other.Id != beside && other.State == CallState.Claimed);
}

/// <summary>What an agent does from now on.</summary>
/// <param name="State">ready, notReady or wrapUp.</param>
/// <param name="Reason">Why not ready, 1 to 40 characters.</param>
internal sealed record AgentStateRequest(AgentState? State, string? Reason);

/// <summary>An agent.</summary>
/// <param name="Reason">Why not ready; while an emergency rings at who was writing up <c>wrapUp</c> or <c>extended</c>, and <c>extended</c> in a wrap-up that was made longer.</param>
/// <param name="Since">Since when the agent is in that state.</param>
internal sealed record AgentView(Guid AccountId, AgentState State, string? Reason, Instant Since, bool IsConnected, IReadOnlyList<string> Dialects)
{
    public static AgentView Of(Agent agent) => new(agent.AccountId, agent.State, agent.Reason, agent.Since, agent.LostAt is null, agent.Dialects?.Split(' ') ?? []);
}
