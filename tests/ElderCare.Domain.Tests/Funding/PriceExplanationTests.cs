using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;

namespace ElderCare.Domain.Tests.Funding;

public class PriceExplanationTests
{
    [Fact]
    public void SaysWhoPaysWhatAndWhy()
    {
        var meal = Rules.Meal("2023-08-16", 1500);
        var sentences = Explain(Rules.Price(meal, Rules.Aged(76, meal.Date, "370203"), Rules.Qingdao));
        Assert.Equal(new("餐费 15.00 元：城市补贴 3.00 元，区补贴 1.00 元，您付 11.00 元。", "The meal costs 15.00 yuan: the city pays 3.00 yuan, the district pays 1.00 yuan, you pay 11.00 yuan."), sentences[0]);
        Assert.Equal(new("您满 70 岁，每天一次：餐费补贴 3.00 元。", "You are 70 or older, once a day: meal subsidy 3.00 yuan."), sentences[1]);
        Assert.Equal(3, sentences.Count);
    }

    [Fact]
    public void SaysThatNothingIsPaid() => Assert.Equal("餐费 15.00 元：没有补贴，您付 15.00 元。", Assert.Single(Explain(Rules.Price())).Zh);

    [Fact]
    public void ShowsTheDeliveryApart()
    {
        var meal = Rules.Meal("2026-11-25", 1500) with { DeliveryFen = 400 };
        var sentences = Explain(Rules.Price(meal, Rules.Aged(72, meal.Date), [Rules.Fixed("d", 300) with { AppliesTo = AppliesTo.Delivery, Categories = ["disabled"] }]));
        Assert.Equal("餐费 15.00 元加送餐费 4.00 元，共 19.00 元：没有补贴，您付 19.00 元。", sentences[0].Zh);
        sentences = Explain(Rules.Price(meal, Rules.Aged(72, meal.Date, "371002", "disabled"), [Rules.Fixed("d", 300) with { AppliesTo = AppliesTo.Delivery, Categories = ["disabled"] }]));
        Assert.Equal("适用于失能老人，每餐一次：送餐补贴 3.00 元。", sentences[1].Zh);
    }

    [Fact]
    public void SaysWhatADryFundCouldNotPay()
    {
        var priced = Rules.Price(Rules.Fixed("r", 300, Rules.All(Payer.City, "c"), new() { Payer = Payer.Charity, FundId = "x", Rest = true }));
        Assert.Contains("城市补贴资金不足，付不了的 3.00 元由您支付。", Zh(Allocate(priced, false)));
        Assert.Contains("城市补贴资金不足，3.00 元改由慈善补贴支付。", Zh(Allocate(priced, false, ("x", 300))));
        Assert.Contains("城市补贴资金不足，缺 2.00 元，照常给您补贴，您不用多付。", Zh(Allocate(priced, true, ("c", 100))));
    }

    [Fact]
    public void SaysThatTheSubsidyHasBeenUsed()
    {
        var meal = Rules.Meal("2026-11-25", 1500);
        var held = HeldSubsidies.ForEveryGroup([MealPeriod.Lunch]);
        SubsidyRule[] rules = [Rules.Fixed("r", 300) with { Per = RulePer.Day }, Rules.Fixed("s", 300), Rules.Fixed("t", 300)];
        var sentences = Explain(Rules.Price(meal, Rules.Aged(72, meal.Date), rules, held)).Select(sentence => sentence.Zh).ToList();
        Assert.Equal(["当天的补贴已经用过，不能再次补贴。", "当天午餐的补贴已经用过，不能再次补贴。"], sentences.Skip(1));
    }

    [Fact]
    public void SaysThatTheCalendarIsProvisionalAndTheRuleIllustrative()
    {
        var meal = Rules.Meal("2027-03-05", 1500);
        var sentences = Explain(Rules.Price(meal, Rules.Aged(72, meal.Date), [Rules.Fixed("r", 300) with { Evidence = "ILLUS" }]));
        Assert.StartsWith("2027 年放假安排尚未公布", sentences[2].Zh, StringComparison.Ordinal);
        Assert.Equal("按示例规则计算，不是正式政策。", sentences[3].Zh);
    }

    [Fact]
    public void SaysWhichShareDoesNotCountHereAndWhatWasCut()
    {
        var rule = Rules.Fixed("r", 1500, Rules.Share(Payer.City, "c", 9000), Rules.Share(Payer.Town, "t", 1000) with { OnlyInside = "371003" }) with { MinimumSelfPayFen = 200 };
        var sentences = Zh(FundAllocation.AskingNoFund(Rules.Price(rule)));
        Assert.Contains("镇街补贴在这家食堂不适用，因为食堂不在规定的范围内。", sentences);
        Assert.Contains("补贴合计有上限，超出的 0.50 元不计。", sentences);
    }

    private static IReadOnlyList<Bilingual> Explain(PricedMeal meal) => PriceExplanation.Explain(FundAllocation.AskingNoFund(meal));

    private static IEnumerable<string> Zh(AllocatedMeal meal) => PriceExplanation.Explain(meal).Select(sentence => sentence.Zh);

    private static AllocatedMeal Allocate(PricedMeal meal, bool hardship, params (string Id, long Fen)[] funds) =>
        FundAllocation.Allocate(meal, hardship, new FundBalances(funds.ToDictionary(fund => fund.Id, fund => fund.Fen)));
}
