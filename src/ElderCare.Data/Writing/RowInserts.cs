using System.Collections.Concurrent;

namespace ElderCare.Data.Writing;

/// <summary>Rows added and read without the cost of a change tracker.</summary>
public sealed class RowInserts(CityDatabase database)
{
    private readonly ConcurrentDictionary<Type, RowForm> _forms = new();

    /// <summary>A row as its statement takes it.</summary>
    public PreparedRow Prepare(object row)
    {
        var form = FormOf(row.GetType());
        return new(form, form.ValuesOf(row));
    }

    internal RowForm FormOf(Type type) => _forms.GetOrAdd(type, Build);

    private RowForm Build(Type type)
    {
        using var context = database.Read();
        return new(context.Model.FindEntityType(type) ?? throw new ArgumentException($"{type.Name} is not a table.", nameof(type)));
    }
}
