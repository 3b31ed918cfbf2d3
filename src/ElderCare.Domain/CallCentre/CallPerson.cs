namespace ElderCare.Domain.CallCentre;

/// <summary>A person whom a call may be about: one number can lead to several.</summary>
public sealed class CallPerson
{
    /// <summary>How many people a number is followed to at most; a warden's phone may be a contact of a whole village.</summary>
    public const int Most = 20;

    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The call.</summary>
    public required Guid CallId { get; init; }

    /// <summary>The person.</summary>
    public required Guid SeniorId { get; init; }

    /// <summary>How the number led to them.</summary>
    public required CallerMatch How { get; init; }
}
