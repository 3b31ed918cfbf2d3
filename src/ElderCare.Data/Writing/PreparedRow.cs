namespace ElderCare.Data.Writing;

/// <summary>A row as its statement takes it: made before its unit, so that the writer has less to do.</summary>
public sealed class PreparedRow
{
    internal PreparedRow(RowForm form, object?[] values) => (Form, Values) = (form, values);

    internal RowForm Form { get; }

    internal object?[] Values { get; }
}
