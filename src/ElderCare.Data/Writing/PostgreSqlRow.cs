using Npgsql;
using NodaTime;

namespace ElderCare.Data.Writing;

/// <inheritdoc/>
internal sealed class PostgreSqlRow(NpgsqlDataReader reader) : SqlRow
{
    public override bool IsDBNull(int column) => reader.IsDBNull(column);

    public override string GetString(int column) => reader.GetString(column);

    public override Guid GetGuid(int column) => reader.GetGuid(column);

    public override long GetInt64(int column) => reader.GetInt64(column);

    public override double GetDouble(int column) => reader.GetDouble(column);

    public override LocalDate Date(int column) => LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(column));
}
