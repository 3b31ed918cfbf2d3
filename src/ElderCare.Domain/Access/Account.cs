using NodaTime;

namespace ElderCare.Domain.Access;

/// <summary>Somebody, or something, that signs in.</summary>
public sealed class Account
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name to sign in with, lower case, unique.</summary>
    public required string UserName { get; init; }

    /// <summary>Name to show.</summary>
    public required string Name { get; set; }

    /// <summary>Salted hash of the password; null for accounts that sign in by SMS only.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Keyed hash of the phone, to sign in by SMS.</summary>
    public string? PhoneIndex { get; set; }

    /// <summary>Phone, encrypted with a key id.</summary>
    public string? PhoneCipher { get; set; }

    /// <summary>The secret of the second factor, encrypted; null when not enrolled.</summary>
    public string? TotpCipher { get; set; }

    /// <summary>What the account may be.</summary>
    public required IReadOnlyList<Role> Roles { get; set; }

    /// <summary>The division that its staff roles cover; null for seniors and families.</summary>
    public string? DivisionCode { get; set; }

    /// <summary>The senior that it is.</summary>
    public Guid? SeniorId { get; set; }

    /// <summary>The canteen it works for.</summary>
    public Guid? CanteenId { get; set; }

    /// <summary>The provider it works for.</summary>
    public Guid? ProviderId { get; set; }

    /// <summary>The caregiver, courier or responder that it is.</summary>
    public Guid? WorkerId { get; set; }

    /// <summary>Whether it may no longer sign in; its tokens are dead from that moment.</summary>
    public bool IsDisabled { get; set; }

    /// <summary>Counts up when every token given so far must die: disabled, moved, password reset.</summary>
    public int TokenVersion { get; set; }

    /// <summary>When it was made.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>Counts up at every change.</summary>
    public int Version { get; set; }
}
