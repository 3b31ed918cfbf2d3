using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ElderCare.Data.Writing;

/// <summary>
/// A connection with its prepared commands. Parameters are named <c>@p0</c>, <c>@p1</c>… and the SQL is one that both
/// databases understand. Not safe for two threads at once.
/// </summary>
public sealed class SqlSession(DbConnection connection) : IDisposable
{
    private readonly Dictionary<string, DbCommand> _commands = [];
    private readonly Dictionary<string, SqliteStatement> _statements = [];
    private readonly NpgsqlConnection? _postgres = connection as NpgsqlConnection;
    private readonly List<NpgsqlBatchCommand> _mustTouch = [];
    private NpgsqlBatch? _queued;

    internal DbConnection Connection => connection;

    internal DbTransaction? Transaction { get; set; }

    /// <summary>Runs a statement and answers how many rows it touched.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        if (_postgres is null) return Statement(sql).Execute(values);
        Queue(sql, values);
        var own = _queued!.BatchCommands[^1];
        Flush();
        return own.RecordsAffected;
    }

    /// <summary>Reads rows.</summary>
    public List<T> Query<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        var read = new SqlRead<T>(sql, map, values.ToArray());
        QueryAll(read);
        return read.Rows;
    }

    /// <summary>Runs reads in one trip.</summary>
    public void QueryAll(params SqlRead[] reads)
    {
        if (_postgres is null)
        {
            foreach (var read in reads)
            {
                using var rows = Command(read.Sql, read.Values).ExecuteReader();
                read.TakeRows(rows);
            }
            return;
        }
        foreach (var read in reads) Queue(read.Sql, read.Values);
        Send(batch =>
        {
            using var results = batch.ExecuteReader();
            foreach (var read in reads)
            {
                read.TakeRows(results);
                results.NextResult();
            }
        });
    }

    /// <summary>Runs a statement whose outcome nobody waits for: on PostgreSQL it travels with the next ones.</summary>
    public void Queue(string sql, params ReadOnlySpan<object?> values)
    {
        if (_postgres is null)
        {
            Statement(sql).Execute(values);
            return;
        }
        _queued ??= new NpgsqlBatch(_postgres);
        _queued.BatchCommands.Add(PostgreSqlForms.InBatch(sql, values));
    }

    /// <summary>Runs a statement that must touch one row; on PostgreSQL it travels with the next ones, and its outcome is known then.</summary>
    /// <exception cref="StaleReadException">It touched none; also thrown by what it travels with.</exception>
    public void QueueOne(string sql, params ReadOnlySpan<object?> values)
    {
        if (_postgres is null)
        {
            if (Statement(sql).Execute(values) != 1) throw new StaleReadException();
            return;
        }
        Queue(sql, values);
        _mustTouch.Add((NpgsqlBatchCommand)_queued!.BatchCommands[^1]);
    }

    /// <summary>Runs statements in one trip and answers how many rows each touched.</summary>
    public int[] ExecuteAll(IReadOnlyList<(string Sql, object?[] Values)> statements)
    {
        if (_postgres is null)
        {
            var touched = new int[statements.Count];
            for (var i = 0; i < touched.Length; i++) touched[i] = Statement(statements[i].Sql).Execute(statements[i].Values);
            return touched;
        }
        var own = statements.Select(statement =>
        {
            Queue(statement.Sql, statement.Values);
            return _queued!.BatchCommands[^1];
        }).ToList();
        Flush();
        return [.. own.Select(command => command.RecordsAffected)];
    }

    /// <summary>Sends what is queued.</summary>
    public void Flush()
    {
        if (_queued is not null) Send(batch => batch.ExecuteNonQuery());
    }

    private void Send(Action<NpgsqlBatch> run)
    {
        using var batch = _queued!;
        _queued = null;
        batch.Transaction = (NpgsqlTransaction?)Transaction;
        run(batch);
        var touchedAll = _mustTouch.TrueForAll(command => command.RecordsAffected == 1);
        _mustTouch.Clear();
        if (!touchedAll) throw new StaleReadException();
    }

    internal void Forget()
    {
        _queued?.Dispose();
        _queued = null;
        _mustTouch.Clear();
    }

    private SqliteStatement Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement)) _statements.Add(sql, statement = new SqliteStatement((SqliteConnection)connection, sql));
        return statement;
    }

    private DbCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = "@p" + i;
                command.Parameters.Add(parameter);
            }
            _commands.Add(sql, command);
        }
        command.Transaction = Transaction;
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Forget();
        foreach (var statement in _statements.Values) statement.Dispose();
        foreach (var command in _commands.Values) command.Dispose();
        connection.Dispose();
    }
}
