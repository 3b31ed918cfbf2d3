using NodaTime;

namespace ElderCare.Domain.HomeServices;

/// <summary>A caregiver who is not sent to a person any more.</summary>
public sealed class BarredPair
{
    /// <summary>The person.</summary>
    public required Guid SeniorId { get; init; }

    /// <summary>Who does not come.</summary>
    public required Guid CaregiverId { get; init; }

    /// <summary>Why, for supervisors.</summary>
    public required string Reason { get; init; }

    /// <summary>Since when.</summary>
    public required Instant At { get; init; }
}
