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
    private NpgsqlBatch? _queued;

    internal DbConnection Connection => connection;

    internal DbTransaction? Transaction { get; set; }

    /// <summary>Runs a statement and answers how many rows it touched.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        if (_postgres is null) return Statement(sql).Execute(values);
        Flush();
        return Form(sql, values).ExecuteNonQuery();
    }

    /// <summary>Reads rows.</summary>
    public List<T> Query<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        Flush();
        using var reader = Bind(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(map(reader));
        return rows;
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
        var command = new NpgsqlBatchCommand(sql);
        AddValues(command.Parameters, values);
        _queued.BatchCommands.Add(command);
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
        Flush();
        using var batch = new NpgsqlBatch(_postgres, (NpgsqlTransaction?)Transaction);
        foreach (var (sql, values) in statements)
        {
            var command = new NpgsqlBatchCommand(sql);
            AddValues(command.Parameters, values);
            batch.BatchCommands.Add(command);
        }
        batch.ExecuteNonQuery();
        return [.. batch.BatchCommands.Cast<NpgsqlBatchCommand>().Select(command => command.RecordsAffected)];
    }

    /// <summary>Sends what is queued.</summary>
    public void Flush()
    {
        if (_queued is not { } batch) return;
        _queued = null;
        using (batch)
        {
            batch.Transaction = (NpgsqlTransaction?)Transaction;
            batch.ExecuteNonQuery();
        }
    }

    internal void Forget()
    {
        _queued?.Dispose();
        _queued = null;
    }

    private SqliteStatement Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement)) _statements.Add(sql, statement = new SqliteStatement((SqliteConnection)connection, sql));
        return statement;
    }

    /// <summary>The driver prepares what it sees again; a command is only a form to fill in.</summary>
    private NpgsqlCommand Form(string sql, ReadOnlySpan<object?> values)
    {
        var form = new NpgsqlCommand(sql, _postgres, (NpgsqlTransaction?)Transaction);
        AddValues(form.Parameters, values);
        return form;
    }

    private DbCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (_postgres is not null) return Form(sql, values);
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

    private static void AddValues(NpgsqlParameterCollection parameters, ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) parameters.Add(new NpgsqlParameter("p" + i, values[i] ?? DBNull.Value));
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
