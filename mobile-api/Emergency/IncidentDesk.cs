using ElderCare.Data.Writing;
using ElderCare.Domain.Emergency;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Requests;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Emergency;

/// <summary>What agents and supervisors do with an incident. Of two who take it at once one gets it.</summary>
internal sealed class IncidentDesk(RequestWriter requests, CityFacts facts)
{
    public Task<Answer<IncidentView>> Claim(Guid id, bool takeOver, Caller caller, CancellationToken ct) => Act(id, caller, "claimed", (unit, incident) =>
    {
        if (takeOver && !caller.Is(Domain.Access.Role.Supervisor)) throw RequestProblem.Forbidden();
        incident.Take(caller.AccountId, takeOver, unit.Now);
        unit.Schedule(ClaimLapse.TimerKind, id.ToString(), incident.ClaimEndsAt!.Value);
        return null;
    }, ct);

    public Task<Answer<IncidentView>> Keep(Guid id, int claim, Caller caller, CancellationToken ct) => Act(id, caller, null, (unit, incident) =>
    {
        incident.Keep(claim, unit.Now);
        return null;
    }, ct);

    public Task<Answer<IncidentView>> Release(Guid id, int claim, Caller caller, CancellationToken ct) => Act(id, caller, "released", (unit, incident) =>
    {
        incident.Release(claim, unit.Now);
        return null;
    }, ct);

    public Task<Answer<IncidentView>> Contact(Guid id, int claim, string who, string result, Caller caller, CancellationToken ct) => Act(id, caller, "contacted", (unit, incident) =>
    {
        incident.Keep(claim, unit.Now);
        return $"{who}: {result}";
    }, ct);

    public Task<Answer<IncidentView>> Close(Guid id, int claim, IncidentOutcome outcome, string spokenBy, Caller caller, CancellationToken ct) => Act(id, caller, "closed", (unit, incident) =>
    {
        incident.Close(claim, outcome, spokenBy, unit.Now);
        return Words<IncidentOutcome>.Of(outcome);
    }, ct);

    /// <summary>Whether the caller's desk has the incident: by its division, and everybody's when its place is not known.</summary>
    public static bool Covers(Caller caller, Incident incident) => caller.Is(Audiences.WorkAtDesk) && (incident.DivisionCode is not { } division || caller.Covers(division));

    private Task<Answer<IncidentView>> Act(Guid id, Caller caller, string? noted, Func<CityUnit, Incident, string?> act, CancellationToken ct) => requests.Commit(unit =>
    {
        var incident = unit.HoldIncident(id);
        if (incident is null || !Covers(caller, incident)) throw RequestProblem.NotFound();
        var text = act(unit, incident);
        if (noted is not null)
        {
            unit.Note(incident, noted, caller.AccountId, text);
            unit.Record(caller.Actor, $"incident.{noted}", id.ToString(), incident.SeniorId, text);
            unit.TellOfIncident(incident, unit.NameOf(incident), facts, rings: noted == "released");
        }
        unit.Db.SaveChanges();
        unit.Sql.Flush();
        return Answer<IncidentView>.Ok(IncidentView.Of(incident, [.. unit.Db.IncidentNotes.AsNoTracking().Where(note => note.IncidentId == id).OrderBy(note => note.Id)]));
    }, ct, Lane.Emergency);
}
