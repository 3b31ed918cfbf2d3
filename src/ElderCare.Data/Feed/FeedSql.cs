using System.Collections.Concurrent;

namespace ElderCare.Data.Feed;

internal static class FeedSql
{
    private const string InsertCountedEvent =
        """INSERT INTO "Events" ("Sequence", "Type", "OccurredAt", "SubjectId", "Data", "Audiences") VALUES (@p0, @p1, @p2, @p3, @p4, @p5)""";

    private const string InsertNumberedEvent =
        """
        INSERT INTO "Events" ("Sequence", "Type", "OccurredAt", "SubjectId", "Data", "Audiences")
        VALUES ((pg_current_xact_id()::text::bigint << 12) + @p0, @p1, @p2, @p3, @p4, @p5)
        """;

    /// <summary>Adds any number of events of one transaction on PostgreSQL, by arrays.</summary>
    public const string InsertEvents =
        """
        INSERT INTO "Events" ("Sequence", "Type", "OccurredAt", "SubjectId", "Data", "Audiences")
        SELECT (pg_current_xact_id()::text::bigint << 12) + t.number, t.type, t.at, t.subject, t.data, t.audiences
        FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[]) AS t(number, type, at, subject, data, audiences)
        """;

    /// <summary>Addresses them, by arrays.</summary>
    public const string InsertManyAddresses =
        """
        INSERT INTO "EventAddresses" ("Sequence", "Audience")
        SELECT (pg_current_xact_id()::text::bigint << 12) + t.number, t.audience FROM unnest($1::bigint[], $2::text[]) AS t(number, audience)
        """;

    private static readonly ConcurrentDictionary<(string Number, int Audiences), string> Addresses = new();

    /// <summary>Adds one event; <c>@p0</c> is its number on SQLite, on PostgreSQL it is added to the transaction's.</summary>
    public static string InsertEvent(bool isAlone) => isAlone ? InsertCountedEvent : InsertNumberedEvent;

    /// <summary>Addresses one event to many in one statement; <c>@p0</c> makes its number, the audiences follow.</summary>
    /// <param name="isAlone">On SQLite <c>@p0</c> is the number, on PostgreSQL it is added to the transaction's.</param>
    /// <param name="audiences">How many, at least one.</param>
    public static string InsertAddresses(bool isAlone, int audiences) => Addresses.GetOrAdd(
        (isAlone ? "@p0" : "(pg_current_xact_id()::text::bigint << 12) + @p0", audiences),
        form => $"""INSERT INTO "EventAddresses" ("Sequence", "Audience") VALUES {string.Join(", ", Enumerable.Range(1, form.Audiences).Select(i => $"({form.Number}, @p{i})"))}""");

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
