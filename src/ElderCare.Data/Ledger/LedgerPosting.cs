using ElderCare.Data.Writing;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Shared;

namespace ElderCare.Data.Ledger;

/// <summary>Posts to the ledger inside a unit: transfers and kept balances move together, floors are the database's.</summary>
public static class LedgerPosting
{
    /// <summary>On PostgreSQL a hot account is kept in this many rows, so that its spenders do not wait for each other's commit.</summary>
    public const int Shards = 8;

    private const string Give =
        """UPDATE "Balances" SET "Balance" = "Balance" - @p0 WHERE "AccountId" = @p1 AND "Shard" = @p2 AND ("Floor" IS NULL OR "Balance" - @p0 >= "Floor")""";

    private const string Get = """UPDATE "Balances" SET "Balance" = "Balance" + @p0 WHERE "AccountId" = @p1 AND "Shard" = @p2""";

    /// <summary>Adds amounts to the rows of accounts, by account, shard and amount; the database refuses what would pass a floor.</summary>
    internal const string ChangeMany =
        """
        UPDATE "Balances" AS b SET "Balance" = b."Balance" + t.amount
        FROM unnest($1::uuid[], $2::integer[], $3::bigint[]) AS t(account, shard, amount) WHERE b."AccountId" = t.account AND b."Shard" = t.shard
        """;

    private const string LockShards = """SELECT "Shard", "Balance" FROM "Balances" WHERE "AccountId" = @p0 ORDER BY "Shard" """;

    /// <summary>Opens an account with its balance at 0; an account that is open stays as it is.</summary>
    public static void Open(this CityUnit unit, LedgerAccount account) => unit.Open([account]);

    /// <summary>Opens accounts in one trip, with their balances at 0; those that are open stay as they are.</summary>
    public static void Open(this CityUnit unit, IReadOnlyCollection<LedgerAccount> accounts) =>
        unit.TryInsertAll([.. accounts.SelectMany(account => RowsOf(account, ShardsOf(unit, account.Kind)))]);

    /// <summary>Gives a fund money out of its treasury, spread evenly over the fund's rows; a transfer that was posted before is not posted again.</summary>
    /// <returns>Whether it was posted now.</returns>
    public static bool Allot(this CityUnit unit, Transfer allotment) => unit.Allot(allotment, AccountKind.Treasury, AccountKind.Fund);

    /// <summary>Gives an account what its source has; a transfer that was posted before is not posted again.</summary>
    /// <returns>Whether it was posted now.</returns>
    public static bool Allot(this CityUnit unit, Transfer allotment, AccountKind source, AccountKind target)
    {
        if (!unit.TryInsert(allotment)) return false;
        unit.TryTake(allotment.FromAccountId, source, allotment.Amount);
        var parts = Money.Spread(allotment.Amount, [.. Enumerable.Repeat(1L, ShardsOf(unit, target))]);
        for (var shard = 0; shard < parts.Length; shard++) unit.Sql.Queue(Get, parts[shard], allotment.ToAccountId, shard);
        return true;
    }

    /// <summary>
    /// Takes an amount from an account without going below its floor; false, and nothing taken, when it does not hold that
    /// much. What the unit itself has put there counts. The caller posts the transfer with <see cref="PostTaken"/>.
    /// </summary>
    public static bool TryTake(this CityUnit unit, Guid account, AccountKind kind, long amount)
    {
        if (!HasFloor(kind) || unit.Foreseen is not null)
        {
            unit.Balances.Add(account, HasFloor(kind), IsSharded(unit, kind), -amount); // where there is a floor, a foreseen taking meets it when its group is written
            return true;
        }
        var own = unit.Balances.TakeBack(account, amount);
        if (own == amount || TakeKept(unit, account, IsSharded(unit, kind), amount - own)) return true;
        if (own > 0) unit.Balances.Add(account, hasFloor: true, IsSharded(unit, kind), own);
        return false;
    }

    /// <summary>Takes what an account with a floor of 0 still holds, at most an amount; answers how much that was.</summary>
    public static long TakeWhatIsLeft(this CityUnit unit, Guid account, long atMost)
    {
        var own = unit.Balances.TakeBack(account, atMost);
        return own == atMost ? own : own + TakeAcross(unit, account, atMost - own, whole: false);
    }

    /// <summary>Posts a transfer whose giving side has been taken.</summary>
    public static void PostTaken(this CityUnit unit, Transfer transfer, AccountKind to)
    {
        unit.Receive(transfer, to);
        unit.Insert(transfer);
    }

    /// <summary>Adds a transfer whose row is written apart to the balance of the account that gets it.</summary>
    internal static void Receive(this CityUnit unit, Transfer transfer, AccountKind to) =>
        unit.Balances.Add(transfer.ToAccountId, HasFloor(to), IsSharded(unit, to), transfer.Amount);

    /// <summary>Moves a transfer whose row is written apart between its balances; one that would pass a floor fails the unit at its end.</summary>
    internal static void Move(this CityUnit unit, Transfer transfer, AccountKind from, AccountKind to)
    {
        unit.Balances.Add(transfer.FromAccountId, HasFloor(from), IsSharded(unit, from), -transfer.Amount);
        unit.Receive(transfer, to);
    }

    /// <summary>Posts a transfer from an account without a floor, or one that is known to hold the amount.</summary>
    /// <exception cref="InvalidOperationException">The giving account would pass its floor.</exception>
    public static void Post(this CityUnit unit, Transfer transfer, AccountKind from, AccountKind to)
    {
        if (!unit.TryTake(transfer.FromAccountId, from, transfer.Amount)) throw new InvalidOperationException($"The {from} account does not hold {transfer.Amount}.");
        unit.PostTaken(transfer, to);
    }

    /// <summary>Writes what the unit has added to balances; the last thing that it does.</summary>
    internal static void Settle(CityUnit unit)
    {
        foreach (var change in unit.Balances.InOrder()) unit.Sql.Queue(Get, change.Amount, change.Account, change.Shard);
    }

    private static bool TakeKept(CityUnit unit, Guid account, bool isSharded, long amount)
    {
        if (unit.Sql.Execute(Give, amount, account, isSharded ? unit.Balances.Shard : 0) == 1) return true;
        return isSharded && TakeAcross(unit, account, amount, whole: true) == amount;
    }

    private static long TakeAcross(CityUnit unit, Guid account, long amount, bool whole)
    {
        // Locked in one order, so that two spenders of the last yuan meet here one after the other.
        var rows = unit.Sql.Query(unit.IsAlone ? LockShards : LockShardsForUpdate, row => (Shard: row.GetInt32(0), Balance: row.GetInt64(1)), account);
        var held = rows.Sum(row => Math.Max(row.Balance, 0));
        if (whole && held < amount) return 0;
        var left = Math.Min(amount, held);
        var taken = left;
        foreach (var (shard, balance) in rows.Where(row => row.Balance > 0))
        {
            var part = Math.Min(left, balance);
            if (part == 0) break;
            if (unit.Sql.Execute(Give, part, account, shard) != 1) throw new StaleReadException();
            left -= part;
        }
        return taken;
    }

    private const string LockShardsForUpdate = LockShards + "FOR UPDATE";

    private static IEnumerable<object> RowsOf(LedgerAccount account, int shards) =>
        [account, .. Enumerable.Range(0, shards).Select(shard => BalanceOf(account, shard))];

    /// <summary>What stands on an account that is just opened.</summary>
    internal static BalanceRow BalanceOf(LedgerAccount account, int shard = 0) => new() { AccountId = account.Id, Shard = shard, Floor = account.Floor };

    /// <summary>What stands on an account that is opened and filled at once; the transfer that fills it is written apart.</summary>
    internal static BalanceRow Filled(LedgerAccount account, long balance) => new() { AccountId = account.Id, Shard = 0, Floor = account.Floor, Balance = balance };

    private static bool HasFloor(AccountKind kind) => LedgerAccount.FloorOf(kind) is not null;

    private static bool IsSharded(CityUnit unit, AccountKind kind) =>
        !unit.IsAlone && kind is (AccountKind.Fund or AccountKind.FundReserved or AccountKind.Treasury or AccountKind.FundOverdraft);

    private static int ShardsOf(CityUnit unit, AccountKind kind) => IsSharded(unit, kind) ? Shards : 1;
}
