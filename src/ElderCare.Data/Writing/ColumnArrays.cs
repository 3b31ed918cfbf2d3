using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;

namespace ElderCare.Data.Writing;

/// <summary>Many rows as one array for each column, as PostgreSQL's <c>unnest</c> takes them.</summary>
internal static class ColumnArrays
{
    private static readonly ConcurrentDictionary<(RowForm Form, bool UnlessThere), string> Inserts = new();
    private static readonly ConcurrentDictionary<RowForm, Func<List<object?[]>, int, NpgsqlParameter>[]> Columns = new();
    private static readonly Func<List<object?[]>, int, NpgsqlParameter>[] Events = [.. new[] { typeof(long), typeof(string), typeof(long), typeof(string), typeof(string), typeof(string) }.Select(Column)];
    private static readonly Func<List<object?[]>, int, NpgsqlParameter>[] Addresses = [.. new[] { typeof(long), typeof(string) }.Select(Column)];

    /// <summary>Adds any number of rows by one text, so that it is prepared once.</summary>
    public static string InsertMany(RowForm form, bool unlessThere) => Inserts.GetOrAdd((form, unlessThere), static key =>
    {
        var columns = key.Form.StoreTypes.Select((type, i) => string.Create(CultureInfo.InvariantCulture, $"${i + 1}::{type}[]"));
        return $"{key.Form.Into} SELECT * FROM unnest({string.Join(", ", columns)}){(key.UnlessThere ? " ON CONFLICT DO NOTHING" : "")}";
    });

    /// <summary>The columns of rows of a table.</summary>
    public static NpgsqlParameter[] Of(RowForm form, List<object?[]> rows) => Of(Columns.GetOrAdd(form, static form => [.. form.ValueTypes.Select(Column)]), rows);

    /// <summary>The columns of events: number, type, instant, subject, data, audiences.</summary>
    public static NpgsqlParameter[] OfEvents(List<object?[]> rows) => Of(Events, rows);

    /// <summary>The columns of addresses: number, audience.</summary>
    public static NpgsqlParameter[] OfAddresses(List<object?[]> rows) => Of(Addresses, rows);

    /// <summary>One column.</summary>
    public static NpgsqlParameter Of<TRow, T>(IReadOnlyCollection<TRow> rows, Func<TRow, T> value) => new NpgsqlParameter<T[]> { TypedValue = [.. rows.Select(value)] };

    private static NpgsqlParameter[] Of(Func<List<object?[]>, int, NpgsqlParameter>[] columns, List<object?[]> rows)
    {
        var arrays = new NpgsqlParameter[columns.Length];
        for (var i = 0; i < arrays.Length; i++) arrays[i] = columns[i](rows, i);
        return arrays;
    }

    private static Func<List<object?[]>, int, NpgsqlParameter> Column(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(string) => Texts,
        var t when t == typeof(Guid) => Numbers<Guid>,
        var t when t == typeof(long) => Numbers<long>,
        var t when t == typeof(int) => Numbers<int>,
        var t when t == typeof(bool) => Numbers<bool>,
        var t when t == typeof(double) => Numbers<double>,
        var t when t == typeof(DateOnly) => Numbers<DateOnly>,
        _ => throw new NotSupportedException($"No column of {type.Name}."),
    };

    private static NpgsqlParameter Texts(List<object?[]> rows, int column)
    {
        var values = new string?[rows.Count];
        for (var i = 0; i < values.Length; i++) values[i] = (string?)rows[i][column];
        return new NpgsqlParameter<string?[]> { TypedValue = values };
    }

    private static NpgsqlParameter Numbers<T>(List<object?[]> rows, int column) where T : struct
    {
        var values = new T?[rows.Count];
        for (var i = 0; i < values.Length; i++) values[i] = (T?)rows[i][column];
        return new NpgsqlParameter<T?[]> { TypedValue = values };
    }
}
