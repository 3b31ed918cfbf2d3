using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Text;
using SQLitePCL;

namespace ElderCare.Data.Writing;

/// <summary>
/// A prepared statement run without the driver's command and reader: an order runs some thirty of them. Values are written and
/// read as the driver does. Belongs to one connection and one thread; it is the row that it stands on.
/// </summary>
internal sealed class SqliteStatement : SqlRow, IDisposable
{
    private const int LongestOnStack = 512;
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private readonly List<int> _places = [];

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _connection = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <summary>Runs it with the values of <c>@p0</c>, <c>@p1</c>… and answers how many rows it touched.</summary>
    public int Execute(ReadOnlySpan<object?> values)
    {
        Bind(values);
        var outcome = raw.sqlite3_step(_statement);
        Reset(outcome is not (raw.SQLITE_DONE or raw.SQLITE_ROW), outcome);
        return raw.sqlite3_changes(_connection);
    }

    /// <summary>Reads all rows with the values of <c>@p0</c>, <c>@p1</c>…</summary>
    public void Read<T>(Func<SqlRow, T> map, List<T> rows, ReadOnlySpan<object?> values)
    {
        Bind(values);
        var outcome = raw.SQLITE_DONE;
        try
        {
            while ((outcome = raw.sqlite3_step(_statement)) == raw.SQLITE_ROW) rows.Add(map(this));
        }
        finally
        {
            Reset(outcome is not (raw.SQLITE_DONE or raw.SQLITE_ROW), outcome);
        }
    }

    public override bool IsDBNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public override string GetString(int column) => Encoding.UTF8.GetString(Letters(column));

    public override Guid GetGuid(int column) => Guid.Parse(Letters(column), CultureInfo.InvariantCulture);

    public override long GetInt64(int column) => raw.sqlite3_column_int64(_statement, column);

    public override double GetDouble(int column) => raw.sqlite3_column_double(_statement, column);

    public override LocalDate Date(int column) => LocalDatePattern.Iso.Parse(GetString(column)).Value;

    public void Dispose() => _statement.Dispose();

    private ReadOnlySpan<byte> Letters(int column)
    {
        var letters = raw.sqlite3_column_blob(_statement, column);
        if (letters.IsEmpty && IsDBNull(column)) throw new InvalidOperationException($"Column {column} has no value.");
        return letters;
    }

    private void Reset(bool failed, int outcome)
    {
        var reset = raw.sqlite3_reset(_statement);
        if (failed) Check(reset == raw.SQLITE_OK ? outcome : reset);
    }

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) Bind(PlaceOf(i), values[i]);
    }

    private int PlaceOf(int value)
    {
        while (_places.Count <= value) _places.Add(raw.sqlite3_bind_parameter_index(_statement, string.Create(CultureInfo.InvariantCulture, $"@p{_places.Count}")));
        return _places[value];
    }

    private void Bind(int place, object? value) => Check(value switch
    {
        null => raw.sqlite3_bind_null(_statement, place),
        string text => BindText(place, text),
        Guid id => BindId(place, id),
        long number => raw.sqlite3_bind_int64(_statement, place, number),
        int number => raw.sqlite3_bind_int(_statement, place, number),
        bool flag => raw.sqlite3_bind_int(_statement, place, flag ? 1 : 0),
        double number => raw.sqlite3_bind_double(_statement, place, number),
        DateOnly date => BindText(place, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
        _ => throw new NotSupportedException($"SQLite keeps no {value.GetType().Name}."),
    });

    private int BindText(int place, string text)
    {
        if (text.Length == 0) return raw.sqlite3_bind_text(_statement, place, text); // an empty span would be bound as no value
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var bytes = most <= LongestOnStack ? stackalloc byte[LongestOnStack] : new byte[most];
        return raw.sqlite3_bind_text(_statement, place, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    private int BindId(int place, Guid id)
    {
        Span<byte> letters = stackalloc byte[36];
        id.TryFormat(letters, out _);
        Ascii.ToUpperInPlace(letters, out _);
        return raw.sqlite3_bind_text(_statement, place, letters);
    }

    private void Check(int outcome) => SqliteException.ThrowExceptionForRC(outcome, _connection);
}
