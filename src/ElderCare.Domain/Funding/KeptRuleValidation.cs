namespace ElderCare.Domain.Funding;

/// <summary>The part of <see cref="SubsidyRuleValidation"/> for rules that are kept: names and lists within bounds, and somebody who gets something.</summary>
internal static class KeptRuleValidation
{
    private const int OldestAge = 130;
    private const int LongestName = 64;
    private const int LongestTitle = 200;
    private const int LongestText = 2_000;
    private const int LongestList = 50;

    /// <summary>Adds the problems.</summary>
    public static void Check(SubsidyRule rule, ProblemList found)
    {
        CheckTexts(rule, found);
        CheckLists(rule, found);
        CheckThatSomebodyGetsSomething(rule, found);
    }

    private static void CheckTexts(SubsidyRule rule, ProblemList found)
    {
        found.When(!string.IsNullOrWhiteSpace(rule.Id) && rule.Id.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_' or '.')), "id", "只能用字母、数字、横线、下划线和点", "must have letters, digits, dashes, underscores and dots only");
        found.WhenLonger(rule.Id, LongestName, "id");
        found.WhenLonger(rule.StackGroup, LongestName, "stackGroup");
        found.WhenLonger(rule.Title, LongestTitle, "title");
        found.WhenLonger(rule.DocRef, LongestText, "docRef");
        found.WhenLonger(rule.Evidence, LongestText, "evidence");
        found.WhenLonger(rule.Note, LongestText, "note");
    }

    private static void CheckLists(SubsidyRule rule, ProblemList found)
    {
        CheckList(rule.Categories, "categories", found);
        CheckList(rule.Periods, "periods", found);
        CheckList(rule.DayKinds, "dayKinds", found);
        CheckList(rule.Weekdays, "weekdays", found);
        CheckList(rule.DishTags, "dishTags", found);
    }

    private static void CheckList<T>(IReadOnlyList<T>? list, string field, ProblemList found)
    {
        if (list is null) return;
        found.When(list.Count > LongestList, field, $"最多 {LongestList} 项", $"must have at most {LongestList} items");
        for (var i = 1; i < list.Count; i++) found.When(list.Take(i).Contains(list[i]), $"{field}[{i}]", "写了两次", "is there twice");
    }

    private static void CheckThatSomebodyGetsSomething(SubsidyRule rule, ProblemList found)
    {
        found.When(rule.AgeFrom > OldestAge, "ageFrom", $"不能大于 {OldestAge}，否则没有人适用", $"must be at most {OldestAge}, or nobody is covered");
        found.When(rule.AgeTo == 0, "ageTo", "必须大于 0，否则没有人适用", "must be above 0, or nobody is covered");
        // Once a day holds the keys of all meals, of which the first meal has one by then.
        found.When(rule.Per == RulePer.Day && rule.MealOfDay == 2, "mealOfDay", "每天一次的规则只能是第 1 餐，否则没有人适用", "must be 1 in a rule of once a day, or nobody is covered");
        found.When(rule.Kind == RuleKind.Fixed && rule.ValueFen == 0, "valueFen", "必须大于 0，否则没有补贴", "must be above 0, or nothing is paid");
        found.When(rule.Kind == RuleKind.Percent && rule.ValueBasisPoints == 0, "valueBasisPoints", "必须大于 0，否则没有补贴", "must be above 0, or nothing is paid");
        found.When(rule.CapFen == 0, "capFen", "必须大于 0，否则没有补贴", "must be above 0, or nothing is paid");
        found.When(rule.MaximumTotalBasisPoints == 0, "maximumTotalBasisPoints", "必须大于 0，否则没有补贴", "must be above 0, or nothing is paid");
    }
}
