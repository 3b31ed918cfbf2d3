using ElderCare.Data.Ledger;
using Npgsql;

namespace ElderCare.Data.Writing;

/// <summary>
/// Writes foreseen units to PostgreSQL in groups, a transaction each: what waits meanwhile is the next group. A unit that asks
/// what was not foreseen, and every unit of a group in which something was not so, is handed to the threads that run units apart.
/// </summary>
internal sealed class PostgreSqlGroups(CityDatabase database, WaitingUnits foreseen, WaitingUnits apart, UnitMaker units, long feedOffset, UnitOutcomes outcomes)
{
    /// <summary>Units that one transaction takes.</summary>
    private const int LargestGroup = 64;
    private SqlSession? _session;

    /// <summary>Runs until nothing waits any more and nothing may come.</summary>
    public void Run()
    {
        while (foreseen.Take() is { } first)
        {
            if (!first.TryBegin()) continue;
            List<WaitingUnit> begun = [first];
            while (foreseen.TakeInto(begun, LargestGroup)) { }
            var numbers = new TransactionNumbers(feedOffset);
            var shard = BalanceChanges.DrawShard();
            var group = new PostgreSqlGroup(numbers, shard);
            var together = begun.Where(waiter => TryForesee(waiter, group, numbers, shard)).ToList();
            var done = together.Count > 0 && TryWrite(group);
            if (done) outcomes.Tell(together, []);
            foreach (var waiter in done ? begun.Except(together) : begun)
            {
                if (!apart.TryAddBegun(waiter)) waiter.Fail(new WriterBusyException("The city closes."));
            }
            apart.AwaitFewerBegun(LargestGroup);
        }
        _session?.Dispose();
    }

    private bool TryForesee(WaitingUnit waiter, PostgreSqlGroup group, TransactionNumbers numbers, int shard)
    {
        var unit = units.Foreseen(numbers, shard);
        try
        {
            waiter.Run(unit);
            unit.Finish();
            group.Add(unit.Foreseen!, unit.Balances);
            return true;
        }
        catch (Exception)
        {
            return false; // it may refuse only on what is not foreseen: it is asked again apart
        }
    }

    private bool TryWrite(PostgreSqlGroup group)
    {
        try
        {
            _session ??= new SqlSession(database.OpenWriteConnection());
            var connection = (NpgsqlConnection)_session.Connection;
            using var transaction = connection.BeginTransaction();
            group.Run(connection, transaction);
            transaction.Commit();
            return true;
        }
        catch (Exception why)
        {
            SqlSession.DropIfBroken(ref _session, why);
            return false; // nothing has changed; whose fault it was is seen when they run apart
        }
    }
}
