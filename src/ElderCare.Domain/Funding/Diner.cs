using NodaTime;

namespace ElderCare.Domain.Funding;

/// <summary>What the rules ask about the person who eats, as it holds on the meal's date.</summary>
/// <param name="BornOn">The Gregorian birth date.</param>
/// <param name="HukouDivision">The division of the household registration, null when unknown.</param>
/// <param name="ResidenceDivision">The division in which the person lives, null when unknown.</param>
/// <param name="Categories">The codes of the categories that hold on the meal's date.</param>
public sealed record Diner(LocalDate BornOn, string? HukouDivision, string? ResidenceDivision, IReadOnlyCollection<string> Categories)
{
    private static readonly HashSet<string> HardshipCategories =
        new(["destituteScattered", "destituteInstitution", "minimumLivingAllowance"], StringComparer.Ordinal);

    /// <summary>Whether a dry fund is overdrawn for this person instead of asking more of them.</summary>
    public bool IsInHardship() => Categories.Any(HardshipCategories.Contains);
}
