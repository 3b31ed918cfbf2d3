using System.Data.Common;
using ElderCare.Data.Feed;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;

namespace ElderCare.Data.Writing;

/// <summary>
/// The one door for every change. On SQLite one thread owns the only write connection and commits what waits in groups;
/// on PostgreSQL several threads run a transaction per unit and repeat it when it lost a race.
/// </summary>
public sealed class CityWriter : IDisposable
{
    /// <summary>Units that one transaction takes on SQLite.</summary>
    private const int LargestGroup = 128;

    /// <summary>Groups that run apart after one in which a unit refused: refusals come in bursts.</summary>
    private const int GroupsApart = 32;

    /// <summary>How often a unit that lost a race on PostgreSQL is run again.</summary>
    private const int MostRaces = 20;

    private readonly CityDatabase _database;
    private readonly IClock _clock;
    private readonly ILogger<CityWriter> _log;
    private readonly RowInserts _inserts;
    private readonly WaitingUnits _waiting = new();
    private readonly Thread[] _threads;
    private long _sequence;
    private long _committedSequence;
    private long _feedOffset;

    /// <summary>Opens the door; <see cref="Start"/> sets it working.</summary>
    /// <param name="database">A database that has been migrated.</param>
    /// <param name="clock">Gives each unit its instant.</param>
    /// <param name="log">For faults that no waiter can be told of.</param>
    /// <param name="parallel">Writing threads on PostgreSQL; SQLite always has one.</param>
    public CityWriter(CityDatabase database, IClock clock, ILogger<CityWriter> log, int parallel = 8)
    {
        _database = database;
        _clock = clock;
        _log = log;
        _inserts = new RowInserts(database);
        _threads = new Thread[database.IsSqlite ? 1 : parallel];
    }

    /// <summary>Raised after each commit, on the writer's thread: readers of the feed wake up.</summary>
    public event Action? Committed;

    /// <summary>On SQLite, the number up to which the feed is complete.</summary>
    internal long CommittedSequence => Interlocked.Read(ref _committedSequence);

    /// <summary>Starts the writing threads.</summary>
    public void Start()
    {
        _sequence = _committedSequence = _database.Read(sql => sql.Query(FeedSql.Newest, row => row.GetInt64(0))[0]);
        if (!_database.IsSqlite) _feedOffset = PostgreSqlFeed.AdoptOffset(_database, _sequence);
        for (var i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(_database.IsSqlite ? RunSqlite : RunPostgreSql) { IsBackground = true, Name = $"city-writer-{i}" };
            _threads[i].Start();
        }
    }

    /// <summary>Runs a change and answers when it is on disk. The work may run more than once; it must have no effect but through the unit.</summary>
    /// <param name="lane">How urgent it is.</param>
    /// <param name="work">Short, synchronous; throws to refuse, then nothing has changed.</param>
    /// <param name="ct">Gives up waiting for a turn; a unit that has begun is finished.</param>
    /// <exception cref="WriterBusyException">No turn within 10 s, or too many are waiting.</exception>
    public async Task<T> Commit<T>(Lane lane, Func<CityUnit, T> work, CancellationToken ct = default)
    {
        var waiter = new WaitingUnit<T>(work);
        if (!_waiting.TryAdd(lane, waiter)) throw new WriterBusyException("Too many changes are waiting.");
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

    /// <summary>
    /// A group runs together at first: a savepoint makes SQLite copy every page that its unit touches. When a unit refuses, the
    /// group begins anew with a savepoint for each, and so do the next groups for a while.
    /// </summary>
    private void RunSqlite()
    {
        using var session = new SqlSession(_database.OpenWriteConnection());
        var apart = 0;
        while (_waiting.Take() is { } first)
        {
            if (!first.TryBegin()) continue;
            List<WaitingUnit> begun = [first];
            if (apart > 0 || !TryTogether(session, begun))
            {
                var failed = RunApart(session, begun);
                apart = failed.Count > 0 ? GroupsApart : Math.Max(0, apart - 1);
                Tell([.. begun.Except(failed.Select(unit => unit.Unit))], failed);
            }
            else
            {
                Tell(begun, []);
            }
        }
    }

    private bool TryTogether(SqlSession session, List<WaitingUnit> begun)
    {
        try
        {
            CommitAll(session, begun, Run);
            return true;
        }
        catch (Exception)
        {
            return false; // nothing has changed; whose fault it was is seen when they run apart
        }
    }

    private List<(WaitingUnit Unit, Exception Why)> RunApart(SqlSession session, List<WaitingUnit> begun)
    {
        var failed = new List<(WaitingUnit Unit, Exception Why)>();
        try
        {
            CommitAll(session, begun, (unit, sql) =>
            {
                if (RunInSavepoint(unit, sql) is { } why) failed.Add((unit, why));
            });
        }
        catch (Exception fault)
        {
            _log.LogError(fault, "A group of {Count} units was not committed", begun.Count - failed.Count);
            failed.AddRange([.. begun.Except(failed.Select(unit => unit.Unit)).Select(unit => (unit, fault))]);
        }
        return failed;
    }

    /// <summary>Runs what has begun and what waits meanwhile, and commits once.</summary>
    private void CommitAll(SqlSession session, List<WaitingUnit> begun, Action<WaitingUnit, SqlSession> run)
    {
        try
        {
            using var transaction = session.Connection.BeginTransaction();
            session.Transaction = transaction;
            for (var i = 0; i < begun.Count || TakeAnother(begun); i++) run(begun[i], session);
            transaction.Commit();
            Interlocked.Exchange(ref _committedSequence, _sequence);
        }
        catch (Exception)
        {
            _sequence = _committedSequence; // nobody has seen these numbers; given out as read, they would be met again after a restart
            throw;
        }
        finally
        {
            session.Transaction = null;
        }
    }

    private bool TakeAnother(List<WaitingUnit> begun)
    {
        while (begun.Count < LargestGroup && _waiting.TakeIfAny() is { } unit)
        {
            if (!unit.TryBegin()) continue;
            begun.Add(unit);
            return true;
        }
        return false;
    }

    private Exception? RunInSavepoint(WaitingUnit waiter, SqlSession session)
    {
        var before = _sequence;
        session.Execute("SAVEPOINT u");
        try
        {
            Run(waiter, session);
            session.Execute("RELEASE u");
            return null;
        }
        catch (Exception refusal)
        {
            _sequence = before;
            session.Execute("ROLLBACK TO u");
            session.Execute("RELEASE u");
            return refusal;
        }
    }

    private void Run(WaitingUnit waiter, SqlSession session)
    {
        var unit = NewUnit(session);
        try
        {
            waiter.Run(unit);
            unit.Finish();
        }
        finally
        {
            unit.Release();
        }
    }

    private void RunPostgreSql()
    {
        SqlSession? session = null;
        while (_waiting.Take() is { } waiter)
        {
            if (!waiter.TryBegin()) continue;
            Exception? why = null;
            for (var race = 0; race < MostRaces; race++)
            {
                why = TryOnce(waiter, ref session);
                if (!LostRace(why)) break;
            }
            if (why is null) Tell([waiter], []);
            else Tell([], [(waiter, why)]);
        }
        session?.Dispose();
    }

    /// <summary>Whether PostgreSQL asks to run it again; the change tracker wraps what it says.</summary>
    private static bool LostRace(Exception? why) =>
        why is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected }
        || (why?.InnerException is { } inner && LostRace(inner));

    private Exception? TryOnce(WaitingUnit waiter, ref SqlSession? session)
    {
        CityUnit? unit = null;
        try
        {
            session ??= new SqlSession(_database.OpenWriteConnection());
            using var transaction = session.Connection.BeginTransaction();
            session.Transaction = transaction;
            unit = NewUnit(session);
            waiter.Run(unit);
            unit.Finish();
            transaction.Commit();
            return null;
        }
        catch (Exception why)
        {
            if (session?.Connection.State != System.Data.ConnectionState.Open || why is NpgsqlException and not PostgresException)
            {
                session?.Dispose();
                session = null;
            }
            return why;
        }
        finally
        {
            unit?.Release();
            if (session is not null) session.Transaction = null;
        }
    }

    private CityUnit NewUnit(SqlSession session) =>
        new(_database, _inserts, session, _clock.GetCurrentInstant(), () => ++_sequence, _feedOffset);

    private void Tell(List<WaitingUnit> done, List<(WaitingUnit Unit, Exception Why)> failed)
    {
        foreach (var unit in done)
        {
            try
            {
                unit.Committed();
            }
            catch (Exception fault)
            {
                _log.LogError(fault, "What was to follow a commit failed; the change stands");
            }
        }
        if (done.Count > 0) Committed?.Invoke();
        foreach (var unit in done) unit.Complete();
        foreach (var (unit, why) in failed) unit.Fail(why);
    }

    /// <summary>Takes no more work, finishes what waits, and ends the threads.</summary>
    public void Dispose()
    {
        _waiting.Close();
        foreach (var thread in _threads) thread?.Join(TimeSpan.FromSeconds(8));
    }
}
