using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ElderCare.Data.Writing;

/// <summary>The statements by which rows of a table are added and read, and how values are got from a row and put into one; built once from the model with its converters.</summary>
internal sealed class RowForm
{
    private readonly Column[] _columns;
    private readonly Lazy<(Func<object> Empty, Action<object, object?>[] Puts)> _reading;

    public RowForm(IEntityType entity)
    {
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!, null);
        _columns = [.. entity.GetProperties().Select(Column.Of)];
        _reading = new(() => (EmptyOf(entity.ClrType), [.. _columns.Select(column => PutterOf(column.Property.PropertyInfo!))]));
        Into = $"INSERT INTO \"{table.Name}\" ({string.Join(", ", _columns.Select(column => $"\"{column.Property.GetColumnName(table)}\""))})";
        Sql = $"{Into} VALUES ({string.Join(", ", _columns.Select((_, i) => "@p" + i))})";
        UnlessThere = Sql + " ON CONFLICT DO NOTHING";
        Select = $"SELECT {string.Join(", ", _columns.Select(column => column.Selected(table)))} FROM \"{table.Name}\" ";
    }

    /// <summary>Adds one row.</summary>
    public string Sql { get; }

    /// <summary>Adds one row unless one with its key is there.</summary>
    public string UnlessThere { get; }

    /// <summary>Reads rows; what they are found by follows.</summary>
    public string Select { get; }

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

    /// <summary>The row that <see cref="Select"/> has read.</summary>
    public object RowOf(SqlRow read)
    {
        var (empty, puts) = _reading.Value;
        var row = empty();
        for (var i = 0; i < _columns.Length; i++)
        {
            if (!read.IsDBNull(i)) puts[i](row, _columns[i].ValueFrom(read, i));
        }
        return row;
    }

    // Compiled: an alarm reads a row of some twenty columns, and what only the row itself may set is set too.
    private static Func<object> EmptyOf(Type type) =>
        Expression.Lambda<Func<object>>(Expression.New(type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [])!)).Compile();

    private static Action<object, object?> PutterOf(PropertyInfo property)
    {
        var (row, value) = (Expression.Parameter(typeof(object)), Expression.Parameter(typeof(object)));
        var put = Expression.Assign(Expression.Property(Expression.Convert(row, property.DeclaringType!), property), Expression.Convert(value, property.PropertyType));
        return Expression.Lambda<Action<object, object?>>(put, row, value).Compile();
    }

    private sealed record Column(IProperty Property, IClrPropertyGetter Getter, ValueConverter? Converter, Type ValueType)
    {
        public static Column Of(IProperty property)
        {
            var converter = property.GetRelationalTypeMapping().Converter;
            return new(property, property.GetGetter(), converter, converter?.ProviderClrType ?? property.ClrType);
        }

        public object? ValueOf(object row)
        {
            var value = Getter.GetClrValue(row);
            return value is null || Converter is null ? value : Converter.ConvertToProvider(value);
        }

        /// <summary>As it is read: a flag as a number, because the databases keep flags in different ways.</summary>
        public string Selected(StoreObjectIdentifier table) => ValueType == typeof(bool) ? $"CASE WHEN \"{Property.GetColumnName(table)}\" THEN 1 ELSE 0 END" : $"\"{Property.GetColumnName(table)}\"";

        public object? ValueFrom(SqlRow read, int column)
        {
            var kept = Kept(read, column);
            return Converter is null ? kept : Converter.ConvertFromProvider(kept);
        }

        private object Kept(SqlRow read, int column)
        {
            var type = Nullable.GetUnderlyingType(ValueType) ?? ValueType;
            return type == typeof(string) ? read.GetString(column)
                : type == typeof(Guid) ? read.GetGuid(column)
                : type == typeof(long) ? read.GetInt64(column)
                : type == typeof(int) ? read.GetInt32(column)
                : type == typeof(bool) ? read.GetInt64(column) != 0
                : type == typeof(double) ? read.GetDouble(column)
                : type == typeof(DateOnly) ? read.Date(column).ToDateOnly()
                : throw new NotSupportedException($"No {type.Name} is read.");
        }
    }
}
