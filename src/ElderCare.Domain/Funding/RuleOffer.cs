using ElderCare.Domain.Shared;

namespace ElderCare.Domain.Funding;

/// <summary>What one rule would pay for one price, before the rules are compared.</summary>
internal sealed record RuleOffer(SubsidyRule Rule, AppliesTo AppliesTo, IReadOnlyList<SubsidyLine> Lines, IReadOnlyList<DroppedShare> Dropped)
{
    /// <summary>What its lines give together, in fen.</summary>
    public long EffectiveFen { get; } = Lines.Sum(line => line.AmountFen);

    /// <summary>Splits the rule's amount over its funding lines, and drops the payers who do not pay at this canteen.</summary>
    public static RuleOffer Of(SubsidyRule rule, AppliesTo appliesTo, long priceFen, MealToPrice meal, string? ownDistrictFund, DivisionTree divisions)
    {
        var funding = InOrder(rule.Funding ?? []);
        var amounts = Split(AmountOf(rule, priceFen), priceFen, funding);
        bool PaysHere(FundingLine line) => string.IsNullOrEmpty(line.OnlyInside) || divisions.Covers(line.OnlyInside, meal.CanteenDivision);
        string FundOf(FundingLine line) => line.FundId == SubsidyRule.OwnDistrictFund ? ownDistrictFund ?? line.FundId : line.FundId ?? "";

        var lines = new List<SubsidyLine>();
        for (var i = 0; i < funding.Length; i++)
        {
            if (amounts[i] == 0 || !PaysHere(funding[i])) continue;
            var next = funding.Skip(i + 1).Where(PaysHere).Select(line => new NextPayer(line.Payer ?? Payer.City, FundOf(line)));
            lines.Add(new(funding[i].Payer ?? Payer.City, FundOf(funding[i]), rule.Id, amounts[i], rule.Group(), appliesTo, [.. next]));
        }
        var dropped = funding.Select((line, i) => (line, fen: amounts[i])).Where(share => share.fen > 0 && !PaysHere(share.line));
        return new(rule, appliesTo, lines, [.. dropped.Select(share => new DroppedShare(share.line.Payer ?? Payer.City, share.fen))]);
    }

    /// <summary>The amount by kind, at most the rule's cap, in fen.</summary>
    private static long AmountOf(SubsidyRule rule, long priceFen)
    {
        var amount = rule.Kind switch
        {
            RuleKind.Fixed => rule.ValueFen ?? 0,
            RuleKind.Percent => Money.Share(priceFen, rule.ValueBasisPoints ?? 0),
            RuleKind.SelfPay => priceFen - (rule.ValueFen ?? priceFen),
            RuleKind.Free => priceFen,
            _ => 0,
        };
        return Math.Max(0, Math.Min(amount, rule.CapFen ?? long.MaxValue));
    }

    private static FundingLine[] InOrder(IReadOnlyList<FundingLine> funding) =>
        [.. funding.Where(line => line.Rest != true), .. funding.Where(line => line.Rest == true)];

    /// <summary>What each line takes: at most its cap and at most what the lines before it leave.</summary>
    private static long[] Split(long amountFen, long priceFen, FundingLine[] funding)
    {
        var shares = ShareTogether(amountFen, funding);
        var left = amountFen;
        var amounts = new long[funding.Length];
        for (var i = 0; i < funding.Length; i++)
        {
            var line = funding[i];
            var wanted = line.Rest == true ? left
                : line.ShareFen ?? (line.PriceBasisPoints is { } points ? Money.Share(priceFen, points) : shares[i]);
            amounts[i] = Math.Max(0, Math.Min(Math.Min(wanted, line.CapFen ?? long.MaxValue), left));
            left -= amounts[i];
        }
        return amounts;
    }

    /// <summary>The lines with shares of the amount are rounded together, so that shares of 100 % lose no fen.</summary>
    private static long[] ShareTogether(long amountFen, FundingLine[] funding)
    {
        var order = Enumerable.Range(0, funding.Length)
            .OrderBy(i => funding[i].Payer).ThenBy(i => funding[i].FundId, StringComparer.Ordinal).ToArray();
        var weights = order.Select(i => funding[i].ShareBasisPoints ?? 0).ToArray();
        var parts = Money.Spread(Money.Share(amountFen, weights.Sum()), weights);
        var shares = new long[funding.Length];
        for (var i = 0; i < order.Length; i++) shares[order[i]] = parts[i];
        return shares;
    }
}
