using ElderCare.Data.Writing;
using ElderCare.Domain.Emergency;
using ElderCare.MobileApi.CallCentre;

namespace ElderCare.MobileApi.Emergency;

/// <summary>Opens an incident that a device has raised: it rings, is told of, and begins to climb its ladder, all in one unit.</summary>
internal sealed class OpenIncident(CityFacts facts, EmergencyPolicy policy, CallsOfPerson calls, IncidentLadder ladder)
{
    /// <summary>The ladder of an incident that opens at a place.</summary>
    /// <param name="division">Where; null when that is not known.</param>
    public EscalationLadder LadderAt(string? division) => policy.LadderOf(division is null ? [] : facts.Divisions.Ancestors(division));

    /// <summary>Opens it; false when one of the same person, or device, and class is open, and nothing has changed.</summary>
    /// <param name="unit">The change of the city.</param>
    /// <param name="incident">Raised in this unit.</param>
    /// <param name="seniorName">Whose; null when nobody is known.</param>
    /// <param name="text">What its timeline says first.</param>
    public bool TryOpen(CityUnit unit, Incident incident, string? seniorName, string text)
    {
        incident.Ring();
        var atOnce = incident.Climb(unit.Now);
        if (!unit.TryInsert(incident)) return false;
        unit.Note(incident, IncidentNoteKind.Signal, null, text);
        unit.TellOfIncident(incident, seniorName, facts, unit.RingFirst(incident, facts));
        calls.JoinTo(unit, incident, incident.Kind);
        ladder.Begin(unit, incident, atOnce);
        return true;
    }

    /// <summary>Opens one that an agent hears of in a call and takes at once, so that nobody else is rung; its family is told as of any other. Null as <see cref="TryOpen"/> is false.</summary>
    /// <param name="unit">The change of the city.</param>
    /// <param name="incident">Raised in this unit.</param>
    /// <param name="by">The agent.</param>
    /// <param name="text">What its timeline says first.</param>
    public Incident? TryOpenInCall(CityUnit unit, Incident incident, Guid by, string text)
    {
        incident.Ring();
        var atOnce = incident.Climb(unit.Now);
        if (!unit.TryInsert(incident)) return null;
        var opened = unit.HoldIncident(incident.Id)!;
        unit.Note(opened, IncidentNoteKind.Signal, by, text);
        ladder.Begin(unit, opened, atOnce);
        return opened;
    }

    /// <summary>It has turned out whose it is: whom its ladder has had told by now is the family of this person.</summary>
    /// <param name="unit">The change of the city.</param>
    /// <param name="incident">Was nobody's a moment ago.</param>
    public void FollowIdentity(CityUnit unit, Incident incident) => ladder.TellFamily(unit, incident);

    /// <summary>Opens one that the system itself has raised to see whether alarms get through: nobody is rung; false as <see cref="TryOpen"/>.</summary>
    /// <param name="unit">The change of the city.</param>
    /// <param name="incident">Raised in this unit.</param>
    /// <param name="deviceNumber">The device that pressed.</param>
    public static bool TryOpenProbe(CityUnit unit, Incident incident, string deviceNumber)
    {
        incident.Ring();
        if (!unit.TryInsert(incident)) return false;
        unit.Tell(ProbeAlarm.Rang, incident.Id.ToString(), new { DeviceNumber = deviceNumber }, [Realtime.Audiences.Nodes]);
        return true;
    }
}
