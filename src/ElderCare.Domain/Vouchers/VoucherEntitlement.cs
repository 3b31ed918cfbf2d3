using ElderCare.Domain.Funding;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Vouchers;

/// <summary>
/// Who gets which type of a programme for a month. Who qualifies on the first of the month does so for the month; who joins later
/// gets the whole month too, never a part of it; who no longer qualifies stops with the next month.
/// </summary>
/// <param name="versions">Of one programme.</param>
/// <param name="month">The first day of the month.</param>
/// <param name="today">The day on which it is asked.</param>
/// <param name="policy">How long categories give something.</param>
/// <param name="divisions">Which division lies in which.</param>
/// <param name="known">The categories that the register keeps.</param>
public sealed class VoucherEntitlement(IReadOnlyList<VoucherTypeVersion> versions, LocalDate month, LocalDate today, CategoryPolicy policy, DivisionTree divisions, CategoryCodes known)
{
    private readonly IReadOnlyList<VoucherTypeVersion> _onFirst = GrantingOn(versions, month, known);
    private readonly IReadOnlyList<VoucherTypeVersion> _today = GrantingOn(versions, today, known);

    /// <summary>Why nobody can get anything; null when somebody can.</summary>
    public Bilingual? WhyNothing => GrantsAnything ? null
        : versions.On(today).Select(version => version.Type.WhyNothing(known)).FirstOrDefault(why => why is not null) ?? new("这个项目现在没有有效的规则。", "No type of this programme is in force.");

    /// <summary>Whether anybody can get anything.</summary>
    public bool GrantsAnything => _onFirst.Count + _today.Count > 0;

    /// <summary>What a person gets: the type with the most minutes, then the higher priority, then the ordinally smaller id.</summary>
    public (GrantOutcome Outcome, VoucherTypeVersion? Type) Of(PersonFacts person)
    {
        if (person.IsDeadOn(today)) return (GrantOutcome.Deceased, null);
        var won = BestOn(month, _onFirst, person) ?? (today > month ? BestOn(today, _today, person) : null);
        if (won is null) return (GrantOutcome.NotEntitled, null);
        return person.AbsenceOn(month) == AbsenceKind.Institution ? (GrantOutcome.InInstitution, null) : (GrantOutcome.Granted, won);
    }

    private static IReadOnlyList<VoucherTypeVersion> GrantingOn(IReadOnlyList<VoucherTypeVersion> versions, LocalDate date, CategoryCodes known) =>
        [.. versions.On(date).Where(version => version.Type.WhyNothing(known) is null)];

    private VoucherTypeVersion? BestOn(LocalDate date, IReadOnlyList<VoucherTypeVersion> types, PersonFacts person)
    {
        var (age, categories) = (Age.On(person.BornOn, date), person.CategoriesOn(date, policy, divisions));
        return types.Where(type => Matches(type.Type, age, categories, person, date))
            .OrderByDescending(type => type.Type.MinutesPerMonth).ThenByDescending(type => type.Type.Priority).ThenBy(type => type.Type.Id, StringComparer.Ordinal).FirstOrDefault();
    }

    private bool Matches(VoucherType type, int age, IReadOnlyList<string> categories, PersonFacts person, LocalDate date) =>
        age >= (type.AgeFrom ?? int.MinValue) && age < (type.AgeTo ?? int.MaxValue)
        && (type.Categories is null or { Count: 0 } || (type.CategoryMatch == CategoryMatch.All ? type.Categories.All(categories.Contains) : type.Categories.Any(categories.Contains)))
        && IsAtHome(type, person, date);

    private bool IsAtHome(VoucherType type, PersonFacts person, LocalDate date)
    {
        var where = type.DivisionCode ?? type.City;
        if (where is null or VoucherType.AnyCity) return true;
        return (type.ResidencyBasis != ResidencyBasis.Residence && divisions.Covers(where, person.HukouOn(date)))
            || (type.ResidencyBasis != ResidencyBasis.Hukou && divisions.Covers(where, person.ResidenceOn(date)));
    }
}
