using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ElderCare.Data.Writing;

/// <summary>
/// A connection with its prepared statements. Parameters are named <c>@p0</c>, <c>@p1</c>… and the SQL is one that both
/// databases understand. Not safe for two threads at once.
/// </summary>
public sealed class SqlSession(DbConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteStatement> _statements = [];
    private readonly Dictionary<string, NpgsqlCommand> _prepared = [];
    private readonly NpgsqlConnection? _postgres = connection as NpgsqlConnection;
    private NpgsqlBatch? _queued;

    internal DbConnection Connection => connection;

    internal DbTransaction? Transaction { get; set; }

    /// <summary>Runs a statement and answers how many rows it touched.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        if (_postgres is null) return Statement(sql).Execute(values);
        Flush();
        using var command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Reads rows.</summary>
    public List<T> Query<T>(string sql, Func<SqlRow, T> map, params ReadOnlySpan<object?> values)
    {
        var rows = new List<T>();
        if (_postgres is null)
        {
            Statement(sql).Read(map, rows, values);
            return rows;
        }
        Flush();
        using var reader = Prepared(sql, values).ExecuteReader();
        var row = new PostgreSqlRow(reader);
        while (reader.Read()) rows.Add(map(row));
        return rows;
    }

    /// <summary>Runs reads; on PostgreSQL in one trip.</summary>
    public void QueryAll(params ReadOnlySpan<SqlRead> reads)
    {
        if (_postgres is null)
        {
            foreach (var read in reads) read.ReadFrom(Statement(read.Sql));
            return;
        }
        Flush();
        using var batch = new NpgsqlBatch(_postgres, (NpgsqlTransaction?)Transaction);
        foreach (var read in reads) batch.BatchCommands.Add(PostgreSqlForms.InBatch(read.Sql, read.Values));
        using var results = batch.ExecuteReader();
        var row = new PostgreSqlRow(results);
        foreach (var read in reads)
        {
            while (results.Read()) read.Take(row);
            results.NextResult();
        }
    }

    /// <summary>As <see cref="QueryAll"/>, without a thread that waits for PostgreSQL.</summary>
    internal async Task QueryAllAsync(IReadOnlyList<SqlRead> reads)
    {
        if (reads is [var only])
        {
            await using var rows = await Prepared(only.Sql, only.Values).ExecuteReaderAsync();
            var one = new PostgreSqlRow(rows);
            while (await rows.ReadAsync()) only.Take(one);
            return;
        }
        await using var batch = new NpgsqlBatch(_postgres);
        foreach (var read in reads) batch.BatchCommands.Add(PostgreSqlForms.InBatch(read.Sql, read.Values));
        await using var results = await batch.ExecuteReaderAsync();
        var row = new PostgreSqlRow(results);
        foreach (var read in reads)
        {
            while (await results.ReadAsync()) read.Take(row);
            await results.NextResultAsync();
        }
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

    /// <summary>On PostgreSQL, has rows of a table added by one statement that travels with the next ones.</summary>
    internal void QueueMany(RowForm form, List<object?[]> rows)
    {
        var command = new NpgsqlBatchCommand(ColumnArrays.InsertMany(form, unlessThere: false));
        foreach (var column in ColumnArrays.Of(form, rows)) command.Parameters.Add(column);
        _queued ??= new NpgsqlBatch(_postgres);
        _queued.BatchCommands.Add(command);
    }

    /// <summary>Runs statements in one trip and answers how many rows each touched.</summary>
    public int[] ExecuteAll(IReadOnlyList<(string Sql, object?[] Values)> statements)
    {
        var touched = new int[statements.Count];
        if (_postgres is null)
        {
            for (var i = 0; i < touched.Length; i++) touched[i] = Statement(statements[i].Sql).Execute(statements[i].Values);
            return touched;
        }
        foreach (var (sql, values) in statements) Queue(sql, values);
        if (_queued is not { } batch) return touched;
        var first = batch.BatchCommands.Count - touched.Length;
        Flush();
        for (var i = 0; i < touched.Length; i++) touched[i] = batch.BatchCommands[first + i].RecordsAffected;
        return touched;
    }

    /// <summary>Adds rows of one table but those whose key is there; answers how many were added.</summary>
    internal int InsertMissing(IReadOnlyList<PreparedRow> rows)
    {
        var form = rows[0].Form;
        if (_postgres is null)
        {
            var statement = Statement(form.UnlessThere);
            return rows.Sum(row => statement.Execute(row.Values));
        }
        Flush();
        using var command = new NpgsqlCommand(ColumnArrays.InsertMany(form, unlessThere: true), _postgres, (NpgsqlTransaction?)Transaction);
        command.Parameters.AddRange(ColumnArrays.Of(form, [.. rows.Select(row => row.Values)]));
        return command.ExecuteNonQuery();
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

    /// <summary>Gives up a session whose connection a fault may have left unusable.</summary>
    internal static void DropIfBroken(ref SqlSession? session, Exception why)
    {
        if (session?.Connection.State == System.Data.ConnectionState.Open && why is PostgresException or not NpgsqlException) return;
        session?.Dispose();
        session = null;
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

    /// <summary>A read that comes again and again is kept with its parameters. One whose values are of other types, or absent, is made anew.</summary>
    private NpgsqlCommand Prepared(string sql, ReadOnlySpan<object?> values)
    {
        if (_prepared.TryGetValue(sql, out var kept) && IsFilled(kept.Parameters, values))
        {
            kept.Transaction = (NpgsqlTransaction?)Transaction;
            return kept;
        }
        kept?.Dispose();
        var command = _prepared[sql] = Command(sql, values);
        if (!values.Contains(null)) command.Prepare();
        return command;
    }

    private static bool IsFilled(NpgsqlParameterCollection parameters, ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is not { } value || parameters[i].Value?.GetType() != value.GetType()) return false;
            parameters[i].Value = value;
        }
        return true;
    }

    /// <summary>The driver prepares what it sees again; a command is only a form to fill in.</summary>
    private NpgsqlCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlCommand(PostgreSqlForms.Text(sql), _postgres, (NpgsqlTransaction?)Transaction);
        PostgreSqlForms.AddValues(command.Parameters, values);
        return command;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Forget();
        foreach (var statement in _statements.Values) statement.Dispose();
        foreach (var command in _prepared.Values) command.Dispose();
        connection.Dispose();
    }
}
