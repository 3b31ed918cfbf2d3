using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.People;

/// <summary>What somebody writes down of a person who is to be registered; <see cref="SeniorFormCheck"/> says whether it is fit to be kept.</summary>
public sealed record SeniorForm
{
    /// <summary>Full name.</summary>
    public string? Name { get; init; }

    /// <summary>What document proves who the person is; the resident identity card when not said.</summary>
    public IdDocumentKind? IdDocument { get; init; }

    /// <summary>Whether the kind of document was written down so that it cannot be read: then the number is not judged, for each kind has rules of its own.</summary>
    public bool IdDocumentIsUnclear { get; init; }

    /// <summary>The number of the document.</summary>
    public string? IdNumber { get; init; }

    /// <summary>Date of birth; the number of a resident identity card states it too.</summary>
    public LocalDate? BornOn { get; init; }

    /// <summary>Sex; the number of a resident identity card states it too.</summary>
    public Sex? Sex { get; init; }

    /// <summary>Division of the household registration (户籍).</summary>
    public string? HukouDivision { get; init; }

    /// <summary>Division where the person lives (常住), a district or below.</summary>
    public string? ResidenceDivision { get; init; }

    /// <summary>Address to the street; the division's name when not said.</summary>
    public string? Address { get; init; }

    /// <summary>Home, degrees north.</summary>
    public double? Latitude { get; init; }

    /// <summary>Home, degrees east.</summary>
    public double? Longitude { get; init; }

    /// <summary>A mobile or fixed telephone.</summary>
    public string? Phone { get; init; }

    /// <summary>How far the person manages alone.</summary>
    public SelfCareLevel? SelfCare { get; init; }

    /// <summary>With whom the person lives.</summary>
    public LivingSituation? Living { get; init; }

    /// <summary>Diets that the person keeps.</summary>
    public IReadOnlyList<string>? Diets { get; init; }

    /// <summary>Allergens that the person must not get.</summary>
    public IReadOnlyList<string>? Allergies { get; init; }

    /// <summary>Illnesses that the person has.</summary>
    public IReadOnlyList<string>? Conditions { get; init; }

    /// <summary>Medicines that the person takes.</summary>
    public IReadOnlyList<string>? Medicines { get; init; }

    /// <summary>How who comes to help gets in.</summary>
    public string? DoorNote { get; init; }

    /// <summary>Categories that the person holds.</summary>
    public IReadOnlyList<CategoryClaim>? Categories { get; init; }
}
