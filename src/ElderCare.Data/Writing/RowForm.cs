using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ElderCare.Data.Writing;

/// <summary>The INSERT statement of a table and how its values are got from a row, built once from the model with its converters.</summary>
internal sealed class RowForm
{
    private readonly Column[] _columns;

    public RowForm(IEntityType entity)
    {
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!, null);
        _columns = [.. entity.GetProperties().Select(Column.Of)];
        Into = $"INSERT INTO \"{table.Name}\" ({string.Join(", ", _columns.Select(column => $"\"{column.Property.GetColumnName(table)}\""))})";
        Sql = $"{Into} VALUES ({string.Join(", ", _columns.Select((_, i) => "@p" + i))})";
        UnlessThere = Sql + " ON CONFLICT DO NOTHING";
    }

    /// <summary>Adds one row.</summary>
    public string Sql { get; }

    /// <summary>Adds one row unless one with its key is there.</summary>
    public string UnlessThere { get; }

    /// <summary>The statement up to its values.</summary>
    public string Into { get; }

    /// <summary>How PostgreSQL names the type of each column.</summary>
    public IEnumerable<string> StoreTypes => _columns.Select(column => column.Property.GetRelationalTypeMapping().StoreType);

    /// <summary>The type of each value.</summary>
    public IEnumerable<Type> ValueTypes => _columns.Select(column => column.ValueType);

    public object?[] ValuesOf(object row)
    {
        var values = new object?[_columns.Length];
        for (var i = 0; i < values.Length; i++) values[i] = _columns[i].ValueOf(row);
        return values;
    }

    private sealed record Column(IProperty Property, IClrPropertyGetter Getter, Func<object?, object?>? Convert, Type ValueType)
    {
        public static Column Of(IProperty property)
        {
            var converter = property.GetRelationalTypeMapping().Converter;
            return new(property, property.GetGetter(), converter?.ConvertToProvider, converter?.ProviderClrType ?? property.ClrType);
        }

        public object? ValueOf(object row)
        {
            var value = Getter.GetClrValue(row);
            return value is null || Convert is null ? value : Convert(value);
        }
    }
}
