using ElderCare.Data.Writing;
using NodaTime;

namespace ElderCare.Data.Emergency;

/// <summary>Forgets the system's own alarms, which are many and tell nothing once they have got through.</summary>
public static class ProbeSql
{
    // Older versions wrote timelines of them, which are never deleted.
    private const string Old =
        """
        SELECT i."Id" FROM "Incidents" i WHERE i."IsProbe" AND i."RaisedAt" < @p0 AND NOT EXISTS (SELECT 1 FROM "IncidentNotes" n WHERE n."IncidentId" = i."Id") ORDER BY i."RaisedAt", i."Id" LIMIT 500
        """;

    /// <summary>Forgets at most 500 that were raised before an instant; answers how many.</summary>
    public static int ForgetProbes(this SqlSession sql, Instant before)
    {
        var at = before.ToUnixTimeTicks();
        sql.Execute($"""DELETE FROM "DeviceSignals" WHERE "IsProbe" AND "IncidentId" IN ({Old})""", at);
        return sql.Execute($"""DELETE FROM "Incidents" WHERE "Id" IN ({Old})""", at);
    }
}
