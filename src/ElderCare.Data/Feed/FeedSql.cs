namespace ElderCare.Data.Feed;

internal static class FeedSql
{
    public const string InsertEvent =
        """
        INSERT INTO "Events" ("Sequence", "Type", "OccurredAt", "SubjectId", "Data", "Audiences")
        VALUES ((pg_current_xact_id()::text::bigint << 12) + @p0, @p1, @p2, @p3, @p4, @p5)
        """;

    public const string InsertAddress =
        """INSERT INTO "EventAddresses" ("Sequence", "Audience") VALUES ((pg_current_xact_id()::text::bigint << 12) + @p0, @p1)""";

    /// <summary>Below every transaction still running: nothing can appear at or below it any more.</summary>
    public const string Horizon = "SELECT (pg_snapshot_xmin(pg_current_snapshot())::text::bigint << 12) - 1";

    /// <summary>Where the next transaction's events will be at the lowest.</summary>
    public const string Next = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint << 12";

    public const string Newest = """SELECT COALESCE(MAX("Sequence"), 0) FROM "Events" """;

    public const string Tail =
        """
        SELECT "Sequence", "Type", "OccurredAt", "SubjectId", "Data", "Audiences" FROM "Events"
        WHERE "Sequence" > @p0 AND "Sequence" <= @p1 ORDER BY "Sequence" LIMIT @p2
        """;
}
