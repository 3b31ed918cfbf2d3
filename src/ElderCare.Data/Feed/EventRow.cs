using NodaTime;

namespace ElderCare.Data.Feed;

/// <summary>Something that happened, as the feed keeps it for 24 hours.</summary>
public sealed class EventRow
{
    /// <summary>Rises with gaps; below 2^53.</summary>
    public required long Sequence { get; init; }

    /// <summary>Type on the wire, such as <c>mealOrder.changed</c>.</summary>
    public required string Type { get; init; }

    /// <summary>When.</summary>
    public required Instant OccurredAt { get; init; }

    /// <summary>The record that changed.</summary>
    public required string SubjectId { get; init; }

    /// <summary>What a row of a list shows, as JSON.</summary>
    public required string Data { get; init; }

    /// <summary>To whom it is addressed, separated by blanks.</summary>
    public required string Audiences { get; init; }
}
