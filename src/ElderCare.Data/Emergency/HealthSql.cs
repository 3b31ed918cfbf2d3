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
        INSERT INTO "DeviceHealth" ("DeviceId", "SeenAt", "BatteryPercent", "BatteryAt", "Latitude", "Longitude", "PlaceAt", "TestedAt", "BatteryLowSince")
        SELECT d."Id", CAST(@p2 AS bigint), CAST(@p3 AS integer), CAST(@p4 AS bigint), CAST(@p5 AS double precision), CAST(@p6 AS double precision), CAST(@p7 AS bigint), CAST(@p8 AS bigint), CASE WHEN CAST(@p3 AS integer) <= CAST(@p9 AS integer) THEN CAST(@p4 AS bigint) END FROM "Devices" d WHERE d."Protocol" = @p0 AND d."Number" = @p1
        ON CONFLICT ("DeviceId") DO UPDATE SET
          "SeenAt" = CASE WHEN excluded."SeenAt" > "DeviceHealth"."SeenAt" THEN excluded."SeenAt" ELSE "DeviceHealth"."SeenAt" END,
          "BatteryPercent" = CASE WHEN excluded."BatteryAt" >= COALESCE("DeviceHealth"."BatteryAt", excluded."BatteryAt") THEN excluded."BatteryPercent" ELSE "DeviceHealth"."BatteryPercent" END,
          "BatteryLowSince" = CASE WHEN excluded."BatteryAt" >= COALESCE("DeviceHealth"."BatteryAt", excluded."BatteryAt") THEN CASE WHEN excluded."BatteryLowSince" IS NULL THEN NULL ELSE COALESCE("DeviceHealth"."BatteryLowSince", excluded."BatteryLowSince") END ELSE "DeviceHealth"."BatteryLowSince" END,
          "BatteryAt" = CASE WHEN excluded."BatteryAt" >= COALESCE("DeviceHealth"."BatteryAt", excluded."BatteryAt") THEN excluded."BatteryAt" ELSE "DeviceHealth"."BatteryAt" END,
          "Latitude" = CASE WHEN excluded."PlaceAt" >= COALESCE("DeviceHealth"."PlaceAt", excluded."PlaceAt") THEN excluded."Latitude" ELSE "DeviceHealth"."Latitude" END,
          "Longitude" = CASE WHEN excluded."PlaceAt" >= COALESCE("DeviceHealth"."PlaceAt", excluded."PlaceAt") THEN excluded."Longitude" ELSE "DeviceHealth"."Longitude" END,
          "PlaceAt" = CASE WHEN excluded."PlaceAt" >= COALESCE("DeviceHealth"."PlaceAt", excluded."PlaceAt") THEN excluded."PlaceAt" ELSE "DeviceHealth"."PlaceAt" END,
          "TestedAt" = CASE WHEN excluded."TestedAt" >= COALESCE("DeviceHealth"."TestedAt", excluded."TestedAt") THEN excluded."TestedAt" ELSE "DeviceHealth"."TestedAt" END,
          "SilentSince" = NULL
        """;

    /// <summary>Forgets where a device has been: that was with somebody else.</summary>
    public static void ForgetPlace(this SqlSession sql, Guid deviceId) =>
        sql.Execute("""UPDATE "DeviceHealth" SET "Latitude" = NULL, "Longitude" = NULL, "PlaceAt" = NULL WHERE "DeviceId" = @p0""", deviceId);

    /// <summary>Writes down devices, in the order of their numbers so that two nodes never wait for each other.</summary>
    /// <param name="sql">A session.</param>
    /// <param name="devices">What was heard of them.</param>
    /// <param name="lowPercent">At or below it a battery is low.</param>
    public static int Heard(this SqlSession sql, IReadOnlyList<(DeviceProtocol Protocol, string Number, HeardOf Heard)> devices, int lowPercent) => sql.ExecuteAll(
        [.. devices.OrderBy(device => device.Protocol).ThenBy(device => device.Number, StringComparer.Ordinal).Select(device => (Hear, new object?[]
        {
            device.Protocol.ToString(), device.Number, device.Heard.SeenAt.ToUnixTimeTicks(), device.Heard.BatteryPercent, device.Heard.BatteryAt?.ToUnixTimeTicks(), device.Heard.Latitude, device.Heard.Longitude,
            device.Heard.PlaceAt?.ToUnixTimeTicks(), device.Heard.TestedAt?.ToUnixTimeTicks(), lowPercent,
        }))]).Sum();
}

/// <summary>What was last heard of a device; what it did not say is null.</summary>
/// <param name="SeenAt">When it was heard, by our clock.</param>
/// <param name="BatteryAt">As of when the charge is; with a charge never null.</param>
/// <param name="PlaceAt">As of when the place is; with a place never null.</param>
/// <param name="TestedAt">When it was tested.</param>
public sealed record HeardOf(Instant SeenAt, int? BatteryPercent, Instant? BatteryAt, double? Latitude, double? Longitude, Instant? PlaceAt, Instant? TestedAt);
