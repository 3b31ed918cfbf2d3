using System.Data.Common;

namespace ElderCare.Data.Writing;

/// <summary>A read that may travel with others; its rows are there once <see cref="SqlSession.QueryAll"/> has run it.</summary>
public abstract class SqlRead
{
    internal abstract string Sql { get; }

    internal abstract object?[] Values { get; }

    internal abstract void TakeRows(DbDataReader reader);
}

/// <inheritdoc/>
/// <param name="sql">With <c>@p0</c>, <c>@p1</c>…; on SQLite it does not change anything.</param>
/// <param name="map">Makes a <typeparamref name="T"/> of a row.</param>
/// <param name="values">Of the parameters.</param>
public sealed class SqlRead<T>(string sql, Func<DbDataReader, T> map, params object?[] values) : SqlRead
{
    /// <summary>What was found.</summary>
    public List<T> Rows { get; } = [];

    internal override string Sql => sql;

    internal override object?[] Values => values;

    internal override void TakeRows(DbDataReader reader)
    {
        while (reader.Read()) Rows.Add(map(reader));
    }
}
