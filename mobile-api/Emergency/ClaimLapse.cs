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
            if (!unit.IsAlone) unit.Sql.Query("""SELECT 1 FROM "Incidents" WHERE "Id" = @p0 FOR UPDATE""", _ => true, id);
            var incident = unit.Db.Incidents.Single(incident => incident.Id == id);
            if (!incident.Lapse(unit.Now)) return incident.ClaimEndsAt; // kept alive meanwhile, or over
            unit.Note(incident, "lapsed", null);
            var name = incident.SeniorId is { } senior ? unit.Db.Seniors.Where(one => one.Id == senior).Select(one => one.Name).Single() : null;
            unit.TellOfIncident(incident, name, facts, rings: true);
            return null;
        }, ct);
    }
}
