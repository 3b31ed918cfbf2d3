namespace ElderCare.Domain.Funding;

/// <summary>Finds what is wrong with the shape of a rule, and names the field.</summary>
public static class SubsidyRuleValidation
{
    /// <summary>
    /// All problems of one rule, none when it can be used; a rule that is only tried (<paramref name="trial"/>) may lack what
    /// pricing does not need: city, division, residency basis, evidence and fund ids, and may pay nobody or leave a part unpaid.
    /// </summary>
    public static IReadOnlyList<RuleProblem> Problems(SubsidyRule rule, bool trial = false)
    {
        var found = new ProblemList();
        found.When(string.IsNullOrWhiteSpace(rule.Id), "id", "不能为空", "must not be empty");
        if (!trial)
        {
            CheckOrigin(rule, found);
            KeptRuleValidation.Check(rule, found);
        }
        found.WhenNotCode(rule.DivisionCode, "divisionCode");
        found.WhenUndefined(rule.ResidencyBasis, "residencyBasis");
        found.WhenUndefined(rule.Per, "per");
        found.WhenUndefined(rule.AppliesTo, "appliesTo");
        CheckConditions(rule, found);
        CheckAmounts(rule, found);
        FundingValidation.Check(rule, trial, found);
        return found.All;
    }

    /// <summary>All problems of a list of rules, the fields as <c>rules[0].ageFrom</c>; an id given twice is one.</summary>
    public static IReadOnlyList<RuleProblem> Problems(IReadOnlyList<SubsidyRule> rules, bool trial = false)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var problems = new List<RuleProblem>();
        for (var i = 0; i < rules.Count; i++)
        {
            problems.AddRange(Problems(rules[i], trial).Select(problem => problem with { Field = $"rules[{i}].{problem.Field}" }));
            if (!seen.Add(rules[i].Id)) problems.Add(new($"rules[{i}].id", new($"规则编号 {rules[i].Id} 重复", $"the id {rules[i].Id} is given twice")));
        }
        return problems;
    }

    private static void CheckOrigin(SubsidyRule rule, ProblemList found)
    {
        found.WhenNotCode(rule.City, "city");
        found.When(string.IsNullOrWhiteSpace(rule.City), "city", "不能为空", "must not be empty");
        found.When(string.IsNullOrWhiteSpace(rule.DivisionCode), "divisionCode", "不能为空", "must not be empty");
        found.When(rule.ResidencyBasis is null, "residencyBasis", "不能为空", "must not be empty");
        found.When(string.IsNullOrWhiteSpace(rule.Evidence), "evidence", "不能为空", "must not be empty");
    }

    private static void CheckConditions(SubsidyRule rule, ProblemList found)
    {
        found.WhenNegative(rule.AgeFrom, "ageFrom");
        found.WhenNegative(rule.AgeTo, "ageTo");
        found.When(rule.AgeFrom >= rule.AgeTo, "ageTo", "必须大于 ageFrom", "must be above ageFrom");
        found.When(rule.ValidFrom >= rule.ValidTo, "validTo", "必须晚于 validFrom", "must be after validFrom");
        found.WhenNegative(rule.FromMetres, "fromMetres");
        found.WhenNegative(rule.ToMetres, "toMetres");
        found.When(rule.FromMetres >= rule.ToMetres, "toMetres", "必须大于 fromMetres", "must be above fromMetres");
        found.WhenAny(rule.Periods, period => !Enum.IsDefined(period), "periods", "没有这个餐次", "is no known period");
        found.WhenAny(rule.DayKinds, kind => !Enum.IsDefined(kind), "dayKinds", "没有这个日期类别", "is no known kind of day");
        found.WhenAny(rule.Weekdays, weekday => weekday is < 1 or > 7, "weekdays", "必须在 1（周一）到 7 之间", "must be 1 (Monday) to 7");
        found.WhenAny(rule.Categories, string.IsNullOrWhiteSpace, "categories", "不能为空", "must not be empty");
        found.WhenAny(rule.DishTags, string.IsNullOrWhiteSpace, "dishTags", "不能为空", "must not be empty");
        found.When(rule.MealOfDay is < 1 or > 2, "mealOfDay", "只能是 1 或 2", "must be 1 or 2");
    }

    private static void CheckAmounts(SubsidyRule rule, ProblemList found)
    {
        found.When(rule.Kind is null, "kind", "不能为空", "must not be empty");
        found.WhenUndefined(rule.Kind, "kind");
        found.When(rule.Kind is RuleKind.Fixed or RuleKind.SelfPay && rule.ValueFen is null, "valueFen", "这类规则必须填写", "is needed by a rule of this kind");
        found.When(rule.Kind == RuleKind.Percent && rule.ValueBasisPoints is null, "valueBasisPoints", "这类规则必须填写", "is needed by a rule of this kind");
        found.WhenNotFen(rule.ValueFen, "valueFen");
        found.WhenNotShare(rule.ValueBasisPoints, "valueBasisPoints");
        found.WhenNotFen(rule.CapFen, "capFen");
        found.WhenNotShare(rule.MaximumTotalBasisPoints, "maximumTotalBasisPoints");
        found.WhenNotFen(rule.MinimumSelfPayFen, "minimumSelfPayFen");
    }
}
