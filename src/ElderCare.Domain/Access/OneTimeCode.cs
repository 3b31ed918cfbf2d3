using NodaTime;

namespace ElderCare.Domain.Access;

/// <summary>A code sent by SMS to sign in with.</summary>
public sealed class OneTimeCode
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Keyed hash of the phone.</summary>
    public required string PhoneIndex { get; init; }

    /// <summary>SHA-256 of the id and the code.</summary>
    public required string CodeHash { get; init; }

    /// <summary>Until when it works.</summary>
    public required Instant ExpiresAt { get; init; }

    /// <summary>Wrong tries so far; at 5 it is dead.</summary>
    public int Tries { get; set; }

    /// <summary>When it was used.</summary>
    public Instant? UsedAt { get; set; }
}
