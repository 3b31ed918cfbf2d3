using ElderCare.Data.Writing;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Realtime;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Emergency;

/// <summary>Writes an incident's timeline and tells those whom it concerns.</summary>
internal static class IncidentTelling
{
    /// <summary>The incident, for this unit alone until it ends; null when there is none.</summary>
    public static Incident? HoldIncident(this CityUnit unit, Guid id)
    {
        if (!unit.IsAlone) unit.Sql.Query("""SELECT 1 FROM "Incidents" WHERE "Id" = @p0 FOR UPDATE""", _ => true, id);
        return unit.Db.Incidents.SingleOrDefault(incident => incident.Id == id);
    }

    /// <summary>The incident to tell of it only, for this unit alone; null when there is none. Not tracked.</summary>
    public static Incident? HoldIncidentAsIs(this CityUnit unit, Guid id) =>
        unit.Find<Incident>(unit.IsAlone ? """WHERE "Id" = @p0""" : """WHERE "Id" = @p0 FOR UPDATE""", id);

    /// <summary>The open incident of a key, for this unit alone; null when there is none, which costs one question. Not tracked.</summary>
    public static Incident? HoldOpenIncident(this CityUnit unit, string key) =>
        unit.Find<Incident>(unit.IsAlone ? """WHERE "OpenFor" = @p0""" : """WHERE "OpenFor" = @p0 FOR UPDATE""", key);

    /// <summary>Whose an incident is; null when nobody is known.</summary>
    public static string? NameOf(this CityUnit unit, Incident incident) =>
        incident.SeniorId is { } id ? unit.Sql.Query("""SELECT "Name" FROM "Seniors" WHERE "Id" = @p0""", row => row.GetString(0), id)[0] : null;

    /// <summary>Writes a line of the timeline.</summary>
    public static void Note(this CityUnit unit, Incident incident, IncidentNoteKind kind, Guid? by, string? text = null) =>
        unit.Insert(new IncidentNote { Id = RisingIds.Next(), IncidentId = incident.Id, At = unit.Now, Kind = kind, By = by, Text = text });

    /// <param name="unit">The change of the city.</param>
    /// <param name="incident">As it is now.</param>
    /// <param name="seniorName">Whose; null when nobody is known.</param>
    /// <param name="facts">The divisions.</param>
    /// <param name="rings">At whom it rings now; see <see cref="Ringing"/>.</param>
    /// <param name="last">Who is told this once more and then no more, such as a responder who is not needed.</param>
    public static void TellOfIncident(this CityUnit unit, Incident incident, string? seniorName, CityFacts facts, IReadOnlyCollection<string> rings, params IEnumerable<Guid> last)
    {
        if (incident.IsProbe) return;
        var told = new
        {
            incident.Id, incident.State, incident.Kind, incident.Priority, incident.SeniorId, SeniorName = seniorName, incident.DeviceId, incident.RaisedAt,
            incident.ClaimedBy, incident.Claim, incident.EscalationLevel, incident.Outcome, incident.Signals,
        };
        var changed = PreparedEvent.Of("incident.changed", incident.Id.ToString(), told, [.. DesksOf(incident, facts), .. SideOf(incident), .. RespondersOf(unit, incident).Concat(last).Distinct().Select(Audiences.Account)]);
        if (rings.Count > 0) unit.Tell(changed.As("incident.offered", [.. rings]));
        unit.Tell(changed);
    }

    /// <summary>Tells the desks of a device's person that it has changed.</summary>
    public static void TellOfDevice(this CityUnit unit, Device device, Guid? formerly, CityFacts facts)
    {
        if ((device.SeniorId ?? formerly) is not { } holder) return; // with nobody it is nobody's news
        var division = unit.Db.Seniors.Where(senior => senior.Id == holder).Select(senior => senior.ResidenceDivision).Single();
        unit.Tell("device.changed", device.Id.ToString(), new { device.Id, device.Number, device.Protocol, device.Model, device.State, device.SeniorId }, [.. facts.WithinCity(division).Select(Audiences.Desk)]);
    }

    /// <summary>The desks that have an incident: by its place, all of them when that is not known.</summary>
    public static IReadOnlyList<string> DesksOf(Incident incident, CityFacts facts) =>
        incident.DivisionCode is { } division ? [.. facts.WithinCity(division).Select(Audiences.Desk)] : [Audiences.Desks];

    private static IEnumerable<string> SideOf(Incident incident) => incident.SeniorId is { } senior ? [Audiences.Health(senior)] : [];

    private static IEnumerable<Guid> RespondersOf(CityUnit unit, Incident incident) => !incident.MayHaveResponders
        ? []
        : unit.Sql.Query("""SELECT "ResponderId" FROM "Dispatches" WHERE "IncidentId" = @p0 AND "State" IN ('Sent', 'Accepted', 'OnScene')""", row => row.GetGuid(0), incident.Id);
}
