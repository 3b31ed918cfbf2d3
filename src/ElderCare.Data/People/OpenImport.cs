using NodaTime;

namespace ElderCare.Data.People;

/// <summary>An import at which this program works.</summary>
/// <param name="id">Its id.</param>
/// <param name="startedAt">When it began.</param>
public sealed class OpenImport(Guid id, Instant startedAt)
{
    /// <summary>Its id; the people whom it brings carry it.</summary>
    public Guid Id { get; } = id;

    /// <summary>When it began: what it brings was learnt then.</summary>
    public Instant StartedAt { get; } = startedAt;

    /// <summary>When its lease was last renewed.</summary>
    internal Instant RenewedAt { get; set; } = startedAt;
}
