using ElderCare.Data.Writing;
using ElderCare.Domain.Emergency;
using NodaTime;

namespace ElderCare.Data.Emergency;

/// <summary>Writes down when devices were last heard of.</summary>
public static class HealthSql
{
    // A device that is not registered has no row; what comes late overwrites nothing newer.
    private const string Hear =
        """
        INSERT INTO "DeviceHealth" ("DeviceId", "SeenAt", "BatteryPercent", "Latitude", "Longitude", "PlaceAt", "TestedAt")
        SELECT d."Id", CAST(@p2 AS bigint), CAST(@p3 AS integer), CAST(@p4 AS double precision), CAST(@p5 AS double precision), CAST(@p6 AS bigint), CAST(@p7 AS bigint) FROM "Devices" d WHERE d."Protocol" = @p0 AND d."Number" = @p1
        ON CONFLICT ("DeviceId") DO UPDATE SET
          "SeenAt" = CASE WHEN excluded."SeenAt" > "DeviceHealth"."SeenAt" THEN excluded."SeenAt" ELSE "DeviceHealth"."SeenAt" END,
          "BatteryPercent" = COALESCE(excluded."BatteryPercent", "DeviceHealth"."BatteryPercent"),
          "Latitude" = COALESCE(excluded."Latitude", "DeviceHealth"."Latitude"),
          "Longitude" = COALESCE(excluded."Longitude", "DeviceHealth"."Longitude"),
          "PlaceAt" = COALESCE(excluded."PlaceAt", "DeviceHealth"."PlaceAt"),
          "TestedAt" = COALESCE(excluded."TestedAt", "DeviceHealth"."TestedAt"),
          "SilentSince" = NULL
        """;

    /// <summary>Writes down devices, in the order of their numbers so that two nodes never wait for each other.</summary>
    public static int Heard(this SqlSession sql, IReadOnlyList<(DeviceProtocol Protocol, string Number, HeardOf Heard)> devices) => sql.ExecuteAll(
        [.. devices.OrderBy(device => device.Protocol).ThenBy(device => device.Number, StringComparer.Ordinal).Select(device => (Hear, new object?[]
        {
            device.Protocol.ToString(), device.Number, device.Heard.SeenAt.ToUnixTimeTicks(), device.Heard.BatteryPercent, device.Heard.Latitude, device.Heard.Longitude,
            device.Heard.PlaceAt?.ToUnixTimeTicks(), device.Heard.TestedAt?.ToUnixTimeTicks(),
        }))]).Sum();
}

/// <summary>What was last heard of a device; what it did not say is null.</summary>
public sealed record HeardOf(Instant SeenAt, int? BatteryPercent, double? Latitude, double? Longitude, Instant? PlaceAt, Instant? TestedAt);
