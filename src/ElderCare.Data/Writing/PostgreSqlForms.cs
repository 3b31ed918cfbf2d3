using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Npgsql;

namespace ElderCare.Data.Writing;

/// <summary>Statements as PostgreSQL takes them, with <c>$1</c> for <c>@p0</c>: the driver would look for named parameters in each text at each use.</summary>
internal static partial class PostgreSqlForms
{
    private static readonly ConcurrentDictionary<string, string> Positional = new();

    public static NpgsqlBatchCommand InBatch(string sql, ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlBatchCommand(TextOf(sql));
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }

    private static string TextOf(string sql) =>
        Positional.GetOrAdd(sql, static named => Parameter().Replace(named, found => $"${int.Parse(found.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) + 1}"));

    [GeneratedRegex(@"@p(\d+)")]
    private static partial Regex Parameter();
}
