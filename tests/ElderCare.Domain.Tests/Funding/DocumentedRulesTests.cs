using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Tests.Funding;

/// <summary>What the published pages say that a senior pays.</summary>
public class DocumentedRulesTests
{
    [Fact]
    public void ShibeiAtSeventySixPaysElevenOfFifteenByCityThreeAndDistrictOne()
    {
        var meal = Rules.Meal("2023-08-16", 1500, canteen: "370203");
        var priced = Rules.Price(meal, Rules.Aged(76, meal.Date, "370203"), Rules.Qingdao);
        Assert.Equal(1100, priced.SelfPayFen);
        Assert.Equal([(Payer.City, 300L), (Payer.District, 100L)], priced.Lines.Select(line => (line.Payer, line.AmountFen)));
    }

    [Theory]
    [InlineData("2023-08-16", 72, false, 1200)]
    [InlineData("2023-08-19", 72, false, 1500)]
    [InlineData("2023-05-01", 72, false, 1500)]
    [InlineData("2023-05-02", 72, false, 1500)]
    [InlineData("2023-08-19", 65, true, 100)]
    [InlineData("2023-08-16", 65, true, 100)]
    [InlineData("2023-05-01", 65, true, 100)]
    [InlineData("2023-08-16", 65, false, 1500)]
    public void ShinanPaysThreeOnWorkdaysAndFourteenEveryDayInHardship(string date, int age, bool hardship, long selfPay)
    {
        var meal = Rules.Meal(date, 1500, canteen: "370202");
        var diner = Rules.Aged(age, meal.Date, "370202", hardship ? ["minimumLivingAllowance"] : []);
        Assert.Equal(selfPay, Rules.Price(meal, diner, Rules.Qingdao).SelfPayFen);
    }

    [Theory]
    [InlineData(59, false, 1500)]
    [InlineData(60, false, 800)]
    [InlineData(69, false, 800)]
    [InlineData(70, false, 700)]
    [InlineData(79, false, 700)]
    [InlineData(80, false, 600)]
    [InlineData(80, true, 200)]
    [InlineData(60, true, 200)]
    public void ChengyangSetsThePriceByAge(int age, bool hardship, long selfPay)
    {
        var meal = Rules.Meal("2023-08-16", 1500, canteen: "370214");
        var diner = Rules.Aged(age, meal.Date, "370214", hardship ? ["destituteScattered"] : []);
        Assert.Equal(selfPay, Rules.Price(meal, diner, Rules.Qingdao).SelfPayFen);
    }

    [Theory]
    [InlineData(700, "440118104", 300, 300, 100, 500)]
    [InlineData(700, "440118105", 300, 300, 0, 600)]
    [InlineData(700, "440112", 300, 0, 0, 900)]
    [InlineData(900, "440118104", 300, 300, 300, 300)]
    [InlineData(900, "440118105", 300, 300, 0, 600)]
    [InlineData(900, "440100", 300, 0, 0, 900)]
    [InlineData(1100, "440118104", 300, 300, 500, 100)]
    [InlineData(1100, "440118104001", 300, 300, 500, 100)]
    [InlineData(1100, null, 300, 0, 0, 900)]
    public void ZengchengLosesTheTownShareInAnotherTownAndTheDistrictShareInAnotherDistrict(
        long value, string? canteen, long city, long district, long town, long selfPay)
    {
        var meal = Rules.Meal("2025-03-05", 1200) with { CanteenDivision = canteen };
        var priced = Rules.Price(meal, Rules.Aged(66, meal.Date, "440118104"), [Rules.Zengcheng(value)]);
        Assert.Equal((city, district, town), (Paid(priced, Payer.City), Paid(priced, Payer.District), Paid(priced, Payer.Town)));
        Assert.Equal(selfPay, priced.SelfPayFen);
    }

    [Theory]
    [InlineData(1000, 250)]
    [InlineData(1199, 300)]
    [InlineData(1198, 300)]
    [InlineData(1197, 299)]
    [InlineData(2000, 300)]
    public void ZengchengCityPaysAQuarterOfThePriceAndAtMostThree(long price, long city)
    {
        var meal = Rules.Meal("2025-03-05", price, canteen: "440118104");
        Assert.Equal(city, Paid(Rules.Price(meal, Rules.Aged(66, meal.Date, "440118104"), [Rules.Zengcheng(700)]), Payer.City));
    }

    [Theory]
    [InlineData(74, 0, 800)]
    [InlineData(75, 0, 700)]
    [InlineData(84, 0, 700)]
    [InlineData(85, 0, 0)]
    [InlineData(85, 1, 500)]
    [InlineData(85, 2, 1000)]
    public void YangzhouFirstMealOfTheDayIsFreeAndTheSecondHalfPrice(int age, int mealsBefore, long selfPay)
    {
        var meal = Rules.Meal("2025-03-05", 1000, MealPeriod.Dinner);
        MealPeriod[] before = [MealPeriod.Breakfast, MealPeriod.Lunch];
        var held = new HeldSubsidies(before.Take(mealsBefore).Select(period => new HeldKey("yz-basic", period, $"order-{period}")));
        Assert.Equal(selfPay, Rules.Price(meal, Rules.Aged(age, meal.Date, "321000"), Rules.Yangzhou, held).SelfPayFen);
    }

    [Fact]
    public void YangzhouSecondOrderOfTheSamePeriodIsExcludedByItsKey()
    {
        var meal = Rules.Meal("2025-03-05", 1000);
        var held = new HeldSubsidies([new HeldKey("yz-basic", MealPeriod.Lunch, "order-1")]);
        var priced = Rules.Price(meal, Rules.Aged(85, meal.Date, "321000"), Rules.Yangzhou, held);
        Assert.Equal(1000, priced.SelfPayFen);
        Assert.Equal("yz-85-second-half", Assert.Single(priced.ExcludedByKey).Rule.Id);
    }

    [Theory]
    [InlineData("2023-02-05", 1500)]
    [InlineData("2023-02-06", 1200)]
    [InlineData("2023-12-29", 1200)]
    public void TheFirstDayCounts(string date, long selfPay)
    {
        var meal = Rules.Meal(date, 1500);
        Assert.Equal(selfPay, Rules.Price(meal, Rules.Aged(72, meal.Date, "370203"), [Rules.QingdaoCity]).SelfPayFen);
    }

    [Fact]
    public void TheLastDayDoesNotCount()
    {
        var rule = Rules.QingdaoCity with { ValidTo = new LocalDate(2023, 8, 17) };
        var (before, on) = (Rules.Meal("2023-08-16", 1500), Rules.Meal("2023-08-17", 1500));
        Assert.Equal(300, Rules.Price(before, Rules.Aged(72, before.Date, "370203"), [rule]).SubsidyFen);
        Assert.Equal(0, Rules.Price(on, Rules.Aged(72, on.Date, "370203"), [rule]).SubsidyFen);
    }

    private static long Paid(PricedMeal meal, Payer payer) => meal.Lines.Where(line => line.Payer == payer).Sum(line => line.AmountFen);
}
