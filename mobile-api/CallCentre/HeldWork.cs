using ElderCare.Data.Writing;
using ElderCare.Domain.CallCentre;
using ElderCare.Domain.Emergency;
using ElderCare.MobileApi.Emergency;

namespace ElderCare.MobileApi.CallCentre;

/// <summary>What somebody at the desk has, given back when they are gone: emergencies, and calls whose caller is still on the line, ring again; other callers are called back.</summary>
internal sealed class HeldWork(CityFacts facts, CallOffers offers, HotlinePolicy policy)
{
    /// <summary>What they have, for this unit alone: first emergencies, then calls, as every other act does.</summary>
    public static (IReadOnlyList<Incident> Incidents, IReadOnlyList<Call> Calls) Hold(CityUnit unit, Guid account)
    {
        var incidents = unit.Db.Incidents.Where(incident => incident.ClaimedBy == account && incident.State != IncidentState.Closed).OrderBy(incident => incident.Id).Select(incident => incident.Id).ToList();
        var calls = unit.Db.Calls.Where(call => call.ClaimedBy == account && call.State == CallState.Claimed).OrderBy(call => call.Id).Select(call => call.Id).ToList();
        return ([.. incidents.Select(id => unit.HoldIncident(id)!)], [.. calls.Select(id => unit.HoldCall(id)!)]);
    }

    /// <summary>Has it ring again, elsewhere.</summary>
    public void GiveBack(CityUnit unit, Guid account, (IReadOnlyList<Incident> Incidents, IReadOnlyList<Call> Calls) held)
    {
        foreach (var incident in held.Incidents.Where(incident => incident.Abandon(account, unit.Now))) unit.RingAnew(incident, IncidentNoteKind.Lapsed, account, facts);
        foreach (var call in held.Calls.Where(call => call.Abandon(account)))
        {
            unit.Note(call, "lapsed", account);
            if (call.IsWaiting) offers.Begin(unit, call);
            else
            {
                unit.RaiseCallBack(call, facts, policy);
                unit.TellOfCall(call, facts);
            }
        }
    }
}
