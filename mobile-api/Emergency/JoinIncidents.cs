using ElderCare.Data.CallCentre;
using ElderCare.Data.Writing;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.People;
using ElderCare.MobileApi.CallCentre;
using ElderCare.MobileApi.Realtime;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Emergency;

/// <summary>Keeps to one open emergency of a class for each person where it turns out late whose one is, or that two records are one person.</summary>
internal sealed class JoinIncidents(CityFacts facts, AgentDesk agents, OpenIncident opening)
{
    private static readonly IncidentKind[] OneOfEachClass = [IncidentKind.Sos, IncidentKind.Smoke, IncidentKind.Tamper];

    /// <summary>An open incident for this unit alone; null when there is none of that key.</summary>
    public static Incident? HoldOpen(CityUnit unit, string key) => unit.HoldOpenIncident(key) is { } open ? unit.HoldIncident(open.Id) : null;

    /// <summary>It turns out whose a nameless one is, held by the unit: it is the person's from now on, or one with what they have open.</summary>
    /// <returns>The one that goes on.</returns>
    public Incident Identify(CityUnit unit, Incident nameless, Incident? theirs, Senior senior, Guid by)
    {
        if (theirs is not null) return Join(unit, nameless, theirs, senior, by);
        nameless.Identify(senior.Id, senior.ResidenceDivision);
        unit.Note(nameless, IncidentNoteKind.Identified, by);
        opening.FollowIdentity(unit, nameless);
        return nameless;
    }

    /// <summary>A device is somebody's from now on: so is what it has raised while it was nobody's, and is open.</summary>
    public void FollowBinding(CityUnit unit, string device, Senior senior, Guid by)
    {
        foreach (var kind in OneOfEachClass)
        {
            if (HoldOpen(unit, Incident.KeyOf(null, device, kind)) is not { } nameless) continue;
            var stays = Identify(unit, nameless, HoldOpen(unit, Incident.KeyOf(senior.Id, "", kind)), senior, by);
            unit.Db.SaveChanges();
            if (stays == nameless) unit.TellOfIncident(nameless, senior.Name, facts, unit.RingAgain(nameless, facts));
        }
    }

    /// <summary>The emergencies of a record that goes are those of the one that stays; two open ones of a class become one.</summary>
    public void FollowMerge(CityUnit unit, Guid from, Senior to, Guid by)
    {
        var open = unit.Db.Incidents.Where(incident => incident.OpenFor != null && (incident.SeniorId == from || incident.SeniorId == to.Id)).OrderBy(incident => incident.Id).Select(incident => incident.Id).ToList();
        var held = open.Select(id => unit.HoldIncident(id)!).Where(incident => incident.State != IncidentState.Closed).ToLookup(incident => (incident.SeniorId == from, IncidentUrgency.ClassOf(incident.Kind)));
        foreach (var moving in held.Where(group => group.Key.Item1).SelectMany(group => group).ToList())
        {
            if (held[(false, IncidentUrgency.ClassOf(moving.Kind))].FirstOrDefault() is { } theirs) Join(unit, moving, theirs, to, by);
            else
            {
                moving.Identify(to.Id, to.ResidenceDivision);
                unit.Db.SaveChanges();
                opening.FollowIdentity(unit, moving); // the family of the record that stays
                unit.TellOfIncident(moving, to.Name, facts, []);
            }
        }
        unit.Sql.Execute("""UPDATE "Incidents" SET "SeniorId" = @p1 WHERE "SeniorId" = @p0""", from, to.Id); // those that are closed
    }

    /// <summary>Has one of two of a person, held by the unit, go on with all that both know: the one that somebody has, else the older. The other ends as joined; whoever had it is rung by the one that goes on.</summary>
    /// <returns>The one that goes on.</returns>
    public Incident Join(CityUnit unit, Incident one, Incident other, Senior of, Guid by)
    {
        var (stays, goes) = StaysOf(unit, one, other);
        var (holder, rung) = (goes.ClaimedBy, unit.Sql.RungBy(goes.Id));
        stays.Absorb(goes);
        unit.Db.SaveChanges(); // the key of the one that goes is free before the other takes it
        if (stays.SeniorId != of.Id) stays.Identify(of.Id, of.ResidenceDivision);
        unit.Db.SaveChanges();
        foreach (var call in unit.Db.Calls.Where(call => call.IncidentId == goes.Id).OrderBy(call => call.Id).Select(call => call.Id).ToList()) unit.HoldCall(call)!.Join(stays.Id);
        unit.Sql.Execute("""UPDATE "Dispatches" SET "IncidentId" = @p1 WHERE "IncidentId" = @p0 AND "State" IN ('Sent', 'Accepted', 'OnScene')""", goes.Id, stays.Id);
        unit.Note(goes, IncidentNoteKind.Joined, by, stays.Id.ToString());
        unit.Note(stays, IncidentRecord.Merged, by, goes.Id.ToString()); // by which its signals are found: those are never changed
        foreach (var agent in rung) Freed(unit, goes.Id, agent);
        if (holder is { } had) agents.LetGo(unit, goes.Id, had, isOver: true);
        unit.TellOfIncident(goes, unit.NameOf(goes), facts, []);
        var rings = unit.RingAgain(stays, facts);
        unit.TellOfIncident(stays, unit.NameOf(stays), facts, holder is { } account ? [.. rings, Audiences.Account(account)] : rings);
        return stays;
    }

    private static (Incident Stays, Incident Goes) StaysOf(CityUnit unit, Incident one, Incident other)
    {
        var (older, newer) = one.RaisedAt <= other.RaisedAt ? (one, other) : (other, one);
        return newer.IsClaimedAt(unit.Now) && !older.IsClaimedAt(unit.Now) ? (newer, older) : (older, newer);
    }

    private void Freed(CityUnit unit, Guid incident, Guid account)
    {
        if (unit.HoldAgent(account) is { } agent && agent.OfferedId == incident) agents.Free(unit, agent);
    }
}
