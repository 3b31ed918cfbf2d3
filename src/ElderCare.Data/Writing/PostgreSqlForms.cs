using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace ElderCare.Data.Writing;

/// <summary>Commands with parameters by position: the driver need not take each text apart again to find their names.</summary>
internal static partial class PostgreSqlForms
{
    private static readonly ConcurrentDictionary<string, string> Texts = new();

    /// <summary>The text with <c>$1</c> for <c>@p0</c>, and so on.</summary>
    public static string Text(string sql) => Texts.GetOrAdd(sql, named =>
        Name().Replace(named, name => string.Create(CultureInfo.InvariantCulture, $"${int.Parse(name.Groups[1].ValueSpan, CultureInfo.InvariantCulture) + 1}")));

    public static NpgsqlBatchCommand InBatch(string sql, ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlBatchCommand(Text(sql));
        AddValues(command.Parameters, values);
        return command;
    }

    public static void AddValues(NpgsqlParameterCollection parameters, ReadOnlySpan<object?> values)
    {
        foreach (var value in values) parameters.Add(Parameter(value));
    }

    private static NpgsqlParameter Parameter(object? value) => value switch
    {
        Guid id => new NpgsqlParameter<Guid> { TypedValue = id },
        string text => new NpgsqlParameter<string> { TypedValue = text },
        long number => new NpgsqlParameter<long> { TypedValue = number },
        int number => new NpgsqlParameter<int> { TypedValue = number },
        DateOnly date => new NpgsqlParameter<DateOnly> { TypedValue = date },
        _ => new NpgsqlParameter { Value = value ?? DBNull.Value },
    };

    [GeneratedRegex("@p([0-9]+)")]
    private static partial Regex Name();
}
