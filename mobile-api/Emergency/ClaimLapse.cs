using ElderCare.Data.Writing;
using ElderCare.Domain.Emergency;
using ElderCare.MobileApi.CallCentre;
using ElderCare.MobileApi.Timers;
using NodaTime;

namespace ElderCare.MobileApi.Emergency;

/// <summary>An incident whose holder fell silent rings again.</summary>
internal sealed class ClaimLapse(CityWriter writer, CityFacts facts, AgentDesk agents) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string TimerKind = "incident.claimEnds";

    public string Kind => TimerKind;

    public Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        var id = Guid.Parse(timer.Subject);
        return writer.Commit(Lane.Emergency, unit =>
        {
            var incident = unit.HoldIncident(id)!;
            var holder = incident.ClaimedBy;
            if (!incident.Lapse(unit.Now)) return incident.ClaimEndsAt; // kept alive meanwhile, or over
            unit.RingAnew(incident, IncidentNoteKind.Lapsed, holder, facts); // while its last holder is busy, so that it rings at others
            agents.LetGo(unit, id, holder!.Value, isOver: true);
            return null;
        }, ct);
    }
}
