using Microsoft.Data.Sqlite;

namespace ElderCare.Data.Writing;

/// <summary>
/// The only writer of a SQLite city: it owns the write connection, runs what waits and commits once for a group. A group runs
/// together at first: a savepoint makes SQLite copy every page that its unit touches. When a unit refuses, the group begins anew
/// with a savepoint for each, and so do the next groups for a while.
/// </summary>
internal sealed class SqliteCommits(CityDatabase database, WaitingUnits waiting, UnitMaker units, CountedNumbers numbers, UnitOutcomes outcomes)
{
    /// <summary>Units that one transaction takes.</summary>
    private const int LargestGroup = 128;

    /// <summary>Up to so many while emergencies wait: in a flood of them the disk is waited for once for more of them, and all are told sooner.</summary>
    private const int LargestGroupOfEmergencies = 512;

    /// <summary>Groups that run apart after one in which a unit refused: refusals come in bursts.</summary>
    private const int GroupsApart = 32;

    /// <summary>Runs until nothing waits any more and nothing may come.</summary>
    public void Run()
    {
        using var session = new SqlSession(database.OpenWriteConnection());
        using var checkpoints = new SqliteCheckpoints(database, waiting.LookAgain);
        waiting.HoldBulkWhile(() => checkpoints.IsBehind);
        var apart = 0;
        while (waiting.Take() is { } first)
        {
            if (!first.TryBegin()) continue;
            List<WaitingUnit> begun = [first];
            if (apart > 0 || !TryTogether(session, begun))
            {
                var failed = RunApart(session, begun);
                apart = failed.Count > 0 ? GroupsApart : Math.Max(0, apart - 1);
                outcomes.Tell([.. begun.Except(failed.Select(unit => unit.Unit))], failed);
            }
            else
            {
                outcomes.Tell(begun, []);
            }
            checkpoints.After((SqliteConnection)session.Connection);
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
            outcomes.NotCommitted(fault, begun.Count);
            return [.. begun.Select(unit => (unit, fault))]; // what one of them refused may rest on what another has not changed after all
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
            for (var i = 0; i < begun.Count || waiting.TakeInto(begun, LargestGroup, LargestGroupOfEmergencies); i++) run(begun[i], session);
            transaction.Commit();
            numbers.Commit();
        }
        catch (Exception)
        {
            numbers.RollBack();
            throw;
        }
        finally
        {
            session.Transaction = null;
        }
    }

    private Exception? RunInSavepoint(WaitingUnit waiter, SqlSession session)
    {
        var before = numbers.Last;
        session.Execute("SAVEPOINT u");
        try
        {
            Run(waiter, session);
            session.Execute("RELEASE u");
            return null;
        }
        catch (Exception refusal)
        {
            numbers.Last = before;
            session.Execute("ROLLBACK TO u");
            session.Execute("RELEASE u");
            return refusal;
        }
    }

    private void Run(WaitingUnit waiter, SqlSession session)
    {
        var unit = units.On(session, numbers);
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
}
