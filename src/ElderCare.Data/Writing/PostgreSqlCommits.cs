using Npgsql;

namespace ElderCare.Data.Writing;

/// <summary>One of the threads that write to PostgreSQL: a transaction per unit, repeated when it lost a race.</summary>
internal sealed class PostgreSqlCommits(CityDatabase database, WaitingUnits waiting, UnitMaker units, long feedOffset, UnitOutcomes outcomes)
{
    /// <summary>How often a unit that lost a race is run again.</summary>
    private const int MostRaces = 20;
    private SqlSession? _session;

    /// <summary>Runs until nothing waits any more and nothing may come.</summary>
    public void Run()
    {
        while (waiting.Take() is { } waiter)
        {
            if (!waiter.TryBegin()) continue;
            Exception? why = null;
            for (var race = 0; race < MostRaces; race++)
            {
                why = TryOnce(waiter);
                if (!LostRace(why)) break;
            }
            if (why is null) outcomes.Tell([waiter], []);
            else outcomes.Tell([], [(waiter, why)]);
        }
        _session?.Dispose();
    }

    /// <summary>Whether PostgreSQL asks to run it again; the change tracker wraps what it says.</summary>
    private static bool LostRace(Exception? why) =>
        why is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable }
        || (why?.InnerException is { } inner && LostRace(inner));

    private Exception? TryOnce(WaitingUnit waiter)
    {
        CityUnit? unit = null;
        try
        {
            _session ??= new SqlSession(database.OpenWriteConnection());
            using var transaction = _session.Connection.BeginTransaction();
            _session.Transaction = transaction;
            unit = units.On(_session, new TransactionNumbers(feedOffset));
            waiter.Run(unit);
            unit.Finish();
            transaction.Commit();
            return null;
        }
        catch (Exception why)
        {
            SqlSession.DropIfBroken(ref _session, why);
            return why;
        }
        finally
        {
            unit?.Release();
            if (_session is not null) _session.Transaction = null;
        }
    }
}
