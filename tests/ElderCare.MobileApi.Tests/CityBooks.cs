using ElderCare.Data;
using ElderCare.Data.Ledger;
using ElderCare.Data.Writing;
using ElderCare.Domain.Ledger;

namespace ElderCare.MobileApi.Tests;

/// <summary>The ledger of a test's city: what stands where, and whether the books are right.</summary>
internal static class CityBooks
{
    public static long Balance(this TestCity city, AccountKind kind, string owner) => city.Get<CityDatabase>().Read(sql => sql.Query(
        """SELECT CAST(COALESCE(SUM("Balance"), 0) AS bigint) FROM "Balances" WHERE "AccountId" = @p0""", row => row.GetInt64(0), LedgerAccount.IdOf(kind, owner))[0]);

    public static long Balance(this TestCity city, AccountKind kind, Guid owner) => city.Balance(kind, owner.ToString());

    /// <summary>Every account's balance.</summary>
    public static Dictionary<Guid, long> Balances(this TestCity city) => city.Get<CityDatabase>().Read(sql => sql.Query(
        """SELECT "AccountId", CAST(SUM("Balance") AS bigint) FROM "Balances" GROUP BY "AccountId" """, row => (Account: row.GetGuid(0), Balance: row.GetInt64(1))))
        .ToDictionary(row => row.Account, row => row.Balance);

    /// <summary>The accounts that differ from an earlier reading, by how much.</summary>
    public static Dictionary<Guid, long> ChangesSince(this TestCity city, IReadOnlyDictionary<Guid, long> earlier) => city.Balances()
        .Select(now => (now.Key, Change: now.Value - earlier.GetValueOrDefault(now.Key))).Where(account => account.Change != 0).ToDictionary(account => account.Key, account => account.Change);

    /// <summary>What all transfers of some orders together have moved, by account; that balances are the sums of transfers, <see cref="BooksShouldBalance"/> says.</summary>
    public static Dictionary<Guid, long> PostedFor(this TestCity city, IEnumerable<Guid> orders) => city.Get<CityDatabase>().Read(sql => orders.SelectMany(order => sql.Query(
            """SELECT "FromAccountId", "ToAccountId", "Amount" FROM "Transfers" WHERE "Cause" = @p0""", row => (From: row.GetGuid(0), To: row.GetGuid(1), Fen: row.GetInt64(2)), order.ToString())).ToList())
        .SelectMany(moved => new[] { (Account: moved.From, Fen: -moved.Fen), (Account: moved.To, moved.Fen) })
        .GroupBy(side => side.Account, side => side.Fen).Select(account => (account.Key, Fen: account.Sum())).Where(account => account.Fen != 0).ToDictionary(account => account.Key, account => account.Fen);

    /// <summary>Fails unless the books sum to 0, kept balances equal the transfers, and no account is below its floor.</summary>
    public static void BooksShouldBalance(this TestCity city)
    {
        var trial = LedgerReads.Trial(city.Get<CityDatabase>(), null);
        Assert.Equal(0, trial.ByKind.Sum(kind => kind.Balance));
        Assert.Equal(0, trial.Mismatched);
        Assert.Equal(0, city.Get<CityDatabase>().Read(sql => sql.Query("""SELECT COUNT(*) FROM "Balances" WHERE "Floor" IS NOT NULL AND "Balance" < "Floor" """, row => row.GetInt64(0))[0]));
    }

    /// <summary>Gives a fund's money back to its treasury, or takes more from there, until a given amount is left.</summary>
    public static Task LeaveInFund(this TestCity city, string fundId, string division, long fen) =>
        city.Get<CityWriter>().Commit(Lane.Interactive, unit => city.LeaveInFund(unit, fundId, division, fen));

    /// <inheritdoc cref="LeaveInFund(TestCity, string, string, long)"/>
    public static void LeaveInFund(this TestCity city, CityUnit unit, string fundId, string division, long fen)
    {
        var (fund, treasury) = (LedgerAccount.IdOf(AccountKind.Fund, fundId), LedgerAccount.IdOf(AccountKind.Treasury, division));
        var held = city.Balance(AccountKind.Fund, fundId);
        if (held > fen) unit.Post(Transfer.OfFen("fundReturned", fund, treasury, held - fen, "test", unit.Now), AccountKind.Fund, AccountKind.Treasury);
        if (held < fen) unit.Allot(Transfer.OfFen("fundAllotted", treasury, fund, fen - held, "test", unit.Now));
    }

    /// <summary>Pays into a senior's wallet.</summary>
    public static Task FillWallet(this TestCity city, Guid senior, long fen) => city.Get<CityWriter>().Commit(Lane.Interactive, unit => FillWallet(unit, senior, fen));

    /// <inheritdoc cref="FillWallet(TestCity, Guid, long)"/>
    public static void FillWallet(CityUnit unit, Guid senior, long fen) => unit.Post(
        Transfer.OfFen("walletFilled", LedgerAccount.IdOf(AccountKind.Treasury, "371000"), LedgerAccount.IdOf(AccountKind.Wallet, senior), fen, "test", unit.Now), AccountKind.Treasury, AccountKind.Wallet);
}
