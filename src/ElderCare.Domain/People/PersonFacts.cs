using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.People;

/// <summary>What is known of a person over time, as far as a price or a right hangs on it.</summary>
public sealed record PersonFacts
{
    /// <summary>The Gregorian birth date.</summary>
    public required LocalDate BornOn { get; init; }

    /// <summary>The day of death; null as far as is known.</summary>
    public LocalDate? DiedOn { get; init; }

    /// <summary>The division of registration for days of which <see cref="Hukou"/> does not speak.</summary>
    public required string HukouDivision { get; init; }

    /// <summary>The division of residence for days of which <see cref="Residence"/> does not speak.</summary>
    public required string ResidenceDivision { get; init; }

    /// <summary>Categories as they were granted and ended.</summary>
    public IReadOnlyList<Dated<string>> Categories { get; init; } = [];

    /// <summary>Divisions of registration; empty for somebody who never moved.</summary>
    public IReadOnlyList<Dated<string>> Hukou { get; init; } = [];

    /// <summary>Divisions of residence; empty for somebody who never moved.</summary>
    public IReadOnlyList<Dated<string>> Residence { get; init; } = [];

    /// <summary>Days away, in hospital or in an institution.</summary>
    public IReadOnlyList<Dated<AbsenceKind>> Absences { get; init; } = [];

    /// <summary>Where the person is registered on a date.</summary>
    public string HukouOn(LocalDate date) => DivisionOn(Hukou, date) ?? HukouDivision;

    /// <summary>Where the person lives on a date.</summary>
    public string ResidenceOn(LocalDate date) => DivisionOn(Residence, date) ?? ResidenceDivision;

    /// <summary>Whether the person is known to be dead on a date; the day of death counts.</summary>
    public bool IsDeadOn(LocalDate date) => DiedOn is { } died && died <= date;

    /// <summary>Whether something was used on a date after the day of death.</summary>
    public bool IsAfterDeath(LocalDate date) => DiedOn is { } died && died < date;

    /// <summary>Where the person is on a date when not at home; null when at home.</summary>
    public AbsenceKind? AbsenceOn(LocalDate date)
    {
        foreach (var absence in Absences)
        {
            if (absence.HoldsOn(date)) return absence.Value;
        }
        return null;
    }

    /// <summary>All categories with how long they give something.</summary>
    public IEnumerable<HeldCategory> Held(CategoryPolicy policy, DivisionTree divisions) => Categories.Select(period => new HeldCategory(
        period.Value, period.From, period.To, period.To is { } to ? policy.BenefitEndsOn(period.Value, to, HukouOn(to), divisions) : null));

    /// <summary>The codes of the categories that give something on a date, phase-out periods included.</summary>
    public IReadOnlyList<string> CategoriesOn(LocalDate date, CategoryPolicy policy, DivisionTree divisions) =>
        [.. Held(policy, divisions).Where(category => category.GivesOn(date)).Select(category => category.Category).Distinct().Order(StringComparer.Ordinal)];

    private static string? DivisionOn(IReadOnlyList<Dated<string>> periods, LocalDate date)
    {
        foreach (var period in periods)
        {
            if (period.HoldsOn(date)) return period.Value;
        }
        return null;
    }
}
