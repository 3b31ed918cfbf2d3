using ElderCare.Data.Writing;
using ElderCare.Domain.CallCentre;
using ElderCare.Domain.Emergency;
using ElderCare.MobileApi.Timers;
using NodaTime;

namespace ElderCare.MobileApi.CallCentre;

/// <summary>An agent has had time to write up what is over, and is free again.</summary>
internal sealed class WrapUpEnds(CityWriter writer, CallOffers offers) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string TimerKind = "agent.wrapUpEnds";

    public string Kind => TimerKind;

    public Task<Instant?> Run(TimerRow timer, CancellationToken ct) => writer.Commit<Instant?>(Lane.Interactive, unit =>
    {
        if (unit.HoldAgent(Guid.Parse(timer.Subject)) is not { State: AgentState.WrapUp } agent) return null;
        agent.BecomeReady(unit.Now);
        offers.OfferNextTo(unit, agent);
        unit.TellOfAgent(agent);
        return null;
    }, ct);
}

/// <summary>An agent's last connection has been gone for too long: what they have rings again.</summary>
internal sealed class AgentLost(CityWriter writer, EmergencyPolicy policy, HeldWork work) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string TimerKind = "agent.lost";

    private const string ConnectionLost = "connectionLost";

    public string Kind => TimerKind;

    public Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        var account = Guid.Parse(timer.Subject);
        return writer.Commit<Instant?>(Lane.Emergency, unit =>
        {
            var held = HeldWork.Hold(unit, account);
            if (unit.HoldAgent(account) is not { LostAt: { } lostAt } agent) return null; // back in time
            if (lostAt + policy.ClaimerLostAfter > unit.Now) return lostAt + policy.ClaimerLostAfter;
            work.GiveBack(unit, account, held);
            if (agent.State != AgentState.NotReady)
            {
                agent.Declare(AgentState.NotReady, ConnectionLost, unit.Now);
                unit.TellOfAgent(agent);
            }
            return null;
        }, ct);
    }
}
