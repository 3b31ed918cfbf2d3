using NodaTime;

namespace ElderCare.Domain.People;

/// <summary>Whom to call for a senior (紧急联系人), and in which order.</summary>
public sealed class Contact
{
    /// <summary>How many contacts a senior may have.</summary>
    public const int Most = 10;

    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>For whom.</summary>
    public required Guid SeniorId { get; init; }

    /// <summary>Full name.</summary>
    public required string Name { get; set; }

    /// <summary>What they are to the senior.</summary>
    public required Relation Relation { get; set; }

    /// <summary>Mobile phone or landline, encrypted.</summary>
    public required string PhoneCipher { get; set; }

    /// <summary>Keyed hash of the phone, to find for whom a caller may call; null for those from before it was kept, until they are gone through.</summary>
    public string? PhoneIndex { get; set; }

    /// <summary>Phone as shown.</summary>
    public required string PhoneMasked { get; set; }

    /// <summary>1 is called first; one of each number for a senior.</summary>
    public required int CallOrder { get; init; }

    /// <summary>The last day on which somebody answered there; null when nobody has yet, or since the phone was changed.</summary>
    public LocalDate? VerifiedOn { get; set; }

    /// <summary>Counts up at every change.</summary>
    public int Version { get; set; } = 1;
}
