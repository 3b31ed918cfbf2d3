using ElderCare.Data.Writing;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Emergency;

/// <summary>An incident whose holder fell silent rings again.</summary>
internal sealed class ClaimLapse(CityWriter writer, CityFacts facts) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string TimerKind = "incident.claimEnds";

    public string Kind => TimerKind;

    public async Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        var id = Guid.Parse(timer.Subject);
        return await writer.Commit(Lane.Emergency, unit =>
        {
            var incident = unit.HoldIncident(id)!;
            if (!incident.Lapse(unit.Now)) return incident.ClaimEndsAt; // kept alive meanwhile, or over
            unit.Note(incident, "lapsed", null);
            unit.TellOfIncident(incident, unit.NameOf(incident), facts, rings: true);
            return null;
        }, ct);
    }
}
