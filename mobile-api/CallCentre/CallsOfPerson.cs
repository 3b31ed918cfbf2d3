using ElderCare.Data.CallCentre;
using ElderCare.Data.Writing;
using ElderCare.Domain.CallCentre;
using ElderCare.Domain.Emergency;
using ElderCare.MobileApi.Emergency;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.CallCentre;

/// <summary>The calls that came before a person's alarm and are one case with it.</summary>
internal sealed class CallsOfPerson(CityFacts facts, HotlinePolicy policy)
{
    /// <summary>Calls that may be about the person and are not closed, or were abandoned within the minute, belong to the emergency and come first.</summary>
    public void JoinTo(CityUnit unit, Incident incident, IncidentKind kind)
    {
        if (incident.SeniorId is not { } senior || IncidentUrgency.ClassOf(kind) != IncidentUrgency.ClassOf(IncidentKind.Voice)) return;
        foreach (var id in unit.Sql.JoinCalls(senior, incident.Id, unit.Now - policy.JoinWithin))
        {
            var call = unit.Db.Calls.AsNoTracking().Single(call => call.Id == id);
            unit.Note(call, "joined", null, refersTo: incident.Id);
            unit.Note(incident, IncidentNoteKind.Voice, null, id.ToString());
            unit.TellOfCall(call, facts);
            unit.TellOfQueue(call, facts);
        }
    }
}
