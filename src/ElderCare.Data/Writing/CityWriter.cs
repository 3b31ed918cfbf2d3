using ElderCare.Data.Feed;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace ElderCare.Data.Writing;

/// <summary>
/// The one door for every change. On SQLite one thread owns the only write connection and commits what waits in groups; on
/// PostgreSQL one thread does the same with foreseen units, and several run all others, a transaction each.
/// </summary>
public sealed class CityWriter : IDisposable
{
    private readonly CityDatabase _database;
    private readonly IClock _clock;
    private readonly WaitingUnits _waiting = new();
    private readonly WaitingUnits _foreseen = new();
    private readonly UnitOutcomes _outcomes;
    private readonly int _parallel;
    private readonly List<Thread> _threads = [];
    private CountedNumbers? _numbers;
    private Thread? _groups;

    /// <summary>Opens the door; <see cref="Start"/> sets it working.</summary>
    /// <param name="database">A database that has been migrated.</param>
    /// <param name="clock">Gives each unit its instant.</param>
    /// <param name="log">For faults that no waiter can be told of.</param>
    /// <param name="parallel">Writing threads on PostgreSQL; SQLite always has one.</param>
    public CityWriter(CityDatabase database, IClock clock, ILogger<CityWriter> log, int parallel = 8)
    {
        _database = database;
        _clock = clock;
        _parallel = parallel;
        _outcomes = new UnitOutcomes(log, () => Committed?.Invoke());
        Inserts = new RowInserts(database);
    }

    /// <summary>Raised after each commit, on the writer's thread: readers of the feed wake up.</summary>
    public event Action? Committed;

    /// <summary>Makes rows ready before their unit.</summary>
    public RowInserts Inserts { get; }

    /// <summary>On SQLite, the number up to which the feed is complete.</summary>
    internal long CommittedSequence => _numbers?.Committed ?? 0;

    /// <summary>Starts the writing threads.</summary>
    public void Start()
    {
        var newest = _database.Read(sql => sql.Query(FeedSql.Newest, row => row.GetInt64(0))[0]);
        var units = new UnitMaker(_database, Inserts, _clock);
        if (_database.IsSqlite)
        {
            _numbers = new CountedNumbers(newest);
            Run("city-writer", new SqliteCommits(_database, _waiting, units, _numbers, _outcomes).Run);
            return;
        }
        var offset = PostgreSqlFeed.AdoptOffset(_database, newest);
        for (var i = 0; i < _parallel; i++) Run($"city-writer-{i}", new PostgreSqlCommits(_database, _waiting, units, offset, _outcomes).Run);
        _groups = Run("city-groups", new PostgreSqlGroups(_database, _foreseen, _waiting, units, offset, _outcomes).Run);
    }

    /// <summary>Runs a change and answers when it is on disk. The work may run more than once; it must have no effect but through the unit.</summary>
    /// <param name="lane">How urgent it is.</param>
    /// <param name="work">Short, synchronous; throws to refuse, then nothing has changed.</param>
    /// <param name="ct">Gives up waiting for a turn; a unit that has begun is finished.</param>
    /// <param name="foreseen">
    /// Whether the unit asks the database nothing but what it expects to be so: that rows hold, have as much left, or are not there
    /// yet. On PostgreSQL such units are written in groups, and apart when one of them was wrong or the outcome of a group is not
    /// known: one that may not be done twice needs a row of its own with a key that is decided before, as an order's idempotency row.
    /// </param>
    /// <exception cref="WriterBusyException">No turn within 10 s, or too many are waiting.</exception>
    public async Task<T> Commit<T>(Lane lane, Func<CityUnit, T> work, CancellationToken ct = default, bool foreseen = false)
    {
        var waiter = new WaitingUnit<T>(work);
        var waiting = foreseen && !_database.IsSqlite ? _foreseen : _waiting;
        if (!waiting.TryAdd(lane, waiter)) throw new WriterBusyException("Too many changes are waiting.");
        try
        {
            return await waiter.Task.WaitAsync(TimeSpan.FromSeconds(10), ct);
        }
        catch (Exception gaveUp) when (gaveUp is TimeoutException or OperationCanceledException && !waiter.Task.IsCompleted)
        {
            if (!waiter.TryGiveUp()) return await waiter.Task; // it has begun: its outcome is near and must be told truly
            if (gaveUp is TimeoutException) throw new WriterBusyException("No turn within 10 seconds.");
            throw;
        }
    }

    /// <inheritdoc cref="Commit{T}"/>
    public Task Commit(Lane lane, Action<CityUnit> work, CancellationToken ct = default) =>
        Commit(lane, unit => { work(unit); return true; }, ct);

    private Thread Run(string name, ThreadStart run)
    {
        var thread = new Thread(run) { IsBackground = true, Name = name };
        _threads.Add(thread);
        thread.Start();
        return thread;
    }

    /// <summary>Takes no more work, finishes what waits, and ends the threads.</summary>
    public void Dispose()
    {
        _foreseen.Close();
        _groups?.Join(TimeSpan.FromSeconds(8)); // first: what was not as foreseen is handed to the others
        _waiting.Close();
        foreach (var thread in _threads) thread.Join(TimeSpan.FromSeconds(8));
    }
}
