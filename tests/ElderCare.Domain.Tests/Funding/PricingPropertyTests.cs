using System.Globalization;
using System.Text.RegularExpressions;
using CsCheck;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;
using Xunit.Abstractions;

namespace ElderCare.Domain.Tests.Funding;

public partial class PricingPropertyTests(ITestOutputHelper output)
{
    [Fact]
    public void SplitsSumToThePriceAndEndWithTheSenior() => Property.Holds(output, RandomPricing.Cases, pricing =>
    {
        var meal = pricing.Allocate();
        Assert.Equal(meal.PriceFen, meal.Splits.Sum(split => split.AmountFen));
        Assert.Equal(pricing.Meal.DishesFen + pricing.Meal.DeliveryFen, meal.PriceFen);
        Assert.Equal(Payer.Senior, meal.Splits[^1].Payer);
        Assert.DoesNotContain(meal.Splits.SkipLast(1), split => split.Payer == Payer.Senior);
    });

    [Fact]
    public void NobodyPaysLessThanNothing() => Property.Holds(output, RandomPricing.Cases, pricing =>
    {
        var meal = pricing.Allocate();
        Assert.All(meal.Splits, split => Assert.True(split.AmountFen >= 0 && split.OverdraftFen >= 0 && split.OverdraftFen <= split.AmountFen, split.ToString()));
        Assert.All(meal.Splits.SkipLast(1), split => Assert.True(split.AmountFen > 0, split.ToString()));
    });

    [Fact]
    public void TheOrderInWhichRulesAreListedDoesNotMatter() => Property.Holds(
        output, RandomPricing.Cases.SelectMany(pricing => Gen.Shuffle(pricing.Rules).Select(rules => (pricing, rules))), pair =>
    {
        var shuffled = pair.pricing with { Rules = pair.rules };
        Assert.Equal(Text(pair.pricing), Text(shuffled));
    });

    [Fact]
    public void AllocationNeverOverdrawsAPurse() => Property.Holds(output, RandomPricing.Cases, pricing =>
    {
        var purse = new FundBalances(pricing.Balances);
        var meal = FundAllocation.Allocate(pricing.Price(), pricing.Hardship, purse);
        foreach (var (fund, balance) in pricing.Balances)
        {
            var taken = meal.Splits.Where(split => split.FundId == fund).Sum(split => split.AmountFen - split.OverdraftFen);
            Assert.InRange(taken, 0, balance);
            Assert.Equal(balance - taken, purse.Left(fund));
        }
        Assert.True(pricing.Hardship || meal.OverdraftFen == 0);
        Assert.True(!pricing.Hardship || meal.SelfPayFen == meal.Priced.SelfPayFen, "a person in hardship pays for a dry fund");
    });

    [Fact]
    public void TheAmountsInTheExplanationAreThoseOfTheSplits() => Property.Holds(output, RandomPricing.Cases, pricing =>
    {
        var meal = pricing.Allocate();
        var sentences = PriceExplanation.Explain(meal);
        foreach (var english in new[] { false, true }) CompareAmounts(meal, [.. sentences.Select(sentence => sentence.In(english))]);
    });

    [Fact]
    public void EachGroupHasOneWinnerAndNoWinnerNeedsAHeldKey() => Property.Holds(output, RandomPricing.Cases, pricing =>
    {
        var meal = pricing.Price();
        Assert.Equal(meal.Winners.Count, meal.Winners.DistinctBy(winner => (winner.Rule.Group(), winner.AppliesTo)).Count());
        Assert.Equal(meal.KeysNeeded.Count, meal.KeysNeeded.DistinctBy(key => (key.StackGroup, key.Period)).Count());
        var held = new HeldSubsidies(pricing.Held);
        Assert.DoesNotContain(meal.KeysNeeded, key => held.Holds(key.StackGroup, key.Period));
    });

    [Fact]
    public void TheWinnersTogetherGiveWhatTheirLowestCeilingAllows() => Property.Holds(output, RandomPricing.Cases, pricing =>
    {
        var meal = pricing.Price();
        foreach (var winners in meal.Winners.GroupBy(winner => winner.AppliesTo))
        {
            var price = winners.Key == AppliesTo.Meal ? pricing.Meal.DishesFen : pricing.Meal.DeliveryFen;
            var shares = winners.Select(winner => (winner.Rule.MaximumTotalBasisPoints ?? 10_000) * price / 10_000);
            var selfPays = winners.Select(winner => Math.Max(0, price - (winner.Rule.MinimumSelfPayFen ?? 0)));
            var given = winners.Sum(winner => winner.EffectiveFen);
            Assert.Equal(shares.Concat(selfPays).Append(given).Min(), winners.Sum(winner => winner.AmountFen));
        }
        Assert.Equal(meal.Winners.Sum(winner => winner.EffectiveFen - winner.AmountFen), meal.CutFen);
        Assert.Equal(meal.Winners.Sum(winner => winner.AmountFen), meal.SubsidyFen);
    });

    [Fact]
    public void ThePartsOfASpreadSumToTheTotalAndAreLessThanAFenFromTheirShare() => Property.Holds(
        output, Gen.Select(Gen.Long[0, 100_000], Gen.Long[0, 10_000].Array[1, 8]), pair =>
    {
        var (total, weights) = pair;
        var parts = Money.Spread(total, weights);
        var sum = weights.Sum();
        Assert.Equal(sum == 0 ? 0 : total, parts.Sum());
        for (var i = 0; i < parts.Length; i++) Assert.True(sum == 0 || Math.Abs((parts[i] * sum) - (total * weights[i])) < sum);
    });

    private static void CompareAmounts(AllocatedMeal meal, List<string> sentences)
    {
        var byPayer = meal.Splits.Where(split => split.Payer != Payer.Senior).GroupBy(split => split.Payer).OrderBy(payer => payer.Key)
            .Select(payer => payer.Sum(split => split.AmountFen)).Append(meal.SelfPayFen);
        long[] price = meal.Priced.DeliveryFen == 0 ? [meal.PriceFen] : [meal.PriceFen - meal.Priced.DeliveryFen, meal.Priced.DeliveryFen, meal.PriceFen];
        Assert.Equal([.. price, .. byPayer], Amounts(sentences[0]));

        var byRule = meal.Splits.SkipLast(1).GroupBy(split => split.RuleId).Select(rule => rule.Sum(split => split.AmountFen));
        Assert.Equal(byRule, sentences.Where(IsReason).SelectMany(Amounts));
        var shortOf = meal.Moves.Select(move => move.AmountFen);
        Assert.Equal(shortOf, sentences.Where(IsShortage).SelectMany(Amounts));
    }

    private static bool IsReason(string sentence) => sentence.Contains("餐费补贴", StringComparison.Ordinal) || sentence.Contains("送餐补贴", StringComparison.Ordinal)
        || sentence.Contains("meal subsidy", StringComparison.Ordinal) || sentence.Contains("delivery subsidy", StringComparison.Ordinal);

    private static bool IsShortage(string sentence) => sentence.Contains("资金不足", StringComparison.Ordinal) || sentence.StartsWith("The fund from which", StringComparison.Ordinal);

    private static IEnumerable<long> Amounts(string sentence) =>
        Amount().Matches(sentence).Select(match => (long)(decimal.Parse(match.Value, CultureInfo.InvariantCulture) * 100));

    private static string Text(RandomPricing pricing)
    {
        var meal = pricing.Allocate();
        return string.Join('\n', [.. meal.Splits.Select(split => split.ToString()), .. meal.KeysHeld.Select(key => key.ToString()),
            .. meal.Priced.ExcludedByKey.Select(rule => rule.Rule.Id), .. PriceExplanation.Explain(meal).Select(sentence => sentence.Zh)]);
    }

    [GeneratedRegex(@"\d+\.\d\d")]
    private static partial Regex Amount();
}
