using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;

namespace ElderCare.Domain.Tests.Funding;

public class SubsidyKeyTests
{
    private static readonly MealToPrice Lunch = Rules.Meal("2026-11-25", 1500);
    private static readonly SubsidyRule OnceADay = Rules.Fixed("day", 300) with { Per = RulePer.Day, StackGroup = "g" };
    private static readonly SubsidyRule OnceAMeal = Rules.Fixed("meal", 200) with { StackGroup = "g" };

    [Fact]
    public void OnceADayTakesAllThreePeriodsAndOnceAMealItsOwn()
    {
        Assert.Equal([MealPeriod.Breakfast, MealPeriod.Lunch, MealPeriod.Dinner], Price([OnceADay]).KeysNeeded.Select(key => key.Period));
        Assert.Equal([new SubsidyKey("g", MealPeriod.Lunch, "meal")], Price([OnceAMeal]).KeysNeeded);
        Assert.Equal("own-id", Assert.Single(Price([Rules.Fixed("own-id", 1)]).KeysNeeded).StackGroup);
    }

    [Fact]
    public void ALoserAndARuleThatGivesNothingTakeNoKey()
    {
        Assert.All(Price([OnceADay, OnceAMeal]).KeysNeeded, key => Assert.Equal("day", key.RuleId));
        Assert.Empty(Price([OnceADay with { ValueFen = 0 }]).KeysNeeded);
        Assert.Empty(Price([OnceADay with { MinimumSelfPayFen = 1500 }]).KeysNeeded);
    }

    [Fact]
    public void AGroupThatPaysForMealAndDeliveryTakesEachKeyOnce()
    {
        var delivery = OnceADay with { Id = "delivery", AppliesTo = AppliesTo.Delivery };
        var priced = Rules.Price(Lunch with { DeliveryFen = 300 }, Rules.Aged(70, Lunch.Date), [OnceAMeal, delivery]);
        Assert.Equal(500, priced.SubsidyFen);
        Assert.Equal(3, priced.KeysNeeded.Count);
    }

    [Theory]
    [InlineData(MealPeriod.Lunch, 0, "day")]
    [InlineData(MealPeriod.Dinner, 200, "day")]
    public void AHeldKeyExcludesTheRulesThatNeedItAndTheNextBestRemains(MealPeriod heldPeriod, long subsidy, string excluded)
    {
        var priced = Price([OnceADay, OnceAMeal], new HeldKey("g", heldPeriod, "other"));
        Assert.Equal(subsidy, priced.SubsidyFen);
        Assert.Equal(excluded, Assert.Single(priced.ExcludedByKey).Rule.Id);
    }

    [Fact]
    public void ARuleThatWouldHaveLostAnywayIsNotCountedAsExcluded()
    {
        var better = OnceAMeal with { Id = "better", ValueFen = 400 };
        var priced = Price([OnceADay, better], new HeldKey("g", MealPeriod.Dinner, "other"));
        Assert.Equal(400, priced.SubsidyFen);
        Assert.Empty(priced.ExcludedByKey);
    }

    [Fact]
    public void AKeyOfAnotherGroupDoesNotMatterButATrialCountsForAll()
    {
        Assert.Equal(300, Price([OnceADay], new HeldKey("other", MealPeriod.Lunch, "o")).SubsidyFen);
        var trial = Rules.Price(Lunch, Rules.Aged(70, Lunch.Date), [OnceADay, OnceAMeal with { StackGroup = "h" }], HeldSubsidies.ForEveryGroup([MealPeriod.Breakfast]));
        Assert.Equal(200, trial.SubsidyFen);
    }

    [Fact]
    public void MealOfDayCountsMealsAndNotKeys()
    {
        var second = Rules.Fixed("second", 100) with { StackGroup = "g", MealOfDay = 2 };
        var oneMealWithTwoKeys = new[] { new HeldKey("g", MealPeriod.Breakfast, "o1"), new HeldKey("g", MealPeriod.Dinner, "o1") };
        Assert.Equal(100, Price([second], oneMealWithTwoKeys).SubsidyFen);
        Assert.Equal(0, Price([second], [oneMealWithTwoKeys[0], oneMealWithTwoKeys[1] with { MealId = "o2" }]).SubsidyFen);
        Assert.Equal(0, Price([second], new HeldKey("h", MealPeriod.Breakfast, "o1")).SubsidyFen);
    }

    [Fact]
    public void AChangedMealDoesNotStandInItsOwnWay()
    {
        var held = new HeldSubsidies([new HeldKey("g", MealPeriod.Lunch, "this")]);
        Assert.Equal(0, Rules.Price(Lunch, Rules.Aged(70, Lunch.Date), [OnceADay], held).SubsidyFen);
        Assert.Equal(300, Rules.Price(Lunch, Rules.Aged(70, Lunch.Date), [OnceADay], held.Without("this")).SubsidyFen);
    }

    private static PricedMeal Price(SubsidyRule[] rules, params HeldKey[] held) =>
        Rules.Price(Lunch, Rules.Aged(70, Lunch.Date), rules, new HeldSubsidies(held));
}
