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
        var horizon = sql.Query(FeedSql.Horizon, row => row.GetInt64(0))[0];
        var pruned = sql.Query("""SELECT "PrunedThrough" FROM "FeedState" WHERE "Id" = 1""", row => row.GetInt64(0))[0];
        var highest = Math.Max(newest, pruned);
        if (highest <= horizon + offset) return offset;
        offset = (highest - horizon | 0xfff) + 1;
        sql.Execute("""UPDATE "FeedState" SET "Offset" = @p0 WHERE "Id" = 1""", offset);
        return offset;
    });
}
