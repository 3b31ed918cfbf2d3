using NodaTime;

namespace ElderCare.Domain.People;

/// <summary>All that was ever recorded of a person, also what is no longer believed.</summary>
/// <param name="senior">The person.</param>
/// <param name="categories">Every record of a category.</param>
/// <param name="divisions">Every record of a division.</param>
/// <param name="absences">Every record of an absence.</param>
/// <param name="deaths">Every report of a death.</param>
public sealed class FactHistory(
    Senior senior, IReadOnlyList<CategoryPeriod> categories, IReadOnlyList<DivisionPeriod> divisions, IReadOnlyList<Absence> absences, IReadOnlyList<Death> deaths)
{
    /// <summary>The person.</summary>
    public Senior Senior => senior;

    /// <summary>Whether the family used what was claimed after the death, as far as is known now.</summary>
    public bool UsedByFamily => deaths.Any(death => death is { IsCurrent: true, UsedByFamily: true });

    /// <summary>What is known now.</summary>
    public PersonFacts Now() => Facts(record => record.IsCurrent, deaths.Count == 0 ? senior.DiedOn : null);

    /// <summary>What was known at an instant.</summary>
    public PersonFacts AsKnownAt(Instant at) => Facts(record => record.IsKnownAt(at), deaths.Count == 0 ? senior.DiedOn : null);

    private PersonFacts Facts(Func<RecordedPeriod, bool> isKnown, LocalDate? diedOn) => new()
    {
        BornOn = senior.BornOn,
        DiedOn = deaths.Where(isKnown).Select(death => (LocalDate?)death.ValidFrom).FirstOrDefault() ?? diedOn,
        HukouDivision = senior.HukouDivision,
        ResidenceDivision = senior.ResidenceDivision,
        Categories = [.. categories.Where(period => isKnown(period)).Select(period => new Dated<string>(period.Category, period.ValidFrom, period.ValidTo))],
        Hukou = DivisionsOf(DivisionBasis.Hukou, isKnown),
        Residence = DivisionsOf(DivisionBasis.Residence, isKnown),
        Absences = [.. absences.Where(absence => isKnown(absence)).Select(absence => new Dated<AbsenceKind>(absence.Kind, absence.ValidFrom, absence.ValidTo))],
    };

    private IReadOnlyList<Dated<string>> DivisionsOf(DivisionBasis basis, Func<RecordedPeriod, bool> isKnown) =>
        [.. divisions.Where(period => period.Basis == basis && isKnown(period)).Select(period => new Dated<string>(period.DivisionCode, period.ValidFrom, period.ValidTo))];
}
