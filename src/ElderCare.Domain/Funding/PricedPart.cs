using ElderCare.Domain.Shared;

namespace ElderCare.Domain.Funding;

/// <summary>The dishes or the delivery with what the rules give: the comparison of the offers and the cut.</summary>
internal sealed record PricedPart(
    IReadOnlyList<SubsidyLine> Lines, IReadOnlyList<WinningRule> Winners, IReadOnlyList<ExcludedRule> Excluded, long CutFen)
{
    /// <summary>No price, no subsidy.</summary>
    public static PricedPart Nothing { get; } = new([], [], [], 0);

    /// <summary>The best offer of each group wins; the winners add and are cut to their common ceiling.</summary>
    public static PricedPart Of(IEnumerable<RuleOffer> offers, long priceFen, Func<RuleOffer, bool> isExcluded)
    {
        var groups = offers.Where(offer => offer.EffectiveFen > 0)
            .OrderByDescending(offer => offer.EffectiveFen).ThenBy(offer => offer.Rule.Id, StringComparer.Ordinal)
            .GroupBy(offer => offer.Rule.Group(), StringComparer.Ordinal).ToList();
        var excluded = groups.Select(group => group.First()).Where(isExcluded)
            .OrderBy(offer => offer.Rule.Id, StringComparer.Ordinal)
            .Select(offer => new ExcludedRule(offer.Rule, offer.AppliesTo, offer.EffectiveFen));
        var winners = groups.Select(group => group.FirstOrDefault(offer => !isExcluded(offer))).OfType<RuleOffer>()
            .OrderBy(offer => offer.Rule.Id, StringComparer.Ordinal).ToList();
        var sum = winners.Sum(winner => winner.EffectiveFen);
        var cut = sum - Math.Min(sum, CeilingOf(winners, priceFen));
        var lines = Cut(winners.SelectMany(winner => winner.Lines), cut);
        return new(lines, [.. winners.Select(winner => Won(winner, lines))], [.. excluded], cut);
    }

    /// <summary>The most that the winners may pay together: the lowest of their shares of the price and what their highest self-pay leaves.</summary>
    private static long CeilingOf(List<RuleOffer> winners, long priceFen)
    {
        var minimumSelfPay = winners.Max(winner => winner.Rule.MinimumSelfPayFen) ?? 0;
        var lowestShare = winners.Min(winner => winner.Rule.MaximumTotalBasisPoints) ?? 10_000;
        return Math.Max(0, Math.Min(priceFen * Math.Min(lowestShare, 10_000) / 10_000, priceFen - Math.Max(0, minimumSelfPay)));
    }

    /// <summary>Takes the cut off all lines pro rata by largest remainder; ties by payer, fund and rule; lines of 0 go.</summary>
    private static List<SubsidyLine> Cut(IEnumerable<SubsidyLine> lines, long cutFen)
    {
        var listed = lines.ToArray();
        var order = Enumerable.Range(0, listed.Length)
            .OrderBy(i => listed[i].Payer).ThenBy(i => listed[i].FundId, StringComparer.Ordinal).ThenBy(i => listed[i].RuleId, StringComparer.Ordinal)
            .ToArray();
        var cuts = Money.Spread(cutFen, [.. order.Select(i => listed[i].AmountFen)]);
        for (var i = 0; i < order.Length; i++)
        {
            var line = listed[order[i]];
            listed[order[i]] = line with { AmountFen = line.AmountFen - cuts[i] };
        }
        return [.. listed.Where(line => line.AmountFen > 0)];
    }

    private static WinningRule Won(RuleOffer offer, List<SubsidyLine> lines) =>
        new(offer.Rule, offer.AppliesTo, offer.EffectiveFen, lines.Where(line => line.RuleId == offer.Rule.Id).Sum(line => line.AmountFen), offer.Dropped);
}
