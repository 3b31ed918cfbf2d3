using ElderCare.Data.CallCentre;
using ElderCare.Data.Writing;
using ElderCare.Domain.CallCentre;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Emergency;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.CallCentre;

/// <summary>
/// Has calls ring: each at one agent at a time, for as long as the policy says; who lets it ring is rung no more until they say so.
/// What is due is asked of the call's own row, so that the timer may run twice, or late.
/// </summary>
internal sealed class CallOffers(CityWriter writer, CityFacts facts, HotlinePolicy policy) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string TimerKind = "call.offer";

    public string Kind => TimerKind;

    public Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        var id = Guid.Parse(timer.Subject);
        return writer.Commit<Instant?>(Lane.Emergency, unit =>
        {
            var emergency = unit.HoldEmergencyOfCall(id);
            if (unit.HoldCall(id) is not { IsWaiting: true } call) return null;
            unit.JoinTo(call, emergency, facts); // it may have come in the same moment as the call
            if (call.OfferedTo is { } agent && !HasEnded(unit, call, agent)) return call.OfferEndsAt;
            Offer(unit, call);
            unit.TellOfQueue(call, facts);
            return unit.Now + policy.OfferLife;
        }, ct);
    }

    /// <summary>A call waits from now on: it rings at who is free, or as soon as somebody is.</summary>
    public void Begin(CityUnit unit, Call call)
    {
        Offer(unit, call);
        unit.Reschedule(TimerKind, call.Id.ToString(), unit.Now + policy.OfferLife);
        unit.TellOfQueue(call, facts);
    }

    /// <summary>
    /// An agent is free: the first emergency, then the first call, that waits and is theirs to take rings at them; at who writes up an
    /// emergency only. Where another unit holds it, the agent stays free and is looked at again at once: to wait for it with the agent in
    /// hand could be waited for by the other.
    /// </summary>
    /// <param name="unit">The change of the city.</param>
    /// <param name="agent">Held by the unit.</param>
    /// <param name="except">What they have just given back: it rings at others first.</param>
    public void OfferNextTo(CityUnit unit, Agent agent, Guid? except = null)
    {
        unit.Db.SaveChanges();
        if (!agent.TakesEmergencies) return;
        switch (unit.OfferIncidentTo(agent, facts, except))
        {
            case WaitingOffer.Rings:
                return;
            case WaitingOffer.HeldElsewhere:
                unit.Reschedule(NextCall.TimerKind, agent.AccountId.ToString(), unit.Now);
                return;
        }
        if (!agent.IsFree) return;
        foreach (var (id, division) in unit.Sql.WaitingCalls())
        {
            if (division is not null && !facts.Divisions.Covers(agent.DivisionCode, division)) continue;
            if (!unit.Sql.TryHoldWaiting(id, unit.IsAlone))
            {
                unit.Reschedule(NextCall.TimerKind, agent.AccountId.ToString(), unit.Now);
                return;
            }
            var call = unit.Db.Calls.Single(call => call.Id == id);
            agent.Offer(id, unit.Now);
            RingAt(unit, call, agent.AccountId);
            unit.Reschedule(TimerKind, id.ToString(), unit.Now + policy.OfferLife);
            unit.TellOfQueue(call, facts);
            return;
        }
    }

    /// <summary>The caller has gone, or somebody took it: at whom it rang is free again.</summary>
    public void Withdraw(CityUnit unit, Guid callId, Guid agentId)
    {
        if (unit.HoldAgent(agentId) is not { State: AgentState.Offered } agent || agent.OfferedId != callId) return;
        agent.BecomeReady(unit.Now);
        OfferNextTo(unit, agent);
        unit.TellOfAgent(agent);
    }

    /// <summary>Whether it rings no more at whom it was offered: the time is over, or they said otherwise meanwhile.</summary>
    private static bool HasEnded(CityUnit unit, Call call, Guid agentId)
    {
        var agent = unit.HoldAgent(agentId);
        var rings = agent is { State: AgentState.Offered, LostAt: null } && agent.OfferedId == call.Id;
        if (rings && call.OfferEndsAt > unit.Now) return false;
        if (agent is { State: AgentState.Offered } && agent.OfferedId == call.Id)
        {
            agent.Miss(unit.Now);
            unit.Note(call, "missed", agentId);
            unit.TellOfAgent(agent);
        }
        call.Wait();
        return true;
    }

    private void Offer(CityUnit unit, Call call)
    {
        unit.Db.SaveChanges();
        IReadOnlyList<string>? places = call.DivisionCode is { } division ? [.. facts.WithinCity(division)] : null;
        var first = policy.FirstAt(unit.Now.WithOffset(CityClock.Offset).LocalDateTime, places);
        var dialect = places is null ? null : policy.DialectOf(places);
        var earlier = unit.Sql.WaitingCalls().TakeWhile(other => other.Id != call.Id).ToList();
        var free = unit.Sql.ReadyAgents().Where(agent => places?.Contains(agent.DivisionCode) != false && !earlier.Exists(other => IsFor(agent, other.Division)))
            .OrderBy(agent => first.Contains(agent.UserName) ? 0 : 1).ThenBy(agent => agent.Speaks(dialect) ? 0 : 1).ThenBy(agent => agent.Since).ThenBy(agent => agent.AccountId);
        if (free.FirstOrDefault(agent => unit.Sql.TryOffer(call.Id, agent.AccountId, unit.Now)) is { } rung) RingAt(unit, call, rung.AccountId);
        else unit.TellOfCall(call, facts);
    }

    private bool IsFor(ReadyAgent agent, string? division) => division is null || facts.Divisions.Covers(agent.DivisionCode, division);

    private void RingAt(CityUnit unit, Call call, Guid agent)
    {
        call.Offer(agent, unit.Now + policy.OfferLife);
        unit.Note(call, "offered", agent);
        unit.TellOfCall(call, facts, rings: true);
    }
}

/// <summary>An agent who was left free because another unit held what was first gets it, or the next.</summary>
internal sealed class NextCall(CityWriter writer, CallOffers offers) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string TimerKind = "agent.nextCall";

    public string Kind => TimerKind;

    public Task<Instant?> Run(TimerRow timer, CancellationToken ct) => writer.Commit<Instant?>(Lane.Emergency, unit =>
    {
        if (unit.HoldAgent(Guid.Parse(timer.Subject)) is not { TakesEmergencies: true } agent) return null;
        offers.OfferNextTo(unit, agent);
        unit.TellOfAgent(agent);
        return null;
    }, ct);
}
