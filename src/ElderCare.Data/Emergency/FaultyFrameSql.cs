using ElderCare.Data.Writing;
using NodaTime;

namespace ElderCare.Data.Emergency;

/// <summary>Forgets what came at device ports, was not understood, and has been kept for long enough.</summary>
public static class FaultyFrameSql
{
    // Ids rise with time, so that the oldest are found by the key; no index tells when a frame came.
    private const string Old =
        """
        DELETE FROM "FaultyFrames" WHERE "Id" IN (SELECT old."Id" FROM (SELECT "Id", "At" FROM "FaultyFrames" ORDER BY "Id" LIMIT 500) old WHERE old."At" < @p0)
        """;

    /// <summary>Forgets at most 500 that came before an instant; answers how many.</summary>
    public static int ForgetFaultyFrames(this SqlSession sql, Instant before) => sql.Execute(Old, before.ToUnixTimeTicks());
}
