namespace ElderCare.Data.Writing;

/// <summary>A read that may travel with others.</summary>
public abstract class SqlRead(string sql, object?[] values)
{
    internal string Sql => sql;

    internal object?[] Values => values;

    internal abstract void ReadFrom(SqliteStatement statement);

    internal abstract void Take(SqlRow row);
}

/// <inheritdoc/>
public sealed class SqlRead<T>(string sql, Func<SqlRow, T> map, params object?[] values) : SqlRead(sql, values)
{
    /// <summary>What it found, once it has been run.</summary>
    public List<T> Rows { get; } = [];

    internal override void ReadFrom(SqliteStatement statement) => statement.Read(map, Rows, Values);

    internal override void Take(SqlRow row) => Rows.Add(map(row));
}
