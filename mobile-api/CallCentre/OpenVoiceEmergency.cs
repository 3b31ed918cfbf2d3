using ElderCare.Data.Writing;
using ElderCare.Domain.CallCentre;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Emergency;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.CallCentre;

/// <summary>Who has a call opens an emergency from it, and has that too; where the person has one open already, the call joins it.</summary>
internal sealed class OpenVoiceEmergency(RequestWriter requests, CityFacts facts, OpenIncident opening, AgentDesk agents, IncidentRecord records, JoinIncidents joining)
{
    private const int MostAttempts = 20;

    public async Task<Answer<IncidentView>> Handle(Guid callId, CallEmergencyRequest request, Caller caller, CancellationToken ct)
    {
        if (request.Text is not null) new FieldErrors().Text(request.Text, "text", 1, 200).ThrowIfAny();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await requests.Commit(unit => Open(unit, callId, request, caller), ct, Lane.Emergency);
            }
            catch (StaleReadException) when (attempt < MostAttempts)
            {
                // a signal of the person was faster: its incident is found at the next look
            }
        }
    }

    private Answer<IncidentView> Open(CityUnit unit, Guid callId, CallEmergencyRequest request, Caller caller)
    {
        var senior = SeniorOf(unit, callId, request.SeniorId, caller);
        var nameless = JoinIncidents.HoldOpen(unit, Incident.KeyOf(null, DeviceOf(callId), IncidentKind.Voice)); // of this call, from before anybody knew whose it is
        var theirs = senior is null ? JoinedTo(unit, callId, caller) : JoinIncidents.HoldOpen(unit, Incident.KeyOf(senior.Id, "", IncidentKind.Voice));
        var call = unit.HoldCall(callId);
        if (call is null || !CallDesk.Covers(caller, call)) throw RequestProblem.NotFound();
        call.Demand(caller.AccountId, request.Claim);
        var incident = OneOf(unit, nameless, theirs, senior, caller);
        var text = request.Text?.Trim() ?? Words<IncidentKind>.Of(IncidentKind.Voice);
        if (incident is null) incident = Begin(unit, call, senior, caller, text);
        else
        {
            incident.Join(IncidentKind.Voice);
            unit.Note(incident, IncidentNoteKind.Signal, caller.AccountId, text);
        }
        if (!incident.IsClaimedAt(unit.Now)) Take(unit, incident, caller);
        if (call.IncidentId != incident.Id) call.Join(incident.Id);
        unit.Note(call, "emergency", caller.AccountId, refersTo: incident.Id);
        unit.Record(caller.Actor, "call.emergency", incident.Id.ToString(), senior?.Id);
        unit.TellOfIncident(incident, unit.NameOf(incident), facts, incident.ClaimedBy == caller.AccountId ? [] : unit.RingAgain(incident, facts));
        unit.TellOfCall(call, facts);
        return records.Answer(unit, incident, caller);
    }

    /// <summary>The one that is open; the caller's nameless one is the person's from now on, and one with the person's own.</summary>
    private Incident? OneOf(CityUnit unit, Incident? nameless, Incident? theirs, Senior? senior, Caller caller)
    {
        if (nameless is null || senior is null) return nameless ?? theirs;
        if (joining.Identify(unit, nameless, theirs, senior, caller.AccountId) is var stays && stays != nameless) return stays;
        if (nameless.ClaimedBy == caller.AccountId) IncidentRecord.WriteDownShown(unit, nameless, caller);
        return nameless;
    }

    /// <summary>Of a call that may be about several people the emergency of one of them, with which it is one case already.</summary>
    private static Incident? JoinedTo(CityUnit unit, Guid callId, Caller caller)
    {
        var id = unit.Db.Calls.AsNoTracking().Where(call => call.Id == callId).Select(call => call.IncidentId).SingleOrDefault();
        if (id is null || unit.HoldIncident(id.Value) is not { State: not IncidentState.Closed, SeniorId: { } person } open) return null;
        return SeniorAccess.Of(caller, unit.Db.Seniors.AsNoTracking().Single(senior => senior.Id == person)).MaySee ? open : null;
    }

    private Incident Begin(CityUnit unit, Call call, Senior? senior, Caller caller, string text)
    {
        var division = senior?.ResidenceDivision ?? call.DivisionCode;
        var opened = Incident.Open(IncidentKind.Voice, senior?.Id, null, DeviceOf(call.Id), division, opening.LadderAt(division), unit.Now);
        return opening.TryOpenInCall(unit, opened, caller.AccountId, text) ?? throw new StaleReadException();
    }

    /// <summary>Whoever speaks with the person has the emergency, unless a colleague has it.</summary>
    private void Take(CityUnit unit, Incident incident, Caller caller)
    {
        incident.Take(caller.AccountId, takeOver: false, unit.Now);
        unit.Reschedule(ClaimLapse.TimerKind, incident.Id.ToString(), incident.ClaimEndsAt!.Value);
        unit.Note(incident, IncidentNoteKind.Claimed, caller.AccountId);
        agents.Took(unit, incident.Id, caller);
        IncidentRecord.WriteDownShown(unit, incident, caller);
    }

    private static Senior? SeniorOf(CityUnit unit, Guid callId, Guid? named, Caller caller)
    {
        var people = unit.Db.CallPeople.AsNoTracking().Where(person => person.CallId == callId).Select(person => person.SeniorId).Distinct().ToList();
        if ((named ?? (people is [var only] ? only : null)) is not { } id) return null;
        var senior = unit.Db.Seniors.AsNoTracking().SingleOrDefault(senior => senior.Id == id);
        if (senior is null || !SeniorAccess.Of(caller, senior).MaySee) return named is null ? null : throw RequestProblem.NotFound("seniorId");
        senior.ThrowIfMerged("seniorId");
        return senior;
    }

    private static string DeviceOf(Guid callId) => $"call:{callId}";
}
