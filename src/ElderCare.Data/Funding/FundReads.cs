using System.Buffers.Binary;
using ElderCare.Data.Writing;
using ElderCare.Domain.Ledger;
using NodaTime;

namespace ElderCare.Data.Funding;

/// <summary>What the ledger says of a fund. Transfers are found by their ids, which sort by time: no read goes over years that it does not ask for.</summary>
public static class FundReads
{
    /// <summary>How far an id may be older than its transfer's instant.</summary>
    private static readonly Duration Slack = Duration.FromMinutes(1);

    /// <summary>
    /// What was taken for meals from an instant on and not given back, in fen, as far as it was written within a window: windows that
    /// follow each other add up.
    /// </summary>
    /// <param name="sql">Where to read.</param>
    /// <param name="fundId">The fund.</param>
    /// <param name="since">The first instant that counts.</param>
    /// <param name="from">The start of the window.</param>
    /// <param name="to">The end of the window, not counted in.</param>
    public static long Taken(this SqlSession sql, string fundId, Instant since, Instant from, Instant to) => sql.Query(
        """
        SELECT CAST(COALESCE(SUM(t."Fen"), 0) AS bigint) FROM (
            SELECT "Amount" AS "Fen" FROM "Transfers"
            WHERE "FromAccountId" = @p0 AND "Id" >= @p1 AND "At" >= @p2 AND "At" < @p3 AND "Kind" = 'subsidyReserved'
            UNION ALL
            SELECT -r."Amount" FROM "Transfers" r JOIN "Transfers" o ON o."Id" = r."ReversalOf"
            WHERE r."ToAccountId" = @p0 AND r."Id" >= @p1 AND r."At" >= @p2 AND r."At" < @p3 AND r."Kind" = 'subsidyReserved.reversed' AND o."At" >= @p4) AS t
        """,
        row => row.GetInt64(0), LedgerAccount.IdOf(AccountKind.Fund, fundId), FirstIdOf(from), from.ToUnixTimeTicks(), to.ToUnixTimeTicks(), since.ToUnixTimeTicks())[0];

    /// <summary>What was paid for meals that were eaten from an instant on, in fen; what an overdraft bore is counted in.</summary>
    public static long Settled(this SqlSession sql, string fundId, Instant since) => sql.Query(
        """
        SELECT CAST(COALESCE(SUM("Amount"), 0) AS bigint) FROM "Transfers"
        WHERE "FromAccountId" = @p0 AND "Id" >= @p1 AND "At" >= @p2 AND "Kind" = 'subsidySettled'
        """,
        row => row.GetInt64(0), LedgerAccount.IdOf(AccountKind.FundReserved, fundId), FirstIdOf(since), since.ToUnixTimeTicks())[0];

    /// <summary>What was allotted from an instant on, in fen.</summary>
    public static long Allotted(this SqlSession sql, string fundId, Instant since) => sql.Query(
        """
        SELECT CAST(COALESCE(SUM("Amount"), 0) AS bigint) FROM "Transfers"
        WHERE "FromAccountId" = @p0 AND "ToAccountId" = @p1 AND "At" >= @p2 AND "Kind" = 'fundAllotted'
        """,
        row => row.GetInt64(0), LedgerAccount.IdOf(AccountKind.Treasury, sql.DivisionOf(fundId)), LedgerAccount.IdOf(AccountKind.Fund, fundId), since.ToUnixTimeTicks())[0];

    /// <summary>What stands on an account of a fund, in fen.</summary>
    public static long BalanceOf(this SqlSession sql, AccountKind kind, string fundId) => sql.Query(
        """SELECT CAST(COALESCE(SUM("Balance"), 0) AS bigint) FROM "Balances" WHERE "AccountId" = @p0""", row => row.GetInt64(0), LedgerAccount.IdOf(kind, fundId))[0];

    private static string DivisionOf(this SqlSession sql, string fundId) =>
        sql.Query("""SELECT "DivisionCode" FROM "Funds" WHERE "Id" = @p0""", row => row.GetString(0), fundId)[0];

    /// <summary>A UUID of version 7 below all that are made from a little before an instant on.</summary>
    private static Guid FirstIdOf(Instant at)
    {
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(id, (at - Slack).ToUnixTimeMilliseconds() << 16);
        return new Guid(id, bigEndian: true);
    }
}
