using NodaTime;

namespace ElderCare.Domain.People;

/// <summary>A consent as it was given, and perhaps revoked. What it allows always has another way: nobody is turned away for lack of it.</summary>
public sealed class Consent
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose data it is about.</summary>
    public required Guid SeniorId { get; init; }

    /// <summary>What it allows; of each kind one at a time.</summary>
    public required ConsentKind Kind { get; init; }

    /// <summary>The day on which it was given, counted in.</summary>
    public required LocalDate GivenOn { get; init; }

    /// <summary>The guardian's account that gave it; null when the senior did.</summary>
    public Guid? Guardian { get; init; }

    /// <summary>Who wrote it down.</summary>
    public required Guid RecordedBy { get; init; }

    /// <summary>The day on which it was revoked; it no longer holds on it.</summary>
    public LocalDate? RevokedOn { get; init; }

    /// <summary>Who wrote down that it was revoked.</summary>
    public Guid? RevokedBy { get; init; }

    /// <summary>The guardian's account that decided last; null when the senior did.</summary>
    public Guid? DecidedBy => RevokedGuardian ?? Guardian;

    /// <summary>The guardian's account that revoked it; null when the senior did.</summary>
    public Guid? RevokedGuardian { get; init; }
}
