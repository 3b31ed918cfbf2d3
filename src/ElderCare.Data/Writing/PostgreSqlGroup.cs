using ElderCare.Data.Feed;
using ElderCare.Data.Ledger;
using Npgsql;

namespace ElderCare.Data.Writing;

/// <summary>
/// Foreseen units written together: one statement for each table, whatever the number of units, in one trip. If anything is not
/// as they foresaw, none of them is written.
/// </summary>
internal sealed class PostgreSqlGroup(TransactionNumbers numbers, int shard)
{
    private readonly Dictionary<VersionedTable, Dictionary<Guid, int>> _guards = [];
    private readonly Dictionary<Stock, SortedDictionary<Guid, long>> _deductions = [];
    private readonly Dictionary<(RowForm Form, bool UnlessThere), List<object?[]>> _rows = [];
    private readonly List<object?[]> _events = [];
    private readonly List<object?[]> _addresses = [];
    private readonly BalanceChanges _balances = new(shard);
    private readonly List<(NpgsqlBatchCommand Command, int Rows)> _mustTouch = [];

    /// <summary>Adds what a unit writes.</summary>
    /// <exception cref="StaleReadException">It was decided on another version of a record than a unit before it.</exception>
    public void Add(ForeseenWrites writes, BalanceChanges balances)
    {
        foreach (var guard in writes.Guards)
        {
            if (Of(_guards, guard.Table).TryAdd(guard.Id, guard.Version) || _guards[guard.Table][guard.Id] == guard.Version) continue;
            throw new StaleReadException();
        }
        foreach (var (stock, id, amount) in writes.Deductions)
        {
            var taken = Of(_deductions, stock);
            taken[id] = checked(taken.GetValueOrDefault(id) + amount);
        }
        foreach (var (row, unlessThere) in writes.Rows) Of(_rows, (row.Form, unlessThere)).Add(row.Values);
        foreach (var (told, at) in writes.Events)
        {
            var number = numbers.Next();
            _events.Add([number, told.Type, at.ToUnixTimeTicks(), told.SubjectId, told.Data, told.Together]);
            foreach (var audience in told.Audiences) _addresses.Add([number, audience]);
        }
        _balances.AddAll(balances);
    }

    /// <summary>Writes everything; the caller commits.</summary>
    /// <exception cref="StaleReadException">Something was not as foreseen.</exception>
    public void Run(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        using var batch = new NpgsqlBatch(connection, transaction);
        // Locks are taken in the order in which units that run apart take them, so that nobody waits crosswise.
        foreach (var (table, versions) in _guards)
        {
            var held = versions.OrderBy(row => row.Key).ToArray();
            Must(batch, table.HoldMany, held.Length, ColumnArrays.Of(held, row => row.Key), ColumnArrays.Of(held, row => row.Value));
        }
        foreach (var (stock, amounts) in _deductions)
        {
            Must(batch, stock.TakeMany, amounts.Count, ColumnArrays.Of(amounts, row => row.Key), ColumnArrays.Of(amounts, row => row.Value));
        }
        Change(batch, change => change.HasFloor);
        foreach (var ((form, unlessThere), rows) in _rows) Must(batch, ColumnArrays.InsertMany(form, unlessThere), rows.Count, ColumnArrays.Of(form, rows));
        if (_events.Count > 0) Must(batch, FeedSql.InsertEvents, _events.Count, ColumnArrays.OfEvents(_events));
        if (_addresses.Count > 0) Must(batch, FeedSql.InsertManyAddresses, _addresses.Count, ColumnArrays.OfAddresses(_addresses));
        Change(batch, change => !change.HasFloor);
        batch.ExecuteNonQuery();
        if (_mustTouch.Exists(one => one.Command.Rows != (ulong)one.Rows)) throw new StaleReadException();
    }

    private void Change(NpgsqlBatch batch, Func<BalanceChanges.Change, bool> which)
    {
        var changes = _balances.InOrder().Where(which).ToArray();
        if (changes.Length == 0) return;
        Must(batch, LedgerPosting.ChangeMany, changes.Length,
            ColumnArrays.Of(changes, change => change.Account), ColumnArrays.Of(changes, change => change.Shard), ColumnArrays.Of(changes, change => change.Amount));
    }

    private void Must(NpgsqlBatch batch, string sql, int rows, params ReadOnlySpan<NpgsqlParameter> columns)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var column in columns) command.Parameters.Add(column);
        batch.BatchCommands.Add(command);
        _mustTouch.Add((command, rows));
    }

    private static TValue Of<TKey, TValue>(Dictionary<TKey, TValue> all, TKey key) where TKey : notnull where TValue : new()
    {
        if (!all.TryGetValue(key, out var one)) all.Add(key, one = new TValue());
        return one;
    }
}
