using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.Emergency;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.CallCentre;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Emergency;

/// <summary>What agents and supervisors do with an incident. Of two who take it at once one gets it.</summary>
internal sealed class IncidentDesk(RequestWriter requests, CityFacts facts, AgentDesk agents, SendResponder responders, IncidentRecord records)
{
    public Task<Answer<IncidentView>> Claim(Guid id, bool takeOver, Caller caller, CancellationToken ct) => Act(id, caller, IncidentNoteKind.Claimed, (unit, incident) =>
    {
        if (takeOver && !caller.Is(Role.Supervisor)) throw RequestProblem.Forbidden();
        var before = incident.ClaimedBy;
        incident.Take(caller.AccountId, takeOver, unit.Now);
        unit.Reschedule(ClaimLapse.TimerKind, id.ToString(), incident.ClaimEndsAt!.Value);
        if (before is { } other && other != caller.AccountId) agents.LetGo(unit, id, other, isOver: false);
        agents.Took(unit, id, caller);
        IncidentRecord.WriteDownShown(unit, incident, caller);
        return null;
    }, ct);

    public Task<Answer<IncidentView>> Keep(Guid id, int claim, Caller caller, CancellationToken ct) => Act(id, caller, null, (unit, incident) =>
    {
        incident.Keep(caller.AccountId, claim, unit.Now);
        return null;
    }, ct);

    public Task<Answer<IncidentView>> Release(Guid id, int claim, Caller caller, CancellationToken ct) => Act(id, caller, null, (unit, incident) =>
    {
        incident.Release(caller.AccountId, claim, unit.Now);
        unit.Record(caller.Actor, "incident.released", id.ToString(), incident.SeniorId);
        unit.RingAnew(incident, IncidentNoteKind.Released, caller.AccountId, facts); // before its last holder is free again, so that others come first
        agents.LetGo(unit, id, caller.AccountId, isOver: false);
        return null;
    }, ct);

    public Task<Answer<IncidentView>> Contact(Guid id, int claim, string who, string result, Caller caller, CancellationToken ct) => Act(id, caller, IncidentNoteKind.Contacted, (unit, incident) =>
    {
        incident.Keep(caller.AccountId, claim, unit.Now);
        return $"{who}: {result}";
    }, ct);

    /// <summary>Sends a responder: one who is named, or the nearest who is free.</summary>
    public Task<Answer<IncidentView>> Dispatch(Guid id, int claim, Guid? responderId, Caller caller, CancellationToken ct) => Act(id, caller, null, (unit, incident) =>
    {
        incident.Keep(caller.AccountId, claim, unit.Now);
        if (responderId is { } named) responders.SendNamed(unit, incident, named, caller.AccountId);
        else responders.SendNearest(unit, incident, caller.AccountId);
        unit.Record(caller.Actor, "incident.dispatched", id.ToString(), incident.SeniorId);
        return null;
    }, ct);

    public Task<Answer<IncidentView>> Close(Guid id, int claim, IncidentOutcome outcome, string spokenBy, int? signalsSeen, Caller caller, CancellationToken ct) => Act(id, caller, null, (unit, incident) =>
    {
        incident.Close(caller.AccountId, claim, outcome, spokenBy, signalsSeen, unit.Now);
        var done = unit.Db.Dispatches.Where(dispatch => dispatch.IncidentId == id && Domain.Emergency.Dispatch.Going.Contains(dispatch.State)).ToList();
        foreach (var dispatch in done) dispatch.End(unit.Now);
        unit.Db.SaveChanges();
        agents.LetGo(unit, id, caller.AccountId, isOver: true);
        Noted(unit, incident, IncidentNoteKind.Closed, $"{Words<IncidentOutcome>.Of(outcome)}: {spokenBy}", caller, done.Select(dispatch => dispatch.ResponderId));
        return null;
    }, ct);

    /// <summary>Whether the caller's desk has the incident: by its division, and everybody's when its place is not known.</summary>
    public static bool Covers(Caller caller, Incident incident) => caller.Is(Audiences.WorkAtDesk) && !incident.IsProbe && (incident.DivisionCode is not { } division || caller.Covers(division));

    private Task<Answer<IncidentView>> Act(Guid id, Caller caller, IncidentNoteKind? noted, Func<CityUnit, Incident, string?> act, CancellationToken ct) => requests.Commit(unit =>
    {
        var incident = unit.HoldIncident(id);
        if (incident is null || !Covers(caller, incident)) throw RequestProblem.NotFound();
        var text = act(unit, incident);
        if (noted is { } what) Noted(unit, incident, what, text, caller, []);
        return records.Answer(unit, incident, caller);
    }, ct, Lane.Emergency);

    private void Noted(CityUnit unit, Incident incident, IncidentNoteKind what, string? text, Caller caller, IEnumerable<Guid> last)
    {
        unit.Note(incident, what, caller.AccountId, text);
        unit.Record(caller.Actor, $"incident.{Words<IncidentNoteKind>.Of(what)}", incident.Id.ToString(), incident.SeniorId, text);
        unit.TellOfIncident(incident, unit.NameOf(incident), facts, [], last);
    }
}
