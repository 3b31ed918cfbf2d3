using ElderCare.Data.Privacy;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Access;
using NodaTime;

namespace ElderCare.MobileApi.People;

/// <summary>A senior as the caller may see them.</summary>
internal sealed record SeniorView
{
    public required Guid Id { get; init; }

    /// <summary>In full for the senior's side; masked for others.</summary>
    public required string Name { get; init; }
    public required IdDocumentKind IdDocument { get; init; }

    /// <summary>First six and last four characters.</summary>
    public required string IdNumber { get; init; }

    /// <summary>True when the number was made from an old one of 15 digits.</summary>
    public bool? IdNumberConverted { get; init; }
    public string? Phone { get; init; }
    public string? Landline { get; init; }
    public required LocalDate BornOn { get; init; }

    /// <summary>Birthday by the farmers' calendar, to greet on.</summary>
    public LunarBirthdayShape? LunarBirthday { get; init; }
    public LocalDate? DiedOn { get; init; }
    public required string HukouDivision { get; init; }
    public required string ResidenceDivision { get; init; }

    /// <summary>In full for the senior's side; to the street for others.</summary>
    public required string Address { get; init; }

    /// <summary>Home, shown to the senior's side.</summary>
    public double? Latitude { get; init; }

    /// <inheritdoc cref="Latitude"/>
    public double? Longitude { get; init; }
    public LivingSituation? Living { get; init; }

    /// <summary>Shown to those who may view health.</summary>
    public SelfCareLevel? SelfCare { get; init; }

    /// <inheritdoc cref="SelfCare"/>
    public IReadOnlyList<string>? Diets { get; init; }

    /// <inheritdoc cref="SelfCare"/>
    public IReadOnlyList<string>? Allergies { get; init; }

    /// <inheritdoc cref="SelfCare"/>
    public IReadOnlyList<string>? Conditions { get; init; }

    /// <inheritdoc cref="SelfCare"/>
    public IReadOnlyList<string>? Medicines { get; init; }

    /// <summary>How who comes to help gets in, shown to those who see the whole record; in the answer for one senior.</summary>
    public string? DoorNote { get; init; }

    /// <summary>The address of the photo, shown to those who see the whole record; absent when there is none.</summary>
    public string? Photo { get; init; }

    /// <summary>The last day on which somebody answered at a contact; in the answer for one senior.</summary>
    public LocalDate? ContactsVerifiedOn { get; init; }

    /// <summary>Whether it is time that somebody calls a contact; in the answer for one senior.</summary>
    public bool? ContactsDue { get; init; }

    /// <summary>The record that took over everything of this one.</summary>
    public Guid? MergedInto { get; init; }

    /// <summary>What was done and is worth a second look.</summary>
    public IReadOnlyList<Warning>? Warnings { get; init; }

    public static SeniorView Of(Senior senior, SeniorAccess access)
    {
        var seesHealth = access.Rights.HasFlag(FamilyRights.ViewHealth);
        return new()
        {
            Id = senior.Id,
            Name = access.IsTheirSide ? senior.Name : Masking.Name(senior.Name),
            IdDocument = senior.IdDocument,
            IdNumber = senior.IdNumberMasked,
            IdNumberConverted = senior.IdNumberWasConverted ? true : null,
            Phone = senior.PhoneMasked,
            Landline = senior.LandlineMasked,
            BornOn = senior.BornOn,
            LunarBirthday = LunarBirthdayShape.Of(senior.LunarBirthday),
            DiedOn = senior.DiedOn,
            HukouDivision = senior.HukouDivision,
            ResidenceDivision = senior.ResidenceDivision,
            Address = access.IsTheirSide ? senior.Address : Masking.Address(senior.Address),
            Latitude = access.IsTheirSide ? senior.Latitude : null,
            Longitude = access.IsTheirSide ? senior.Longitude : null,
            Living = senior.Living,
            SelfCare = seesHealth ? senior.SelfCare : null,
            Diets = seesHealth ? senior.Diets : null,
            Allergies = seesHealth ? senior.Allergies : null,
            Conditions = seesHealth ? senior.Conditions : null,
            Medicines = seesHealth ? senior.Medicines : null,
            Photo = access.SeesWhole ? SeniorPhotos.AddressOf(senior) : null,
            MergedInto = senior.MergedInto,
        };
    }

    /// <summary>One senior, with what no list shows.</summary>
    public static SeniorView Alone(Senior senior, SeniorAccess access, FieldCipher cipher) =>
        Of(senior, access) with { DoorNote = access.SeesWhole && senior.DoorNoteCipher is { } note ? cipher.Decrypt(note) : null };
}
