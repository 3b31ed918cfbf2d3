using ElderCare.Domain.Funding;

namespace ElderCare.Domain.Tests.Funding;

/// <summary>The mix of funds behind a meal: a fund that may not pay by its purpose is passed over like a dry one.</summary>
public class FundPurposeTests
{
    private static readonly SubsidyRule Mix = Rules.Fixed("r", 1_000,
        new() { Payer = Payer.Charity, FundId = "restricted", ShareFen = 400 },
        new() { Payer = Payer.Town, FundId = "town", ShareFen = 300 },
        new() { Payer = Payer.District, FundId = "district", ShareFen = 200 },
        new() { Payer = Payer.City, FundId = "city", ShareFen = 100 },
        new() { Payer = Payer.Charity, FundId = "general", Rest = true });

    [Fact]
    public void Case30_TheMixIsPaidAsTheRuleListsItAndEveryLineIsKept()
    {
        var meal = Allocate(Mix, _ => true);
        Assert.Equal(["restricted 400", "town 300", "district 200", "city 100", " 500"], Lines(meal));
    }

    [Fact]
    public void Case30_WhatARestrictedFundMayNotPayGoesToTheNextPayerWhole()
    {
        var meal = Allocate(Mix, fund => fund != "restricted");
        Assert.Equal(["town 700", "district 200", "city 100", " 500"], Lines(meal));
        Assert.Equal(new MovedAmount("r", Payer.Charity, "restricted", Payer.Town, "town", 400, IsOutsidePurpose: true), Assert.Single(meal.Moves));
        Assert.Equal("慈善补贴不适用于您或这家食堂，4.00 元改由镇街补贴支付。", Explained(meal).Zh);
        Assert.Equal("The fund from which a charity pays is not for you or not for this canteen; 4.00 yuan move to another fund: the town pays.", Explained(meal).En);
    }

    [Fact]
    public void Case30_WhatNobodyMayPayIsTheSeniors()
    {
        var meal = Allocate(Rules.Fixed("r", 400, Rules.All(Payer.Charity, "restricted")), _ => false);
        Assert.Equal([" 1500"], Lines(meal));
        Assert.Equal("慈善补贴不适用于您或这家食堂，4.00 元由您支付。", Explained(meal).Zh);
        Assert.Empty(meal.KeysHeld);
    }

    [Fact]
    public void Case31_InHardshipAFundOutsideItsPurposeIsOverdrawnButNotTouched()
    {
        var purse = new FundBalances(new Dictionary<string, long> { ["restricted"] = 5_000 });
        var meal = FundAllocation.Allocate(Rules.Price(Rules.Fixed("r", 400, Rules.All(Payer.Charity, "restricted"))), hardship: true, purse, _ => false);
        Assert.Equal((1_100L, 400L, 5_000L), (meal.SelfPayFen, meal.OverdraftFen, purse.Left("restricted")));
        Assert.Contains("您不用多付", Explained(meal).Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Case16_CapsHoldInTheirOrderAndTheFundComesLast()
    {
        // 60 % of the price stacked on 5 yuan is cut to the ceiling of 60 %, then to what the least self-pay leaves, then the fund is asked.
        var percent = Rules.Fixed("percent", 0, Rules.All(Payer.City, "city")) with { Kind = RuleKind.Percent, ValueFen = null, ValueBasisPoints = 6_000, CapFen = 800, StackGroup = "a", MaximumTotalBasisPoints = 6_000 };
        var extra = Rules.Fixed("extra", 500, Rules.All(Payer.District, "district")) with { StackGroup = "b", MinimumSelfPayFen = 650 };
        var priced = Rules.Price(percent, extra);
        Assert.Equal([("city", 523L), ("district", 327L)], priced.Lines.OrderBy(line => line.FundId, StringComparer.Ordinal).Select(line => (line.FundId, line.AmountFen)));
        var meal = FundAllocation.Allocate(priced, hardship: false, new FundBalances(new Dictionary<string, long> { ["city"] = 522, ["district"] = 327 }));
        Assert.Equal((327L, 1_173L), (meal.SubsidyFen, meal.SelfPayFen));
    }

    [Fact]
    public void WhatIsForeseenIsWhatFundsWithMoneyPay()
    {
        var priced = Rules.Price(Mix);
        var foreseen = FundAllocation.AsForeseen(priced, hardship: false, fund => fund != "restricted");
        var rich = new FundBalances(new[] { "restricted", "town", "district", "city", "general" }.ToDictionary(fund => fund, _ => 10_000L));
        var real = FundAllocation.Allocate(priced, hardship: false, rich, fund => fund != "restricted");
        Assert.Equal(foreseen.Splits, real.Splits);
        Assert.Equal(foreseen.Moves, real.Moves);
    }

    private static AllocatedMeal Allocate(SubsidyRule rule, Predicate<string> mayPay) => FundAllocation.AsForeseen(Rules.Price(rule), hardship: false, mayPay);

    private static IEnumerable<string> Lines(AllocatedMeal meal) => meal.Splits.Select(split => $"{split.FundId} {split.AmountFen}");

    private static ElderCare.Domain.Shared.Bilingual Explained(AllocatedMeal meal) =>
        Assert.Single(PriceExplanation.Explain(meal), sentence => sentence.Zh.Contains("不适用于您", StringComparison.Ordinal));
}
