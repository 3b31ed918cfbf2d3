using System.Globalization;
using ElderCare.Data.Writing;
using ElderCare.Domain.Ledger;
using NodaTime;

namespace ElderCare.Data.Ledger;

/// <summary>Reads of the ledger.</summary>
public static class LedgerReads
{
    private const string PageSql =
        """
        SELECT "Id", "At", "Kind", "Amount", "Cause", "ReversalOf", "RuleVersion" FROM (
            SELECT "Id", "At", "Kind", -"Amount" AS "Amount", "Cause", "ReversalOf", "RuleVersion" FROM "Transfers" WHERE "FromAccountId" = @p0
            UNION ALL
            SELECT "Id", "At", "Kind", "Amount", "Cause", "ReversalOf", "RuleVersion" FROM "Transfers" WHERE "ToAccountId" = @p0) AS both_sides
        """;

    private const string First = PageSql + """ ORDER BY "Id" DESC LIMIT @p1""";
    private const string After = PageSql + """ WHERE "Id" < @p2 ORDER BY "Id" DESC LIMIT @p1""";

    private const string BalanceSql = """SELECT CAST(COALESCE(SUM("Balance"), 0) AS bigint) FROM "Balances" WHERE "AccountId" = @p0""";

    private const string TrialSql =
        """
        SELECT a."Kind", CAST(SUM(m."Amount") AS bigint) FROM (
            SELECT "FromAccountId" AS "AccountId", -"Amount" AS "Amount", "At" FROM "Transfers"
            UNION ALL SELECT "ToAccountId", "Amount", "At" FROM "Transfers") AS m
        JOIN "LedgerAccounts" a ON a."Id" = m."AccountId" WHERE m."At" < @p0 AND a."Unit" = 'fen' GROUP BY a."Kind" ORDER BY a."Kind"
        """;

    private const string MismatchSql =
        """
        SELECT COUNT(*) FROM (
            SELECT "AccountId", SUM("Amount") AS "Moved" FROM (
                SELECT "FromAccountId" AS "AccountId", -"Amount" AS "Amount" FROM "Transfers"
                UNION ALL SELECT "ToAccountId", "Amount" FROM "Transfers"
                UNION ALL SELECT "AccountId", -"Balance" FROM "Balances") AS everything
            GROUP BY "AccountId" HAVING SUM("Amount") <> 0) AS wrong
        """;

    /// <summary>A page of an account's postings, newest first; the cursor carries the balance, so that no page reads the whole account.</summary>
    /// <exception cref="FormatException">The cursor is none that was given here.</exception>
    public static (List<PostingRow> Rows, string? Next) Postings(CityDatabase database, Guid account, string? cursor, int limit)
    {
        var after = cursor is null ? ((Guid, long)?)null : PlaceOf(cursor);
        return database.ReadSnapshot(sql => Read(sql, account, after, limit));
    }

    private static (Guid Id, long Balance) PlaceOf(string cursor) =>
        cursor.Split('|') is [var id, var balance] ? (Guid.Parse(id), long.Parse(balance, CultureInfo.InvariantCulture)) : throw new FormatException();

    private static (List<PostingRow> Rows, string? Next) Read(SqlSession sql, Guid account, (Guid Id, long Balance)? after, int limit)
    {
        var before = after?.Id;
        var balance = after?.Balance ?? sql.Query(BalanceSql, row => row.GetInt64(0), account)[0];
        var rows = sql.Query(before is null ? First : After, row => new PostingRow(
            row.GetGuid(0), Instant.FromUnixTimeTicks(row.GetInt64(1)), row.GetString(2), row.GetInt64(3), 0, row.GetString(4),
            row.IsDBNull(5) ? null : row.GetGuid(5), row.IsDBNull(6) ? null : row.GetString(6)), before is null ? [account, (long)limit + 1] : [account, (long)limit + 1, before]);
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i] = rows[i] with { BalanceAfter = balance };
            balance -= rows[i].Amount;
        }
        if (rows.Count <= limit) return (rows, null);
        rows.RemoveAt(limit);
        return (rows, string.Create(CultureInfo.InvariantCulture, $"{rows[^1].Id}|{rows[^1].BalanceAfter - rows[^1].Amount}"));
    }

    /// <summary>The books before an instant; null is now.</summary>
    public static TrialBalance Trial(CityDatabase database, Instant? before) => database.Read(sql => new TrialBalance(
        sql.Query(TrialSql, row => (Enum.Parse<AccountKind>(row.GetString(0)), row.GetInt64(1)), (before ?? Instant.MaxValue).ToUnixTimeTicks()),
        sql.Query(MismatchSql, row => row.GetInt32(0))[0]));
}
