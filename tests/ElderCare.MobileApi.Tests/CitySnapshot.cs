using System.Globalization;
using ElderCare.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ElderCare.MobileApi.Tests;

/// <summary>Every table of a city, counted and summed: two that are equal mean that nothing has changed between them.</summary>
internal static class CitySnapshot
{
    /// <summary>Work that goes on by itself, and who has signed in: no matter of the request in question.</summary>
    private static readonly string[] OnTheirOwn = ["Timers", "SignInSessions", "KnownAddresses"];

    public static IReadOnlyList<string> Snapshot(this TestCity city)
    {
        using var db = city.Get<CityDatabase>().Read();
        var tables = db.Model.GetEntityTypes().Where(table => !OnTheirOwn.Contains(table.GetTableName())).ToList();
        return city.Get<CityDatabase>().ReadSnapshot(sql => tables.Select(table => sql.Query(
            $"SELECT {string.Join(" || ' ' || ", table.GetProperties().SelectMany(Sums).Prepend("COUNT(*)"))} FROM \"{table.GetTableName()}\"",
            row => string.Create(CultureInfo.InvariantCulture, $"{table.GetTableName()}: {row.GetString(0)}"))[0]).ToList());
    }

    private static IEnumerable<string> Sums(IProperty property)
    {
        var name = $"\"{property.GetColumnName()}\"";
        var type = property.GetRelationalTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (property.IsNullable) yield return $"COUNT({name})";
        if (type == typeof(long) || type == typeof(int)) yield return $"COALESCE(SUM({name} % 1000003), 0)";
        if (type == typeof(string)) yield return $"COALESCE(SUM(LENGTH({name})), 0)";
        if (type == typeof(bool)) yield return $"COALESCE(SUM(CASE WHEN {name} THEN 1 ELSE 0 END), 0)";
    }
}
