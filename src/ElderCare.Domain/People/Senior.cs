using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.People;

/// <summary>A served person (老年人). ID number and phone are kept encrypted, with a masked form to show and a blind index to find them.</summary>
public sealed class Senior
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Full name, 2 to 25 characters.</summary>
    public required string Name { get; set; }

    /// <summary>What document proves who the person is.</summary>
    public IdDocumentKind IdDocument { get; set; } = IdDocumentKind.ResidentIdCard;

    /// <summary>The number of the document, encrypted with a key id.</summary>
    public required string IdNumberCipher { get; set; }

    /// <summary>Keyed hash of the ID number with its key id: equality search; with the kind of document one person once.</summary>
    public required string IdNumberIndex { get; set; }

    /// <summary>The ID number as shown: first six and last four characters.</summary>
    public required string IdNumberMasked { get; set; }

    /// <summary>Phone, encrypted; null when there is none.</summary>
    public string? PhoneCipher { get; set; }

    /// <summary>Keyed hash of the phone for equality search.</summary>
    public string? PhoneIndex { get; set; }

    /// <summary>Phone as shown, 138****5678.</summary>
    public string? PhoneMasked { get; set; }

    /// <summary>Whether the ID number was made from an old one of 15 digits, which has no check digit.</summary>
    public bool IdNumberWasConverted { get; set; }

    /// <summary>Landline, encrypted; null when there is none.</summary>
    public string? LandlineCipher { get; set; }

    /// <summary>Keyed hash of the landline for equality search.</summary>
    public string? LandlineIndex { get; set; }

    /// <summary>Landline as shown, 0577-8888****.</summary>
    public string? LandlineMasked { get; set; }

    /// <summary>True for women.</summary>
    public required bool IsFemale { get; set; }

    /// <summary>Date of birth by the identity document, Gregorian.</summary>
    public required LocalDate BornOn { get; set; }

    /// <summary>Date of death, if known.</summary>
    public LocalDate? DiedOn { get; set; }

    /// <summary>Division of the household registration (户籍).</summary>
    public required string HukouDivision { get; set; }

    /// <summary>Division where the person lives (常住).</summary>
    public required string ResidenceDivision { get; set; }

    /// <summary>Address as registered, up to 200 characters; shown to the street only.</summary>
    public required string Address { get; set; }

    /// <summary>Home, degrees north.</summary>
    public required double Latitude { get; set; }

    /// <summary>Home, degrees east.</summary>
    public required double Longitude { get; set; }

    /// <summary>Allergens that the person must not get, such as <c>peanut</c>.</summary>
    public IReadOnlyList<string> Allergies { get; set; } = [];

    /// <summary>Diets that the person keeps, such as <c>diabetic</c>, <c>soft</c> or <c>halal</c>.</summary>
    public IReadOnlyList<string> Diets { get; set; } = [];

    /// <summary>Illnesses that the person has, such as 冠心病.</summary>
    public IReadOnlyList<string> Conditions { get; set; } = [];

    /// <summary>Medicines that the person takes, with dose and time where they are known.</summary>
    public IReadOnlyList<string> Medicines { get; set; } = [];

    /// <summary>How who comes to help gets in, encrypted: it opens a home. Null when it is not known.</summary>
    public string? DoorNoteCipher { get; set; }

    /// <summary>Whether there is a photo of the person.</summary>
    public bool HasPhoto { get; set; }

    /// <summary>How far the person manages alone; null until assessed.</summary>
    public SelfCareLevel? SelfCare { get; set; }

    /// <summary>With whom the person lives; null when not known.</summary>
    public LivingSituation? Living { get; set; }

    /// <summary>The import of a file that brought the person; until it is published as a whole, nobody sees them. Null for those registered one by one.</summary>
    public Guid? ImportId { get; init; }

    /// <summary>The month of the lunar birthday, 1 to 12; null when it is not known.</summary>
    public int? LunarMonth { get; set; }

    /// <summary>Its day, 1 to 30.</summary>
    public int? LunarDay { get; set; }

    /// <summary>Whether it is in a leap month.</summary>
    public bool LunarIsLeap { get; set; }

    /// <summary>The person's other record, which took over everything of this one; null while this one stands.</summary>
    public Guid? MergedInto { get; set; }

    /// <summary>Counts up at every change of this record: what an order costs, and whether it may stand, was decided on one version.</summary>
    public int Version { get; set; }

    /// <summary>Whether the person is known to be dead on a date.</summary>
    public bool IsDeadOn(LocalDate date) => DiedOn is { } died && died <= date;

    /// <summary>The home as a point.</summary>
    public GeoPoint Home => new(Latitude, Longitude);

    /// <summary>The birthday by the farmers' calendar; null when it is not known.</summary>
    public LunarBirthday? LunarBirthday
    {
        get => LunarMonth is { } month && LunarDay is { } day ? new(month, day, LunarIsLeap) : null;
        set => (LunarMonth, LunarDay, LunarIsLeap) = (value?.Month, value?.Day, value?.IsLeapMonth == true);
    }

    /// <summary>Refuses what cannot be done with a record that was merged into another.</summary>
    /// <param name="field">The field of a request that named the record.</param>
    /// <exception cref="RuleViolation"><c>people.merged</c>.</exception>
    public void ThrowIfMerged(string? field = null) => RuleViolation.ThrowIf(
        MergedInto is not null, "people.merged", "这份档案已经并入另一份，请用合并后的档案。", "This record was merged into another one; use that one.", field);
}
