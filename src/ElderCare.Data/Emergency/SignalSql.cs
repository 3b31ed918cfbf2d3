using ElderCare.Data.Writing;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Data.Emergency;

/// <summary>The few questions that a signal asks before it is stored: each one statement by a key.</summary>
public static class SignalSql
{
    private const string Known =
        """
        SELECT s."Id", s."IncidentId", s."ReceivedAt", CASE WHEN i."State" = 'Closed' THEN 1 ELSE 0 END, s."SeniorId"
        FROM "DeviceSignals" s LEFT JOIN "Incidents" i ON i."Id" = s."IncidentId" WHERE s."Once" IN (@p0, @p1) AND s."ReceivedAt" > @p2 ORDER BY s."ReceivedAt" DESC
        """;

    private const string Sender =
        """
        SELECT d."Id", d."State", CASE WHEN d."IsProbe" THEN 1 ELSE 0 END, d."SeniorId", s."Name", s."ResidenceDivision"
        FROM "Devices" d LEFT JOIN "Seniors" s ON s."Id" = d."SeniorId" WHERE d."Protocol" = @p0 AND d."Number" = @p1
        """;

    private const string Away =
        """
        SELECT 1 FROM "Absences" WHERE "SeniorId" = @p0 AND "SupersededAt" IS NULL AND "ValidFrom" <= @p1 AND ("ValidTo" IS NULL OR "ValidTo" > @p1) LIMIT 1
        """;

    /// <summary>The same report, stored before; null when it is new.</summary>
    /// <param name="sql">A session.</param>
    /// <param name="once">The key that the report is stored by, and the one that it would have had a moment ago.</param>
    /// <param name="before">See <paramref name="once"/>.</param>
    /// <param name="notBefore">Older ones are another report.</param>
    public static KnownSignal? KnownSignal(this SqlSession sql, string once, string before, Instant notBefore) =>
        sql.Query(Known, row => new KnownSignal(
            row.GetGuid(0), row.IsDBNull(1) ? null : row.GetGuid(1), Instant.FromUnixTimeTicks(row.GetInt64(2)), row.GetInt64(3) != 0, row.IsDBNull(4) ? null : row.GetGuid(4)), once, before, notBefore.ToUnixTimeTicks()).FirstOrDefault();

    /// <summary>Whether a device has told of such an alarm in an incident.</summary>
    public static bool HasTold(this SqlSession sql, Guid incident, string number, SignalType type) => sql.Query(
        """SELECT 1 FROM "DeviceSignals" WHERE "IncidentId" = @p0 AND "DeviceNumber" = @p1 AND "Type" = @p2 LIMIT 1""", _ => true, incident, number, type.ToString()).Count > 0;

    /// <summary>The device of a number and whose it is; null for one that is not registered.</summary>
    public static SignalSender? SignalSender(this SqlSession sql, DeviceProtocol protocol, string number) => sql.Query(Sender, row => new SignalSender(
        row.GetGuid(0), Enum.Parse<DeviceState>(row.GetString(1)), row.GetInt64(2) != 0,
        row.IsDBNull(3) ? null : row.GetGuid(3), row.IsDBNull(4) ? null : row.GetString(4), row.IsDBNull(5) ? null : row.GetString(5)), protocol.ToString(), number).FirstOrDefault();

    /// <summary>Whether somebody is known to be away from home on a day.</summary>
    public static bool IsAway(this SqlSession sql, Guid seniorId, LocalDate on) => sql.Query(Away, _ => true, seniorId, on.ToDateOnly()).Count > 0;

    /// <summary>Writes down what another signal has changed of an open incident.</summary>
    public static void Joined(this SqlSession sql, Incident incident) => sql.Execute(
        """UPDATE "Incidents" SET "Kind" = @p0, "Priority" = @p1, "Signals" = @p2, "Version" = @p3 WHERE "Id" = @p4""",
        incident.Kind.ToString(), incident.Priority, incident.Signals, incident.Version, incident.Id);

    /// <summary>The incident to which one was joined; null when it was not.</summary>
    public static Guid? JoinedTo(this SqlSession sql, Guid incident) =>
        sql.Query("""SELECT "Text" FROM "IncidentNotes" WHERE "IncidentId" = @p0 AND "Kind" = 'joined' """, row => (Guid?)Guid.Parse(row.GetString(0)), incident).FirstOrDefault();

    /// <summary>Takes note that a device was installed and has now been pressed.</summary>
    public static void Activate(this SqlSession sql, Guid deviceId) => sql.Execute(
        """UPDATE "Devices" SET "State" = 'Active', "Version" = "Version" + 1 WHERE "Id" = @p0 AND "State" = 'Installed'""", deviceId);
}

/// <summary>A report that was stored before.</summary>
/// <param name="Id">The stored signal.</param>
/// <param name="IncidentId">What it opened or joined.</param>
/// <param name="ReceivedAt">When it was stored.</param>
/// <param name="IsOver">Whether that incident is closed.</param>
/// <param name="SeniorId">With whom the device was then.</param>
public sealed record KnownSignal(Guid Id, Guid? IncidentId, Instant ReceivedAt, bool IsOver, Guid? SeniorId);

/// <summary>Whose a signal is.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="IsProbe">Whether it is the system's own.</param>
/// <param name="SeniorId">The person; null while it is with nobody.</param>
/// <param name="SeniorName">Their name.</param>
/// <param name="DivisionCode">Where they live.</param>
public sealed record SignalSender(Guid DeviceId, DeviceState State, bool IsProbe, Guid? SeniorId, string? SeniorName, string? DivisionCode);
