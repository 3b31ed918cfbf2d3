namespace ElderCare.Domain.Funding;

/// <summary>The part of <see cref="SubsidyRuleValidation"/> that looks at who pays.</summary>
internal static class FundingValidation
{
    /// <summary>Adds the problems of the funding lines.</summary>
    public static void Check(IReadOnlyList<FundingLine> funding, bool trial, ProblemList found)
    {
        found.When(funding.Count == 0, "funding", "至少要有一个出资方", "needs at least one line");
        found.WhenAny(funding, line => line is null, "funding", "不能为空", "must not be empty");
        if (funding.Contains(null!)) return;
        for (var i = 0; i < funding.Count; i++) CheckLine(funding[i], trial, $"funding[{i}]", found);
        found.When(funding.Sum(line => (decimal)(line.ShareBasisPoints ?? 0)) > 10_000, "funding", "各方 shareBasisPoints 合计不能超过 10000", "the shareBasisPoints must not sum to more than 10000");
        found.When(funding.Count(line => line.Rest == true) > 1, "funding", "只能有一个出资方承担余额", "only one line may take the rest");
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
