namespace ElderCare.Data.Ledger;

/// <summary>
/// What a unit adds to balances, kept until its end: written last, summed by account and in one order for all units, so that
/// a unit that reserves and one that releases do not wait for each other crosswise.
/// </summary>
/// <param name="shard">The row of every hot account that this unit uses: units that drew other numbers never meet.</param>
internal sealed class BalanceChanges(int shard)
{
    private readonly Dictionary<Guid, Change> _changes = [];

    public int Shard => shard;

    public static int DrawShard() => Random.Shared.Next(LedgerPosting.Shards);

    public void Add(Guid account, bool hasFloor, bool isSharded, long amount)
    {
        var soFar = _changes.GetValueOrDefault(account)?.Amount ?? 0;
        _changes[account] = new(account, hasFloor, isSharded ? Shard : 0, checked(soFar + amount));
    }

    /// <summary>What this unit has added to an account so far, and not taken back.</summary>
    public long Added(Guid account) => _changes.GetValueOrDefault(account)?.Amount ?? 0;

    /// <summary>Adds what a unit of the same group and shard adds.</summary>
    public void AddAll(BalanceChanges others)
    {
        foreach (var other in others._changes.Values)
        {
            var soFar = _changes.GetValueOrDefault(other.Account)?.Amount ?? 0;
            _changes[other.Account] = other with { Amount = checked(soFar + other.Amount) };
        }
    }

    /// <summary>Takes out of what this unit itself has put into an account, at most an amount; answers how much that was.</summary>
    public long TakeBack(Guid account, long atMost)
    {
        if (!_changes.TryGetValue(account, out var change) || change.Amount <= 0) return 0;
        var taken = Math.Min(change.Amount, atMost);
        _changes[account] = change with { Amount = change.Amount - taken };
        return taken;
    }

    /// <summary>Accounts with a floor come first: takings from them were written before.</summary>
    public IEnumerable<Change> InOrder() => _changes.Values.Where(change => change.Amount != 0).OrderBy(change => !change.HasFloor).ThenBy(change => change.Account);

    public sealed record Change(Guid Account, bool HasFloor, int Shard, long Amount);
}
