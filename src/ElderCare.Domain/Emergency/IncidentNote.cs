using NodaTime;

namespace ElderCare.Domain.Emergency;

/// <summary>One line of an incident's timeline; never changed.</summary>
public sealed class IncidentNote
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Of which.</summary>
    public required Guid IncidentId { get; init; }

    /// <summary>When it was written.</summary>
    public required Instant At { get; init; }

    /// <summary>What happened.</summary>
    public required IncidentNoteKind Kind { get; init; }

    /// <summary>The account that did it; null for a device and for the system.</summary>
    public Guid? By { get; init; }

    /// <summary>In words; null where the kind says it all.</summary>
    public string? Text { get; init; }
}
