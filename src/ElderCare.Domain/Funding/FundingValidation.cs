namespace ElderCare.Domain.Funding;

/// <summary>The part of <see cref="SubsidyRuleValidation"/> that looks at who pays.</summary>
internal static class FundingValidation
{
    private const int MostLines = 10;

    /// <summary>Adds the problems of the funding lines; only a rule that is kept must have lines that differ and that add up.</summary>
    public static void Check(SubsidyRule rule, bool trial, ProblemList found)
    {
        var funding = rule.Funding ?? [];
        var before = found.All.Count;
        found.When(funding.Count == 0, "funding", "至少要有一个出资方", "needs at least one line");
        found.When(!trial && funding.Count > MostLines, "funding", $"最多 {MostLines} 个出资方", $"must have at most {MostLines} lines");
        found.WhenAny(funding, line => line is null, "funding", "不能为空", "must not be empty");
        if (funding.Contains(null!)) return;
        for (var i = 0; i < funding.Count; i++) CheckLine(funding[i], trial, $"funding[{i}]", found);
        found.When(funding.Sum(line => (decimal)(line.ShareBasisPoints ?? 0)) > 10_000, "funding", "各方 shareBasisPoints 合计不能超过 10000", "the shareBasisPoints must not sum to more than 10000");
        found.When(funding.Count(line => line.Rest == true) > 1, "funding", "只能有一个出资方承担余额", "only one line may take the rest");
        if (trial || found.All.Count > before) return;
        CheckOverlaps(funding, found);
        CheckSum(rule, funding, found);
    }

    private static void CheckOverlaps(IReadOnlyList<FundingLine> funding, ProblemList found)
    {
        for (var i = 1; i < funding.Count; i++)
        {
            found.When(funding.Take(i).Any(line => (line.Payer, line.FundId) == (funding[i].Payer, funding[i].FundId)), $"funding[{i}]", "同一出资方的同一笔资金写了两次", "has the payer and fund of another line");
        }
    }

    /// <summary>Shares without a line for the rest must make the whole; amounts must not be more than there is to split.</summary>
    private static void CheckSum(SubsidyRule rule, IReadOnlyList<FundingLine> funding, ProblemList found)
    {
        var takesRest = funding.Any(line => line.Rest == true);
        var shares = funding.Sum(line => line.ShareBasisPoints ?? 0);
        found.When(!takesRest && shares < 10_000 && funding.All(line => line.ShareBasisPoints is not null), "funding",
            "各方 shareBasisPoints 合计要等于 10000，或者指定一方承担余额", "the shareBasisPoints must sum to 10000, or one line take the rest");
        found.When(takesRest && shares == 10_000, "funding", "各方已经分完，没有余额可以承担", "nothing is left for the line that takes the rest");
        if (rule.Kind != RuleKind.Fixed || rule.ValueFen is not { } value) return;
        var (amount, amounts) = (Math.Min(value, rule.CapFen ?? value), funding.Sum(line => (decimal)(line.ShareFen ?? 0)));
        if (amount <= 0) return; // said of valueFen or capFen
        found.When(amounts > amount, "funding", $"各方 shareFen 合计不能超过补贴 {amount} 分", $"the shareFen must not sum to more than the {amount} fen of the rule");
        found.When(amounts < amount && funding.All(line => line.ShareFen is not null), "funding",
            $"各方 shareFen 合计要等于补贴 {amount} 分，或者指定一方承担余额", $"the shareFen must sum to the {amount} fen of the rule, or one line take the rest");
    }

    private static void CheckLine(FundingLine line, bool trial, string at, ProblemList found)
    {
        var forms = new[] { line.ShareFen is not null, line.ShareBasisPoints is not null, line.PriceBasisPoints is not null, line.Rest == true };
        found.When(forms.Count(form => form) != 1, at, "shareFen、shareBasisPoints、priceBasisPoints、rest 必须且只能填一项", "needs exactly one of shareFen, shareBasisPoints, priceBasisPoints and rest");
        found.When(line.Payer is null, $"{at}.payer", "不能为空", "must not be empty");
        found.WhenUndefined(line.Payer, $"{at}.payer");
        found.When(line.Payer == Payer.Senior, $"{at}.payer", "不能是老人自己", "must not be the senior");
        found.When(!trial && string.IsNullOrWhiteSpace(line.FundId), $"{at}.fundId", "不能为空", "must not be empty");
        found.WhenNotCode(line.OnlyInside, $"{at}.onlyInside");
        found.WhenNotFen(line.ShareFen, $"{at}.shareFen");
        found.WhenNotShare(line.ShareBasisPoints, $"{at}.shareBasisPoints");
        found.WhenNotShare(line.PriceBasisPoints, $"{at}.priceBasisPoints");
        found.WhenNotFen(line.CapFen, $"{at}.capFen");
    }
}
