using NodaTime;

namespace ElderCare.Domain.Tasks;

/// <summary>Something that was written down about a task.</summary>
public sealed class TaskNote
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>On which task.</summary>
    public required Guid TaskId { get; init; }

    /// <summary>When.</summary>
    public required Instant At { get; init; }

    /// <summary>Who wrote it.</summary>
    public required Guid By { get; init; }

    /// <summary>The words, up to 2,000 characters.</summary>
    public required string Text { get; init; }
}
