using ElderCare.Domain.Funding;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.People;

/// <summary>What a person is entitled to on a day.</summary>
/// <param name="On">The day.</param>
/// <param name="HukouDivision">Where the person is registered on it.</param>
/// <param name="ResidenceDivision">Where the person lives on it.</param>
/// <param name="Suspension">Why nothing is given; absent when all is as usual.</param>
/// <param name="Categories">Categories that give something on the day.</param>
/// <param name="Items">Rules that are for the person, whatever they order.</param>
internal sealed record EntitlementsView(
    Guid SeniorId, LocalDate On, string HukouDivision, string ResidenceDivision, SuspensionView? Suspension, IReadOnlyList<HeldCategoryView> Categories, IReadOnlyList<EntitlementView> Items);

/// <summary>Why nothing is given.</summary>
/// <param name="Kind"><c>death</c>, <c>away</c>, <c>hospital</c> or <c>institution</c>.</param>
/// <param name="From">Since when.</param>
/// <param name="Until">First day on which it no longer holds; absent when not known.</param>
/// <param name="Reason">In the caller's language.</param>
internal sealed record SuspensionView(string Kind, LocalDate From, LocalDate? Until, string Reason)
{
    public static SuspensionView? Of(PersonFacts person, LocalDate on, bool english)
    {
        if (person.IsDeadOn(on)) return new("death", person.DiedOn!.Value, null, new Bilingual("已经去世。", "The person has died.").In(english));
        foreach (var absence in person.Absences.Where(absence => absence.HoldsOn(on)))
        {
            return new(Words<AbsenceKind>.Of(absence.Value), absence.From, absence.To, WordsOf(absence.Value).In(english));
        }
        return null;
    }

    private static Bilingual WordsOf(AbsenceKind kind) => kind switch
    {
        AbsenceKind.Hospital => new("正在住院，待遇暂停，回来后恢复。", "In hospital: suspended until the person is back."),
        AbsenceKind.Institution => new("已入住机构，由机构供餐。", "Lives in an institution, which gives the meals."),
        _ => new("外出期间暂停，回来后恢复。", "Away: suspended until the person is back."),
    };
}

/// <summary>A category that gives something.</summary>
/// <param name="Category">Category code.</param>
/// <param name="From">First day.</param>
/// <param name="To">First day after its last; absent while it lasts.</param>
/// <param name="BenefitUntil">First day on which it gives nothing any more; absent while it lasts.</param>
/// <param name="PhasingOut">Whether it has ended and its phase-out period runs.</param>
internal sealed record HeldCategoryView(string Category, LocalDate From, LocalDate? To, LocalDate? BenefitUntil, bool PhasingOut);

/// <summary>A rule that is for the person.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Kind">How its amount is made.</param>
/// <param name="ValueFen">Its amount, for a fixed or self-pay rule.</param>
/// <param name="ValueBasisPoints">Its share of the price, for a percent rule.</param>
/// <param name="Periods">The meals of the day for which it pays; empty means all.</param>
/// <param name="DayKinds">The kinds of day on which it pays; empty means all.</param>
/// <param name="Per">How often it pays.</param>
/// <param name="Until">First day on which it is for the person no longer; absent when no such day is known.</param>
/// <param name="Illustrative">Whether it is made up for illustration.</param>
/// <param name="Reasons">Why, in the caller's language.</param>
internal sealed record EntitlementView(
    string RuleId, RuleKind? Kind, long? ValueFen, long? ValueBasisPoints, IReadOnlyList<MealPeriod> Periods, IReadOnlyList<DayKind> DayKinds, RulePer Per,
    LocalDate? Until, bool Illustrative, IReadOnlyList<string> Reasons)
{
    public static EntitlementView Of(MealEntitlement entitlement, bool english)
    {
        var rule = entitlement.Rule;
        return new(rule.Id, rule.Kind, rule.ValueFen, rule.ValueBasisPoints, rule.Periods ?? [], rule.DayKinds ?? [], rule.Per ?? RulePer.Meal,
            entitlement.Until, rule.IsIllustrative(), [.. entitlement.Reasons.Select(reason => reason.In(english))]);
    }
}
