using ElderCare.Data.Writing;
using NodaTime;

namespace ElderCare.Data.Feed;

/// <summary>Reads the numbered events of the city: in order, each once, and only where no earlier one can still appear.</summary>
public sealed class EventFeed(CityDatabase database, CityWriter writer)
{
    private long _offset = -1;

    /// <summary>The number at or below which no further event can appear.</summary>
    public long Horizon() => database.IsSqlite
        ? writer.CommittedSequence
        : database.Read(sql => sql.Query(FeedSql.Horizon, row => row.GetInt64(0))[0]) + Offset();

    /// <summary>The number up to which old events have been removed.</summary>
    public long PrunedThrough() => database.Read(sql => sql.Query("""SELECT "PrunedThrough" FROM "FeedState" WHERE "Id" = 1""", row => row.GetInt64(0))[0]);

    /// <summary>Events above <paramref name="after"/> up to a horizon, oldest first.</summary>
    public IReadOnlyList<EventRow> Tail(long after, long horizon, int limit) =>
        database.Read(sql => sql.Query(FeedSql.Tail, Map, after, horizon, (long)limit));

    /// <summary>Events for any of the audiences above <paramref name="after"/> up to a horizon, oldest first, each once.</summary>
    public IReadOnlyList<EventRow> For(IReadOnlyList<string> audiences, long after, long horizon, int limit)
    {
        if (audiences.Count == 0 || after >= horizon) return [];
        // Each address is one range of the index; the lowest numbers of all ranges together are the page.
        var sequences = database.Read(sql =>
        {
            var found = new SortedSet<long>();
            foreach (var audience in audiences)
            {
                found.UnionWith(sql.Query(ForAudience, row => row.GetInt64(0), audience, after, horizon, (long)limit));
            }
            return found.Take(limit).ToList();
        });
        return sequences.Count == 0 ? [] : database.Read(sql => sequences
            .SelectMany(sequence => sql.Query(One, Map, sequence)).ToList());
    }

    /// <summary>Removes events older than an instant, all but the newest; answers how many.</summary>
    public static int Prune(CityUnit unit, Instant olderThan)
    {
        // The oldest stand first: so many are looked at in one unit, never the whole table.
        var oldest = unit.Sql.Query(
            """
            SELECT "Sequence", "OccurredAt", "Audiences" FROM "Events"
            WHERE "Sequence" < (SELECT MAX("Sequence") FROM "Events") ORDER BY "Sequence" LIMIT 500
            """, row => (Sequence: row.GetInt64(0), At: row.GetInt64(1), Audiences: row.GetString(2)));
        var old = oldest.TakeWhile(row => row.At < olderThan.ToUnixTimeTicks()).ToList();
        if (old.Count == 0) return 0;
        var through = old[^1].Sequence;
        unit.Sql.Execute("""UPDATE "FeedState" SET "PrunedThrough" = @p0 WHERE "Id" = 1 AND "PrunedThrough" < @p0""", through);
        foreach (var (sequence, audience) in old.SelectMany(row => row.Audiences.Split(' ').Select(audience => (row.Sequence, audience))))
        {
            unit.Sql.Queue("""DELETE FROM "EventAddresses" WHERE "Audience" = @p0 AND "Sequence" = @p1""", audience, sequence);
        }
        return unit.Sql.Execute("""DELETE FROM "Events" WHERE "Sequence" <= @p0""", through);
    }

    private const string ForAudience =
        """SELECT "Sequence" FROM "EventAddresses" WHERE "Audience" = @p0 AND "Sequence" > @p1 AND "Sequence" <= @p2 ORDER BY "Sequence" LIMIT @p3""";

    private const string One =
        """SELECT "Sequence", "Type", "OccurredAt", "SubjectId", "Data", "Audiences" FROM "Events" WHERE "Sequence" = @p0""";

    private long Offset()
    {
        if (_offset < 0) _offset = database.Read(sql => sql.Query("""SELECT "Offset" FROM "FeedState" WHERE "Id" = 1""", row => row.GetInt64(0))[0]);
        return _offset;
    }

    private static EventRow Map(SqlRow row) => new()
    {
        Sequence = row.GetInt64(0),
        Type = row.GetString(1),
        OccurredAt = Instant.FromUnixTimeTicks(row.GetInt64(2)),
        SubjectId = row.GetString(3),
        Data = row.GetString(4),
        Audiences = row.GetString(5),
    };
}
