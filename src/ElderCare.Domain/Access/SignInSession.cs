using NodaTime;

namespace ElderCare.Domain.Access;

/// <summary>A refresh token as kept: its hash, and the family of tokens that one sign-in began.</summary>
public sealed class SignInSession
{
    /// <summary>UUID version 7 of this token.</summary>
    public required Guid Id { get; init; }

    /// <summary>The sign-in that began the family; ended as a whole when an old token comes again.</summary>
    public required Guid FamilyId { get; init; }

    /// <summary>Whose.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>SHA-256 of the token.</summary>
    public required string TokenHash { get; init; }

    /// <summary>Until when it can be exchanged.</summary>
    public required Instant ExpiresAt { get; init; }

    /// <summary>When it was exchanged or ended.</summary>
    public Instant? EndedAt { get; set; }
}
