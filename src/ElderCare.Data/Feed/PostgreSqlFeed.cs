using ElderCare.Data.Writing;

namespace ElderCare.Data.Feed;

/// <summary>What numbering by transaction ids needs beside the ids.</summary>
internal static class PostgreSqlFeed
{
    /// <summary>
    /// Answers what is added to a transaction's number. A city restored from a dump into a younger cluster would number new
    /// events below old ones: then the offset grows until the next number is above the newest.
    /// </summary>
    public static long AdoptOffset(CityDatabase database, long newest) => database.Read(sql =>
    {
        var offset = sql.Query("""SELECT "Offset" FROM "FeedState" WHERE "Id" = 1""", row => row.GetInt64(0))[0];
        // Not the horizon: a transaction of another node that is still running holds that below events that are there.
        var next = sql.Query(FeedSql.Next, row => row.GetInt64(0))[0];
        var pruned = sql.Query("""SELECT "PrunedThrough" FROM "FeedState" WHERE "Id" = 1""", row => row.GetInt64(0))[0];
        var highest = Math.Max(newest, pruned);
        if (highest < next + offset) return offset;
        var higher = (highest - next | 0xfff) + 1;
        sql.Execute("""UPDATE "FeedState" SET "Offset" = @p0 WHERE "Id" = 1 AND "Offset" = @p1""", higher, offset);
        return sql.Query("""SELECT "Offset" FROM "FeedState" WHERE "Id" = 1""", row => row.GetInt64(0))[0]; // another node may have been first
    });
}
