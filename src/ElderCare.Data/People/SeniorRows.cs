using ElderCare.Data.Privacy;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Data.People;

/// <summary>What the city keeps of a person who is registered: the person, their categories and the accounts from which they pay.</summary>
public static class SeniorRows
{
    /// <summary>The kinds of account that every senior has.</summary>
    public static readonly IReadOnlyList<AccountKind> AccountKinds = [AccountKind.SeniorShare, AccountKind.Wallet];

    /// <summary>The person's own row; number, phone and the way in encrypted.</summary>
    /// <param name="senior">Who.</param>
    /// <param name="home">Where they live, or the point of their division.</param>
    /// <param name="cipher">For what is encrypted.</param>
    /// <param name="importId">The import that brings the person, if one does.</param>
    public static Senior SeniorOf(NewSenior senior, GeoPoint home, FieldCipher cipher, Guid? importId = null) => new()
    {
        Id = Guid.CreateVersion7(),
        Name = senior.Name,
        IdDocument = senior.IdDocument,
        IdNumberCipher = cipher.Encrypt(senior.IdNumber),
        IdNumberIndex = cipher.Index(senior.IdNumber),
        IdNumberMasked = Masking.IdNumber(senior.IdNumber),
        PhoneCipher = senior.Phone is { } phone ? cipher.Encrypt(phone) : null,
        PhoneIndex = senior.Phone is { } number ? cipher.Index(number) : null,
        PhoneMasked = senior.Phone is { } shown ? Masking.Phone(shown) : null,
        IsFemale = senior.Sex == Sex.Female,
        BornOn = senior.BornOn,
        HukouDivision = senior.HukouDivision,
        ResidenceDivision = senior.ResidenceDivision,
        Address = senior.Address,
        Latitude = home.Latitude,
        Longitude = home.Longitude,
        Diets = senior.Diets,
        Allergies = senior.Allergies,
        Conditions = senior.Conditions,
        Medicines = senior.Medicines,
        DoorNoteCipher = senior.DoorNote is { } note ? cipher.Encrypt(note) : null,
        SelfCare = senior.SelfCare,
        Living = senior.Living,
        ImportId = importId,
    };

    /// <summary>Their categories, as learnt at an instant.</summary>
    public static IEnumerable<CategoryPeriod> CategoriesOf(NewSenior senior, Guid id, Instant learntAt) => senior.Categories.Select(claim => new CategoryPeriod
    {
        Id = Guid.CreateVersion7(),
        SeniorId = id,
        Category = claim.Category!,
        ValidFrom = claim.ValidFrom!.Value,
        ValidTo = claim.ValidTo,
        RecordedAt = learntAt,
    });

    /// <summary>Their accounts.</summary>
    public static IEnumerable<LedgerAccount> AccountsOf(Guid id, string residenceDivision) =>
        AccountKinds.Select(kind => LedgerAccount.Open(kind, id.ToString(), residenceDivision));
}
