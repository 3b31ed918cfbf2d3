using NodaTime;

namespace ElderCare.Domain.Access;

/// <summary>An address from which an account has signed in before: it stays open to the account when the address is under attack.</summary>
public sealed class KnownAddress
{
    /// <summary>Whose.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Keyed hash of the network address.</summary>
    public required string AddressIndex { get; init; }

    /// <summary>When it was last used.</summary>
    public required Instant LastUsedAt { get; set; }
}
