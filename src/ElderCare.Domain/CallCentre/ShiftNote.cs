using NodaTime;

namespace ElderCare.Domain.CallCentre;

/// <summary>What one shift at the desk leaves to the next.</summary>
public sealed class ShiftNote
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The desk's division.</summary>
    public required string DivisionCode { get; init; }

    /// <summary>When it was written.</summary>
    public required Instant At { get; init; }

    /// <summary>Who wrote it.</summary>
    public required Guid By { get; init; }

    /// <summary>The words, up to 2,000 characters.</summary>
    public required string Text { get; init; }
}
