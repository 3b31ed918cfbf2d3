using ElderCare.Domain.Funding;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Meals;

/// <summary>A subsidy rule that is for a person, whatever they order.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Until">First day on which it is for them no longer, as far as is known; null when no such day is known.</param>
/// <param name="Reasons">Why it is for them.</param>
public sealed record MealEntitlement(SubsidyRule Rule, LocalDate? Until, IReadOnlyList<Bilingual> Reasons)
{
    /// <summary>The rules that are for a person on a date, by id; none for the dead and the absent.</summary>
    public static IReadOnlyList<MealEntitlement> Of(
        PersonFacts person, LocalDate date, IReadOnlyList<SubsidyRule> rules, CategoryPolicy policy, WorkCalendar calendar, DivisionTree divisions)
    {
        if (person.IsDeadOn(date) || person.AbsenceOn(date) is not null) return [];
        var held = person.Held(policy, divisions).ToList();
        return
        [
            .. rules.Where(rule => IsFor(rule, date)).OrderBy(rule => rule.Id, StringComparer.Ordinal)
                .Select(rule => new MealEntitlement(rule, TurningPoints(rule).Where(day => day > date).Order().Select(day => (LocalDate?)day).FirstOrDefault(day => !IsFor(rule, day!.Value)), ReasonsFor(rule))),
        ];

        bool IsFor(SubsidyRule rule, LocalDate day) =>
            (rule.ValidFrom is not { } from || from <= day) && (rule.ValidTo is not { } to || day < to)
            && MatchOn(day).MatchesDiner(rule);

        RuleMatch MatchOn(LocalDate day) =>
            new(new MealToPrice(day, MealPeriod.Lunch, 0), person.DinerOn(day, policy, divisions), HeldSubsidies.None, calendar, divisions);

        IEnumerable<LocalDate> TurningPoints(SubsidyRule rule) =>
        [
            .. held.SelectMany(category => new[] { category.From, category.BenefitTo }).OfType<LocalDate>(),
            .. person.Hukou.Concat(person.Residence).Select(period => period.From),
            .. new[] { rule.ValidTo, rule.AgeTo is { } age ? Age.ReachedOn(person.BornOn, age) : null }.OfType<LocalDate>(),
        ];

        IReadOnlyList<Bilingual> ReasonsFor(SubsidyRule rule) =>
            [.. EntitlementReasons.Of(rule, MatchOn(date).MatchedDivision(rule), person, held.Where(category => category.GivesOn(date)), date, divisions)];
    }
}
