using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;

namespace ElderCare.Domain.Tests.Funding;

/// <summary>What a rule would have changed.</summary>
public class RuleImpactTests
{
    private static readonly SubsidyRule Now = Rules.Fixed("now", 200, Rules.Share(Payer.City, "city", 5000), Rules.Share(Payer.District, "district", 5000)) with { StackGroup = "g", Per = RulePer.Day };
    private static readonly SubsidyRule Better = Rules.Fixed("better", 500, Rules.All(Payer.City, "city")) with { StackGroup = "g", Per = RulePer.Day };

    [Fact]
    public void WhatWasPaidStandsBeforeAndTheDifferenceOfTheRuleIsAdded()
    {
        var impact = Impact([Now], [Now, Better]);
        // The fund of the district was dry: the city alone paid. The rule moves what it moves, no more.
        impact.Add([Served("o1", MealPeriod.Lunch, ("city", 100))]);
        Assert.Equal((1, 1, 100, 400), (impact.Meals, impact.MealsChanged, impact.BeforeFen, impact.AfterFen));
        Assert.Equal([new("city", 1, 100, 500), new("district", 1, 0, -100)], impact.ByFund);
        Assert.Equal([new("371002", 1, 100, 400)], impact.ByDistrict);
    }

    [Fact]
    public void OnlyTheFirstMealOfADayHoldsItsKey()
    {
        var impact = Impact([Now], [Now, Better]);
        impact.Add([Served("o1", MealPeriod.Lunch, ("city", 100), ("district", 100)), Served("o2", MealPeriod.Dinner)]);
        Assert.Equal((2, 1, 200, 500), (impact.Meals, impact.MealsChanged, impact.BeforeFen, impact.AfterFen));
    }

    [Fact]
    public void ARuleThatLosesItsGroupChangesNothing()
    {
        var impact = Impact([Better], [Better, Now]);
        impact.Add([Served("o1", MealPeriod.Lunch, ("city", 500))]);
        Assert.Equal((1, 0, 500, 500), (impact.Meals, impact.MealsChanged, impact.BeforeFen, impact.AfterFen));
    }

    private static RuleImpact Impact(SubsidyRule[] without, SubsidyRule[] with) => new(without, with, Rules.Calendar, Rules.Divisions);

    private static ServedMeal Served(string id, MealPeriod period, params (string Fund, long Fen)[] paid)
    {
        var meal = Rules.Meal("2026-10-21", 1500, period);
        return new(id, meal, Rules.Aged(72, meal.Date), "371002", paid.ToDictionary(one => one.Fund, one => one.Fen));
    }
}
