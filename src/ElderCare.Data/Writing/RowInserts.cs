using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ElderCare.Data.Writing;

/// <summary>INSERT statements built once from the model, converters included: a row without the cost of a change tracker.</summary>
internal sealed class RowInserts(CityDatabase database)
{
    private readonly ConcurrentDictionary<Type, Form> _forms = new();

    /// <summary>The statement that adds a row and its values; <paramref name="unlessThere"/>: nothing happens when its key is taken.</summary>
    public (string Sql, object?[] Values) For(object row, bool unlessThere = false)
    {
        var form = _forms.GetOrAdd(row.GetType(), Build);
        var values = new object?[form.Columns.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (property, converter) = form.Columns[i];
            var value = property.GetGetter().GetClrValue(row);
            values[i] = converter is null ? value : converter(value);
        }
        return (unlessThere ? form.UnlessThere : form.Sql, values);
    }

    private Form Build(Type type)
    {
        using var context = database.Read();
        var entity = context.Model.FindEntityType(type) ?? throw new ArgumentException($"{type.Name} is not a table.", nameof(type));
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!, null);
        var properties = entity.GetProperties().ToArray();
        var names = properties.Select(property => $"\"{property.GetColumnName(table)}\"");
        var sql = $"INSERT INTO \"{table.Name}\" ({string.Join(", ", names)}) VALUES ({string.Join(", ", properties.Select((_, i) => "@p" + i))})";
        return new(sql, sql + " ON CONFLICT DO NOTHING", [.. properties.Select(property => (property, Converter(property)))]);
    }

    private static Func<object?, object?>? Converter(IProperty property)
    {
        var convert = property.GetRelationalTypeMapping().Converter?.ConvertToProvider;
        return convert is null ? null : value => value is null ? null : convert(value);
    }

    private sealed record Form(string Sql, string UnlessThere, (IProperty Property, Func<object?, object?>? Converter)[] Columns);
}
