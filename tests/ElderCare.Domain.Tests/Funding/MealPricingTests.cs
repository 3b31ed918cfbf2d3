using ElderCare.Domain.Funding;

namespace ElderCare.Domain.Tests.Funding;

public class MealPricingTests
{
    private static readonly FundingLine City = Rules.All(Payer.City, "city");

    [Theory]
    [InlineData(RuleKind.Fixed, 300, null, 1500, 300)]
    [InlineData(RuleKind.Fixed, 300, null, 200, 200)]
    [InlineData(RuleKind.Fixed, 300, 250L, 1500, 250)]
    [InlineData(RuleKind.Percent, 3333, null, 1500, 500)]
    [InlineData(RuleKind.Percent, 5000, null, 1001, 501)]
    [InlineData(RuleKind.Percent, 3000, null, 1, 0)]
    [InlineData(RuleKind.Percent, 10000, 700L, 1500, 700)]
    [InlineData(RuleKind.SelfPay, 500, null, 1500, 1000)]
    [InlineData(RuleKind.SelfPay, 500, null, 400, 0)]
    [InlineData(RuleKind.SelfPay, 500, 600L, 1500, 600)]
    [InlineData(RuleKind.Free, 0, null, 1500, 1500)]
    [InlineData(RuleKind.Free, 0, 900L, 1500, 900)]
    [InlineData(RuleKind.Free, 0, null, 0, 0)]
    public void TheAmountIsMadeByKindAndCapped(RuleKind kind, long value, long? cap, long price, long subsidy)
    {
        var rule = new SubsidyRule { Id = "r", Kind = kind, ValueFen = value, ValueBasisPoints = value, CapFen = cap, Funding = [City] };
        Assert.Equal(subsidy, Rules.Price(price, rule).SubsidyFen);
    }

    [Fact]
    public void SharesAreRoundedTogetherAndTheOddFenGoesToTheCityFirst()
    {
        var priced = Rules.Price(Rules.Fixed("r", 301, Rules.Share(Payer.Town, "t", 5000), Rules.Share(Payer.City, "c", 5000)));
        Assert.Equal([("t", 150L), ("c", 151L)], Lines(priced));
        priced = Rules.Price(Rules.Fixed("r", 100, Rules.Share(Payer.City, "b", 3333), Rules.Share(Payer.City, "a", 3333), Rules.Share(Payer.District, "d", 3334)));
        Assert.Equal([("b", 33L), ("a", 33L), ("d", 34L)], Lines(priced));
        priced = Rules.Price(Rules.Fixed("r", 301, Rules.Share(Payer.City, "b", 5000), Rules.Share(Payer.City, "a", 5000)));
        Assert.Equal([("b", 150L), ("a", 151L)], Lines(priced));
    }

    [Fact]
    public void WhatNoLineTakesIsNotPaid()
    {
        Assert.Equal(200, Rules.Price(Rules.Fixed("r", 400, Rules.Share(Payer.City, "c", 5000))).SubsidyFen);
        Assert.Equal(100, Rules.Price(Rules.Fixed("r", 400, City with { CapFen = 100 })).SubsidyFen);
        Assert.Equal(0, Rules.Price(Rules.Fixed("r", 400) with { Funding = [] }).SubsidyFen);
    }

    [Fact]
    public void TheRestComesLastWhereverItIsListed()
    {
        var priced = Rules.Price(Rules.Fixed("r", 400, new() { Payer = Payer.Town, FundId = "t", Rest = true }, new() { Payer = Payer.City, FundId = "c", ShareFen = 300 }));
        Assert.Equal([("c", 300L), ("t", 100L)], Lines(priced));
    }

    [Fact]
    public void ALineTakesAtMostWhatIsLeft()
    {
        var priced = Rules.Price(Rules.Fixed(
            "r", 400, new() { Payer = Payer.City, FundId = "c", ShareFen = 300 }, new() { Payer = Payer.District, FundId = "d", ShareFen = 300 },
            new() { Payer = Payer.Charity, FundId = "x", PriceBasisPoints = 1000 }));
        Assert.Equal([("c", 300L), ("d", 100L)], Lines(priced));
    }

    [Fact]
    public void ACapOnALineLeavesMoreForTheRest()
    {
        var priced = Rules.Price(Rules.Fixed("r", 400, Rules.Share(Payer.City, "c", 5000) with { CapFen = 50 }, new() { Payer = Payer.Town, FundId = "t", Rest = true, CapFen = 200 }));
        Assert.Equal([("c", 50L), ("t", 200L)], Lines(priced));
    }

    [Fact]
    public void ADroppedShareIsLostEvenWhenAnotherPayerTakesTheRest()
    {
        var priced = Rules.Price(Rules.Fixed(
            "r", 400, new() { Payer = Payer.District, FundId = "d", ShareFen = 300, OnlyInside = "371003" }, new() { Payer = Payer.City, FundId = "c", Rest = true }));
        Assert.Equal([("c", 100L)], Lines(priced));
        Assert.Equal(new DroppedShare(Payer.District, 300), Assert.Single(Assert.Single(priced.Winners).Dropped));
    }

    [Fact]
    public void TheHighestEffectiveAmountWinsItsGroup()
    {
        var nominallyHigher = Rules.Fixed("a", 900, Rules.Share(Payer.City, "c", 1000)) with { StackGroup = "g" };
        var priced = Rules.Price(nominallyHigher, Rules.Fixed("b", 100) with { StackGroup = "g" });
        Assert.Equal("b", Assert.Single(priced.Winners).Rule.Id);
    }

    [Theory]
    [InlineData("a", "b", "a")]
    [InlineData("a", "B", "B")]
    [InlineData("r10", "r9", "r10")]
    public void ATieGoesToTheOrdinallySmallestId(string first, string second, string winner)
    {
        SubsidyRule[] rules = [Rules.Fixed(first, 300) with { StackGroup = "g" }, Rules.Fixed(second, 300) with { StackGroup = "g" }];
        Assert.Equal(winner, Assert.Single(Rules.Price(rules).Winners).Rule.Id);
        Assert.Equal(winner, Assert.Single(Rules.Price([.. rules.Reverse()]).Winners).Rule.Id);
    }

    [Fact]
    public void GroupsAddAndARuleWithoutAGroupIsItsOwn() =>
        Assert.Equal(600, Rules.Price(Rules.Fixed("a", 100), Rules.Fixed("b", 200), Rules.Fixed("c", 300)).SubsidyFen);

    [Theory]
    [InlineData(1000, null, null, 1200, 0, 1000)]
    [InlineData(1000, 6000L, null, 1200, 0, 600)]
    [InlineData(999, 6000L, null, 1200, 0, 599)]
    [InlineData(1000, null, 100L, 1200, 0, 900)]
    [InlineData(1000, 9500L, 100L, 1200, 0, 900)]
    [InlineData(50, null, 100L, 1200, 0, 0)]
    [InlineData(1000, 0L, null, 1200, 0, 0)]
    [InlineData(1000, 6000L, 100L, 300, 200, 500)]
    public void TheSumIsCutToTheLowestCeiling(long price, long? maximum, long? minimumSelfPay, long fen, long more, long subsidy)
    {
        var rule = Rules.Fixed("a", fen) with { MaximumTotalBasisPoints = maximum, MinimumSelfPayFen = minimumSelfPay };
        Assert.Equal(subsidy, Rules.Price(price, rule, Rules.Fixed("b", more)).SubsidyFen);
    }

    [Fact]
    public void OnlyWinnersSetTheCeiling()
    {
        var loser = Rules.Fixed("a", 100) with { StackGroup = "g", MaximumTotalBasisPoints = 100, MinimumSelfPayFen = 1400 };
        Assert.Equal(500, Rules.Price(loser, Rules.Fixed("b", 500) with { StackGroup = "g" }).SubsidyFen);
    }

    [Fact]
    public void TheCutIsSpreadProRataAndItsOddFenIsTakenFromTheCityFirst()
    {
        var rule = Rules.Fixed("b", 1000, Rules.Share(Payer.District, "d", 5000), Rules.Share(Payer.City, "c", 5000)) with { MinimumSelfPayFen = 1 };
        Assert.Equal([("d", 500L), ("c", 499L)], Lines(Rules.Price(1000, rule)));
        SubsidyRule[] rules = [Rules.Fixed("b", 500, Rules.All(Payer.City, "c")) with { MinimumSelfPayFen = 1 }, Rules.Fixed("a", 500, Rules.All(Payer.City, "c"))];
        Assert.Equal([("a", 499L), ("b", 500L)], Rules.Price(1000, rules).Lines.Select(line => (line.RuleId, line.AmountFen)));
    }

    [Fact]
    public void QingdaoStackingStopsAtSixtyPercent()
    {
        var stack = Rules.Fixed("stack", 0, Rules.All(Payer.City, "beds")) with { Kind = RuleKind.Percent, ValueBasisPoints = 5000, MaximumTotalBasisPoints = 6000 };
        var priced = Rules.Price(1500, Rules.Fixed("basic", 300, Rules.All(Payer.City, "meals")), stack);
        Assert.Equal((900L, 150L), (priced.SubsidyFen, priced.CutFen));
        Assert.Equal([("meals", 257L), ("beds", 643L)], Lines(priced));
    }

    [Fact]
    public void DishesAndDeliveryAreCutApart()
    {
        var meal = Rules.Meal("2026-11-25", 1000) with { DeliveryFen = 200 };
        SubsidyRule[] rules = [Rules.Fixed("m", 2000) with { MinimumSelfPayFen = 100 }, Rules.Fixed("d", 300) with { AppliesTo = AppliesTo.Delivery }];
        var priced = Rules.Price(meal, Rules.Aged(70, meal.Date), rules);
        Assert.Equal([(AppliesTo.Meal, 900L), (AppliesTo.Delivery, 200L)], priced.Lines.Select(line => (line.AppliesTo, line.AmountFen)));
        Assert.Equal(100, priced.SelfPayFen);
    }

    [Fact]
    public void ALineKnowsTheNextPayersOfItsRuleThatPayHere()
    {
        var rule = Rules.Fixed(
            "r", 400, new() { Payer = Payer.Charity, FundId = "x", Rest = true }, Rules.Share(Payer.City, "c", 10_000),
            new() { Payer = Payer.District, FundId = "d", ShareFen = 100 }, new() { Payer = Payer.Town, FundId = "t", ShareFen = 100, OnlyInside = "371003" });
        Assert.Equal([new NextPayer(Payer.District, "d"), new NextPayer(Payer.Charity, "x")], Assert.Single(Rules.Price(rule).Lines).Fallbacks);
    }

    [Fact]
    public void ANegativePriceIsAMistakeOfTheCaller() => Assert.Throws<ArgumentOutOfRangeException>(() => Rules.Price(-1));

    private static IEnumerable<(string, long)> Lines(PricedMeal meal) => meal.Lines.Select(line => (line.FundId, line.AmountFen));
}
