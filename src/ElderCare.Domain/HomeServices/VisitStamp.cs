using NodaTime;

namespace ElderCare.Domain.HomeServices;

/// <summary>What a caregiver's phone says when they set out, come and go: never changed, never deleted.</summary>
public sealed class VisitStamp
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The visit.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>Who.</summary>
    public required Guid CaregiverId { get; init; }

    /// <summary>What they did.</summary>
    public required StampKind Kind { get; init; }

    /// <summary>When the server heard of it.</summary>
    public required Instant RecordedAt { get; init; }

    /// <summary>When it was, by the device's clock; the server's where the device says nothing.</summary>
    public required Instant OccurredAt { get; init; }

    /// <summary>Degrees north; null when the phone does not know.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east; null when the phone does not know.</summary>
    public double? Longitude { get; init; }

    /// <summary>How sure the phone is of its place, in metres.</summary>
    public double? AccuracyMetres { get; init; }

    /// <summary>Whether the phone says that its place is made up by another program.</summary>
    public bool IsMockLocation { get; init; }

    /// <summary>SHA-256 of a photo, 64 hexadecimal digits.</summary>
    public string? PhotoSha256 { get; init; }

    /// <summary>How far from the home it was, in metres; null when nobody knows.</summary>
    public double? MetresFromHome { get; init; }

    /// <summary>What is odd about it: a person looks, nobody is stopped.</summary>
    public required IReadOnlyList<StampFlag> Flags { get; init; }

    /// <summary>Words of the caregiver.</summary>
    public string? Reason { get; init; }
}
