using NodaTime;

namespace ElderCare.Data.Writing;

/// <summary>Something that is to happen at a time; survives a restart, taken by one node at a time.</summary>
public sealed class TimerRow
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Which handler runs it.</summary>
    public required string Kind { get; init; }

    /// <summary>The record that it is about.</summary>
    public required string Subject { get; init; }

    /// <summary>Not before this instant.</summary>
    public required Instant DueAt { get; set; }

    /// <summary>The node that runs it now.</summary>
    public string? Owner { get; set; }

    /// <summary>Until when that node has it; after that another may take it.</summary>
    public Instant? LeasedUntil { get; set; }

    /// <summary>How often it was taken without success.</summary>
    public int Attempts { get; set; }
}
