using NodaTime;

namespace ElderCare.Domain.HomeServices;

/// <summary>A caregiver is asked whether they take a visit. The first of those who are asked together gets it.</summary>
public sealed class ServiceOffer
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The visit.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>Who is asked.</summary>
    public required Guid CaregiverId { get; init; }

    /// <summary>Counts from 1: each wave asks more of them.</summary>
    public required int Wave { get; init; }

    /// <summary>When they were asked.</summary>
    public required Instant OfferedAt { get; init; }

    /// <summary>From when an answer is too late.</summary>
    public required Instant ExpiresAt { get; init; }

    /// <summary>What came of it.</summary>
    public OfferState State { get; private set; }

    /// <summary>When it was answered or withdrawn.</summary>
    public Instant? EndedAt { get; private set; }

    /// <summary>How well they fit, 0 to 1.</summary>
    public required double Score { get; init; }

    /// <summary>Why, for a supervisor.</summary>
    public required IReadOnlyList<ScorePart> Reasons { get; init; }
}
