using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Emergency;

/// <summary>Sends a responder to an incident: the nearest on duty who has nothing else, and the next when that one does not answer in time.</summary>
internal sealed class SendResponder(CityWriter writer, CityFacts facts, EmergencyPolicy policy) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string TimerKind = "dispatch.answerBy";

    public string Kind => TimerKind;

    public Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        var id = Guid.Parse(timer.Subject);
        return writer.Commit<Instant?>(Lane.Emergency, unit =>
        {
            var incidentId = unit.Db.Dispatches.Where(dispatch => dispatch.Id == id).Select(dispatch => dispatch.IncidentId).Single();
            var incident = unit.HoldIncident(incidentId)!; // first the incident, as every other act does
            var sent = unit.Db.Dispatches.Single(dispatch => dispatch.Id == id);
            if (!sent.Expire(unit.Now)) return null;
            unit.Note(incident, IncidentNoteKind.NotAnswered, sent.ResponderId);
            if (incident.State != IncidentState.Closed) SendNearest(unit, incident, by: null, sent.ResponderId);
            return null;
        }, ct);
    }

    /// <summary>Sends the nearest who is free and has not been asked for this incident; nobody when there is none, which is written down and told.</summary>
    /// <param name="unit">The change of the city.</param>
    /// <param name="incident">Held by the unit.</param>
    /// <param name="by">Who sends; null is the ladder, or the next in turn.</param>
    /// <param name="before">Who was asked before and does not go: they are told this last thing.</param>
    public void SendNearest(CityUnit unit, Incident incident, Guid? by, params Guid[] before)
    {
        unit.Db.SaveChanges();
        if (unit.Db.Dispatches.Any(dispatch => dispatch.IncidentId == incident.Id && Dispatch.Going.Contains(dispatch.State))) return;
        var asked = unit.Db.Dispatches.Where(dispatch => dispatch.IncidentId == incident.Id).Select(dispatch => dispatch.ResponderId).ToHashSet();
        var home = incident.SeniorId is { } senior ? unit.Db.Seniors.AsNoTracking().SingleOrDefault(row => row.Id == senior)?.Home : null;
        var free = Free(unit, incident).Where(responder => !asked.Contains(responder.AccountId));
        if (free.OrderBy(responder => MetresOf(responder, home)).FirstOrDefault() is { } nearest) Send(unit, incident, nearest.AccountId, by, before);
        else
        {
            unit.Note(incident, IncidentNoteKind.NobodyToSend, by);
            unit.TellOfIncident(incident, unit.NameOf(incident), facts, before.Length > 0 ? HolderOf(unit, incident) : [], before); // whoever has it must look again
        }
    }

    /// <summary>Sends somebody.</summary>
    /// <exception cref="RuleViolation"><c>incidents.responderNotFree</c> when they are not on duty there, or have something else.</exception>
    public void SendNamed(CityUnit unit, Incident incident, Guid responderId, Guid by)
    {
        RuleViolation.ThrowIf(!Free(unit, incident).Any(responder => responder.AccountId == responderId), "incidents.responderNotFree", "这位应急员现在不能派。", "This responder cannot be sent now.", "responderId");
        Send(unit, incident, responderId, by, []);
    }

    private void Send(CityUnit unit, Incident incident, Guid responderId, Guid? by, Guid[] before)
    {
        var replaced = unit.Db.Dispatches.Where(dispatch => dispatch.IncidentId == incident.Id && Dispatch.Going.Contains(dispatch.State)).ToList();
        foreach (var earlier in replaced) earlier.End(unit.Now);
        if (replaced.Count > 0) incident.StandDown(unit.Now);
        var dispatch = new Dispatch { Id = Guid.CreateVersion7(), IncidentId = incident.Id, ResponderId = responderId, SentAt = unit.Now, AnswerBy = unit.Now + policy.ResponderAnswersWithin };
        unit.Db.Dispatches.Add(dispatch);
        unit.Db.SaveChanges();
        unit.Note(incident, IncidentNoteKind.ResponderSent, by, null);
        unit.Schedule(TimerKind, dispatch.Id.ToString(), dispatch.AnswerBy);
        unit.TellOfIncident(incident, unit.NameOf(incident), facts, [Audiences.Account(responderId), .. before.Length > 0 ? HolderOf(unit, incident) : []], before.Concat(replaced.Select(earlier => earlier.ResponderId)));
    }

    private static IReadOnlyCollection<string> HolderOf(CityUnit unit, Incident incident) => incident.IsClaimedAt(unit.Now) ? [Audiences.Account(incident.ClaimedBy!.Value)] : [];

    private List<Responder> Free(CityUnit unit, Incident incident)
    {
        var onDuty = (from responder in unit.Db.Responders.AsNoTracking()
                      join account in unit.Db.Accounts on responder.AccountId equals account.Id
                      where responder.IsOnDuty && !account.IsDisabled && account.DivisionCode != null
                          && !unit.Db.Dispatches.Any(dispatch => dispatch.ResponderId == responder.AccountId && dispatch.IncidentId != incident.Id && Dispatch.Going.Contains(dispatch.State))
                      select new { responder, account.DivisionCode, account.Roles }).ToList();
        return [.. onDuty.Where(row => row.Roles.Contains(Role.Responder) && (incident.DivisionCode is not { } place || facts.Divisions.Covers(row.DivisionCode, place))).Select(row => row.responder)];
    }

    private static double MetresOf(Responder responder, GeoPoint? home) =>
        responder is { Latitude: { } latitude, Longitude: { } longitude } && home is { } there ? new GeoPoint(latitude, longitude).MetresTo(there) : double.MaxValue;
}
