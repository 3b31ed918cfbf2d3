using NodaTime;

namespace ElderCare.Domain.People;

/// <summary>A senior's consent that an account acts for them, with scope and time.</summary>
public sealed class FamilyLink
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The family member's account.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>The senior who consented.</summary>
    public required Guid SeniorId { get; init; }

    /// <summary>What the family member may do.</summary>
    public required FamilyRights Rights { get; set; }

    /// <summary>From when, counted in.</summary>
    public required Instant ValidFrom { get; init; }

    /// <summary>Until when, not counted; null until revoked.</summary>
    public Instant? ValidTo { get; set; }

    /// <summary>Whether the family member is the senior's guardian (监护人), who decides where the senior cannot.</summary>
    public bool IsGuardian { get; init; }

    /// <summary>The guardian's account that consented; null when the senior did.</summary>
    public Guid? ConsentedBy { get; init; }

    /// <summary>The guardian's account that revoked it; null while it holds, and when the senior or staff did.</summary>
    public Guid? RevokedBy { get; set; }

    /// <summary>Who recorded the consent.</summary>
    public required Guid GrantedBy { get; init; }

    /// <summary>The guardian's account that decided last about it; null when the senior did.</summary>
    public Guid? DecidedBy => RevokedBy ?? ConsentedBy;

    /// <summary>Whether the link holds at an instant.</summary>
    public bool HoldsAt(Instant now) => ValidFrom <= now && (ValidTo is null || now < ValidTo);
}
