using NodaTime;

namespace ElderCare.Data.Writing;

/// <summary>The row that a read stands on; columns are counted from 0.</summary>
public abstract class SqlRow
{
    /// <summary>Whether the column has no value.</summary>
    public abstract bool IsDBNull(int column);

    /// <summary>A text.</summary>
    public abstract string GetString(int column);

    /// <summary>An id.</summary>
    public abstract Guid GetGuid(int column);

    /// <summary>A whole number.</summary>
    public abstract long GetInt64(int column);

    /// <summary>A number with a fraction.</summary>
    public abstract double GetDouble(int column);

    /// <summary>A date.</summary>
    public abstract LocalDate Date(int column);

    /// <summary>A small whole number.</summary>
    public int GetInt32(int column) => checked((int)GetInt64(column));

    /// <summary>An instant, kept as ticks since 1970.</summary>
    public Instant At(int column) => Instant.FromUnixTimeTicks(GetInt64(column));
}
