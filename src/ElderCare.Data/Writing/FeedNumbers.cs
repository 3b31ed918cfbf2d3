namespace ElderCare.Data.Writing;

/// <summary>Numbers the events of units.</summary>
internal abstract class FeedNumbers
{
    /// <summary>On SQLite the number of the next event, on PostgreSQL what is added to the transaction's.</summary>
    public abstract long Next();
}

/// <summary>On SQLite: the one writer counts, so the order of the numbers is the order of the commits.</summary>
internal sealed class CountedNumbers(long newest) : FeedNumbers
{
    private long _committed = newest;

    /// <summary>The last number given out; what a unit that is rolled back has taken is given out again.</summary>
    public long Last { get; set; } = newest;

    /// <summary>The number up to which the feed is complete.</summary>
    public long Committed => Interlocked.Read(ref _committed);

    public override long Next() => ++Last;

    public void Commit() => Interlocked.Exchange(ref _committed, Last);

    /// <summary>Nobody has seen these numbers; given out as read, they would be met again after a restart.</summary>
    public void RollBack() => Last = _committed;
}

/// <summary>
/// On PostgreSQL: within a transaction. A number made from the transaction's id is safe to read below the oldest transaction
/// still running; a sequence is not.
/// </summary>
internal sealed class TransactionNumbers(long offset) : FeedNumbers
{
    /// <summary>Numbers that a transaction has: twelve bits, and 0 is not used.</summary>
    private const int Most = 4_095;
    private int _count;

    public override long Next() => ++_count <= Most
        ? offset + _count
        : throw new InvalidOperationException($"A transaction tells of {Most} events at most: more would run into the next one's numbers.");
}
