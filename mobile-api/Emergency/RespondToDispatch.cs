using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;

namespace ElderCare.MobileApi.Emergency;

/// <summary>What a responder who was sent does: accept, decline, and say that they are with the person.</summary>
internal sealed class RespondToDispatch(RequestWriter requests, CityWriter writer, CityFacts facts, SendResponder responders, IncidentRecord records)
{
    public Task<Answer<IncidentView>> Accept(Guid id, Caller caller, CancellationToken ct) => Act(id, caller, IncidentNoteKind.Accepted, (unit, incident, dispatch) =>
    {
        dispatch.Accept(unit.Now);
        incident.Respond();
    }, ct);

    public Task<Answer<IncidentView>> Decline(Guid id, Caller caller, CancellationToken ct) => Act(id, caller, IncidentNoteKind.Declined, (unit, incident, dispatch) =>
    {
        dispatch.Decline(unit.Now);
        incident.StandDown(unit.Now);
        responders.SendNearest(unit, incident, by: null, caller.AccountId);
    }, ct);

    public Task<Answer<IncidentView>> Arrive(Guid id, Caller caller, CancellationToken ct) => Act(id, caller, IncidentNoteKind.OnScene, (unit, incident, dispatch) =>
    {
        dispatch.Arrive(unit.Now);
        incident.Arrive();
    }, ct);

    /// <summary>A responder begins or ends their duty.</summary>
    public Task<Answer<DutyView>> Declare(bool isOnDuty, Caller caller, CancellationToken ct) => requests.Commit(unit =>
    {
        var responder = Of(unit, caller);
        responder.IsOnDuty = isOnDuty;
        unit.Record(caller.Actor, isOnDuty ? "responder.onDuty" : "responder.offDuty", caller.Actor);
        return Answer<DutyView>.Ok(DutyView.Of(responder));
    }, ct);

    /// <summary>Where a responder is; it makes no event and is kept as the last place only.</summary>
    public Task Report(double latitude, double longitude, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Require(latitude is >= -90 and <= 90, "latitude", "要在 -90 到 90 之间。", "It must be -90 to 90.")
            .Require(longitude is >= -180 and <= 180, "longitude", "要在 -180 到 180 之间。", "It must be -180 to 180.").ThrowIfAny();
        return writer.Commit(Lane.Bulk, unit => Of(unit, caller).Report(new GeoPoint(latitude, longitude), unit.Now), ct);
    }

    private static Responder Of(CityUnit unit, Caller caller)
    {
        unit.TryInsert(new Responder { AccountId = caller.AccountId });
        return unit.Db.Responders.Single(responder => responder.AccountId == caller.AccountId);
    }

    private Task<Answer<IncidentView>> Act(Guid id, Caller caller, IncidentNoteKind noted, Action<CityUnit, Incident, Dispatch> act, CancellationToken ct) => requests.Commit(unit =>
    {
        var incident = unit.HoldIncident(id) ?? throw RequestProblem.NotFound();
        var dispatch = unit.Db.Dispatches.Where(dispatch => dispatch.IncidentId == id && dispatch.ResponderId == caller.AccountId).OrderByDescending(dispatch => dispatch.Id).FirstOrDefault() ?? throw RequestProblem.NotFound();
        RuleViolation.ThrowIf(incident.State == IncidentState.Closed, "incidents.closed", "这起求助已经结案。", "The incident is closed.");
        unit.Note(incident, noted, caller.AccountId);
        unit.Record(caller.Actor, $"incident.{Words<IncidentNoteKind>.Of(noted)}", id.ToString(), incident.SeniorId);
        act(unit, incident, dispatch);
        if (!Dispatch.Going.Contains(dispatch.State)) return Answer<IncidentView>.Ok(IncidentView.Of(incident, null)); // told already; who does not go has no business with the person
        unit.TellOfIncident(incident, unit.NameOf(incident), facts, []);
        return records.Answer(unit, incident, caller);
    }, ct, Lane.Emergency);
}

/// <summary>Whether a responder may be sent.</summary>
internal sealed record DutyRequest(bool? OnDuty);

/// <summary>A responder's duty and last place.</summary>
internal sealed record DutyView(bool OnDuty, double? Latitude, double? Longitude, NodaTime.Instant? PlaceAt)
{
    public static DutyView Of(Responder responder) => new(responder.IsOnDuty, responder.Latitude, responder.Longitude, responder.PlaceAt);
}
