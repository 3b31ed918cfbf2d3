using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.People;

/// <summary>A person who can be registered: every field is checked and in the form in which it is kept and compared.</summary>
public sealed record NewSenior
{
    /// <summary>Full name, 2 to 25 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What document proves who the person is.</summary>
    public required IdDocumentKind IdDocument { get; init; }

    /// <summary>The number of the document; one person has it.</summary>
    public required string IdNumber { get; init; }

    /// <summary>Date of birth, Gregorian.</summary>
    public required LocalDate BornOn { get; init; }

    /// <summary>Sex.</summary>
    public required Sex Sex { get; init; }

    /// <summary>Division of the household registration, by its present code.</summary>
    public required string HukouDivision { get; init; }

    /// <summary>Division where the person lives, by its present code.</summary>
    public required string ResidenceDivision { get; init; }

    /// <summary>Address to the street.</summary>
    public required string Address { get; init; }

    /// <summary>The home; null when only its division is known.</summary>
    public GeoPoint? Home { get; init; }

    /// <summary>Phone, if there is one.</summary>
    public string? Phone { get; init; }

    /// <summary>How far the person manages alone; null until assessed.</summary>
    public SelfCareLevel? SelfCare { get; init; }

    /// <summary>With whom the person lives; null when not known.</summary>
    public LivingSituation? Living { get; init; }

    /// <summary>Diets that the person keeps.</summary>
    public IReadOnlyList<string> Diets { get; init; } = [];

    /// <summary>Allergens that the person must not get.</summary>
    public IReadOnlyList<string> Allergies { get; init; } = [];

    /// <summary>Illnesses that the person has.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    /// <summary>Medicines that the person takes.</summary>
    public IReadOnlyList<string> Medicines { get; init; } = [];

    /// <summary>How who comes to help gets in; null when it is not known.</summary>
    public string? DoorNote { get; init; }

    /// <summary>Categories, each with its first day.</summary>
    public IReadOnlyList<CategoryClaim> Categories { get; init; } = [];
}
