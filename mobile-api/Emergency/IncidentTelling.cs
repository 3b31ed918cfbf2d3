using ElderCare.Data.Writing;
using ElderCare.Domain.Emergency;
using ElderCare.MobileApi.Realtime;

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

    /// <summary>Whose an incident is; null when nobody is known.</summary>
    public static string? NameOf(this CityUnit unit, Incident incident) =>
        incident.SeniorId is { } id ? unit.Db.Seniors.Where(senior => senior.Id == id).Select(senior => senior.Name).Single() : null;

    public static void Note(this CityUnit unit, Incident incident, string kind, Guid? by, string? text = null) =>
        unit.Insert(new IncidentNote { Id = Guid.CreateVersion7(), IncidentId = incident.Id, At = unit.Now, Kind = kind, By = by, Text = text });

    /// <param name="unit">The change of the city.</param>
    /// <param name="incident">As it is now.</param>
    /// <param name="seniorName">Whose; null when nobody is known.</param>
    /// <param name="facts">The divisions.</param>
    /// <param name="rings">Whether agents are rung.</param>
    public static void TellOfIncident(this CityUnit unit, Incident incident, string? seniorName, CityFacts facts, bool rings)
    {
        IReadOnlyList<string> desks = incident.DivisionCode is { } division ? [.. facts.WithinCity(division).Select(Audiences.Desk)] : [Audiences.Desks];
        var told = new
        {
            incident.Id, incident.State, incident.Kind, incident.Priority, incident.SeniorId, SeniorName = seniorName, incident.DeviceId, incident.RaisedAt,
            ClaimedBy = incident.ClaimedBy, incident.EscalationLevel, incident.Outcome,
        };
        if (rings && incident.ClaimedBy is null) unit.Tell("incident.offered", incident.Id.ToString(), told, desks);
        unit.Tell("incident.changed", incident.Id.ToString(), told, incident.SeniorId is { } senior ? [.. desks, Audiences.Health(senior)] : desks);
    }
}
