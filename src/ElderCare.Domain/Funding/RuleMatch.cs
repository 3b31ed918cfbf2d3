using ElderCare.Domain.Shared;

namespace ElderCare.Domain.Funding;

/// <summary>Which rules speak of this meal and this diner.</summary>
internal sealed class RuleMatch(MealToPrice meal, Diner diner, HeldSubsidies held, WorkCalendar calendar, DivisionTree divisions)
{
    private static readonly int AllDayKinds = Enum.GetValues<DayKind>().Length;
    private readonly int age = Age.On(diner.BornOn, meal.Date);

    /// <summary>Whether the rule matches; the calendar is asked last, so that only a rule that matters can miss a year.</summary>
    public bool Matches(SubsidyRule rule, AppliesTo appliesTo) =>
        (rule.AppliesTo ?? AppliesTo.Meal) == appliesTo
        && MatchesDiner(rule)
        && MatchesMeal(rule)
        && (rule.MealOfDay is not { } mealOfDay || held.MealsOf(rule.Group()) == mealOfDay - 1)
        && MatchesDayKind(rule);

    /// <summary>The division by which the diner matched the rule: registration before residence; null when they did not.</summary>
    public string? MatchedDivision(SubsidyRule rule)
    {
        string?[] candidates = rule.ResidencyBasis switch
        {
            ResidencyBasis.Hukou => [diner.HukouDivision],
            ResidencyBasis.Residence => [diner.ResidenceDivision],
            _ => [diner.HukouDivision, diner.ResidenceDivision],
        };
        return candidates.FirstOrDefault(code => !string.IsNullOrEmpty(code) && (IsEverywhere(rule) || divisions.Covers(rule.DivisionCode, code)));
    }

    /// <summary>Whether the rule is for this diner, whatever the meal.</summary>
    public bool MatchesDiner(SubsidyRule rule) =>
        (IsEverywhere(rule) || MatchedDivision(rule) is not null)
        && age >= (rule.AgeFrom ?? int.MinValue)
        && age < (rule.AgeTo ?? int.MaxValue)
        && AnyOf(rule.Categories, category => diner.Categories.Contains(category));

    private static bool IsEverywhere(SubsidyRule rule) => string.IsNullOrEmpty(rule.DivisionCode);

    private bool MatchesMeal(SubsidyRule rule) =>
        (rule.ValidFrom is not { } from || meal.Date >= from)
        && (rule.ValidTo is not { } to || meal.Date < to)
        && AnyOf(rule.Periods, period => period == meal.Period)
        && AnyOf(rule.Weekdays, weekday => weekday == (int)meal.Date.DayOfWeek)
        && AnyOf(rule.DishTags, tag => meal.DishTags.Contains(tag))
        && MatchesDistance(rule);

    private bool MatchesDistance(SubsidyRule rule)
    {
        if (rule.FromMetres is null or 0 && rule.ToMetres is null) return true;
        return meal.DistanceMetres is { } metres && metres >= (rule.FromMetres ?? 0) && metres < (rule.ToMetres ?? int.MaxValue);
    }

    private bool MatchesDayKind(SubsidyRule rule)
    {
        var named = rule.DayKinds?.Distinct().Count() ?? 0;
        return named == 0 || named == AllDayKinds || rule.DayKinds!.Contains(calendar.DayKindOf(meal.Date));
    }

    private static bool AnyOf<T>(IReadOnlyList<T>? list, Func<T, bool> matches) => list is null or { Count: 0 } || list.Any(matches);
}
