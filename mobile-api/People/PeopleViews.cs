using ElderCare.Domain.Access;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Access;
using NodaTime;

namespace ElderCare.MobileApi.People;

/// <summary>Who is calling.</summary>
/// <param name="EventSequence">At or below this number no further event can appear: read it before the first snapshot.</param>
internal sealed record MeView(
    Guid Id, string UserName, string Name, IReadOnlyList<Role> Roles, string? DivisionCode, Guid? SeniorId, IReadOnlyList<Guid>? SeniorIds,
    Guid? CanteenId, Guid? ProviderId, Guid? WorkerId, long EventSequence);

/// <summary>Whom to look for.</summary>
/// <param name="Text">A full name, ID number or phone.</param>
internal sealed record SearchRequest(string? Text);

/// <summary>A senior as the caller may see them.</summary>
internal sealed record SeniorView
{
    public required Guid Id { get; init; }

    /// <summary>In full for the senior's side; masked for others.</summary>
    public required string Name { get; init; }

    /// <summary>First six and last four characters.</summary>
    public required string IdNumber { get; init; }
    public string? Phone { get; init; }
    public required LocalDate BornOn { get; init; }
    public LocalDate? DiedOn { get; init; }
    public required string HukouDivision { get; init; }
    public required string ResidenceDivision { get; init; }

    /// <summary>Shown to those who may view health.</summary>
    public IReadOnlyList<string>? Allergies { get; init; }

    /// <summary>What is doubtful about a person just registered, such as the prefix of the ID number.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }

    public static SeniorView Of(Senior senior, SeniorAccess access) => new()
    {
        Id = senior.Id,
        Name = access.IsTheirSide ? senior.Name : Masking.Name(senior.Name),
        IdNumber = senior.IdNumberMasked,
        Phone = senior.PhoneMasked,
        BornOn = senior.BornOn,
        DiedOn = senior.DiedOn,
        HukouDivision = senior.HukouDivision,
        ResidenceDivision = senior.ResidenceDivision,
        Allergies = access.Rights.HasFlag(FamilyRights.ViewHealth) ? senior.Allergies : null,
    };
}
