using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;

namespace ElderCare.Domain.Tests.Funding;

public class RuleMatchTests
{
    private static readonly MealToPrice Lunch = Rules.Meal("2026-11-25", 1500);
    private static readonly SubsidyRule Rule = Rules.Fixed("r", 300);

    [Theory]
    [InlineData(ResidencyBasis.Hukou, "371002", "371003", true)]
    [InlineData(ResidencyBasis.Hukou, "371003", "371002", false)]
    [InlineData(ResidencyBasis.Residence, "371002", "371003", false)]
    [InlineData(ResidencyBasis.Residence, "371003", "371002", true)]
    [InlineData(ResidencyBasis.Either, "371003", "371002", true)]
    [InlineData(ResidencyBasis.Either, "371002", "371003", true)]
    [InlineData(ResidencyBasis.Either, "371003", "371003", false)]
    [InlineData(ResidencyBasis.Hukou, null, "371002", false)]
    [InlineData(null, null, "371002", true)]
    public void MatchesThePersonByTheBasis(ResidencyBasis? basis, string? hukou, string? residence, bool matches)
    {
        var diner = new Diner(new(1950, 1, 1), hukou, residence, []);
        Assert.Equal(matches, Pays(Rule with { DivisionCode = "371002", ResidencyBasis = basis }, diner));
    }

    [Theory]
    [InlineData("371000", "371098", true)]
    [InlineData("371003", "371098", false)]
    [InlineData("371002", "371002001", true)]
    [InlineData("371002001", "371002", false)]
    [InlineData("371002", "371002009", true)]
    [InlineData("371000", "371098001002", true)]
    [InlineData("370000", "371098", true)]
    public void ADivisionCoversWhatLiesBelowItInTheTable(string ruleDivision, string hukou, bool matches) =>
        Assert.Equal(matches, Pays(Rule with { DivisionCode = ruleDivision }, new(new(1950, 1, 1), hukou, null, [])));

    [Theory]
    [InlineData("1956-11-25", true)]
    [InlineData("1956-11-26", false)]
    [InlineData("1946-11-26", true)]
    [InlineData("1946-11-25", false)]
    public void AgeBandsAreHalfOpenOnTheDayOfTheMeal(string bornOn, bool matches) =>
        Assert.Equal(matches, Pays(Rule with { AgeFrom = 70, AgeTo = 80 }, new(NodaTime.Text.LocalDatePattern.Iso.Parse(bornOn).Value, null, null, [])));

    [Fact]
    public void OneCategoryIsEnoughAndNoneNamedIsAll()
    {
        var diner = Rules.Aged(70, Lunch.Date, "371002", "disabled", "livingAlone");
        Assert.True(Pays(Rule with { Categories = ["minimumLivingAllowance", "disabled"] }, diner));
        Assert.False(Pays(Rule with { Categories = ["minimumLivingAllowance"] }, diner));
        Assert.True(Pays(Rule with { Categories = [] }, diner));
    }

    [Fact]
    public void PeriodsWeekdaysAndDishTagsMatchWhenOneDoes()
    {
        Assert.True(Pays(Rule with { Periods = [MealPeriod.Dinner, MealPeriod.Lunch] }));
        Assert.False(Pays(Rule with { Periods = [MealPeriod.Dinner] }));
        Assert.True(Pays(Rule with { Weekdays = [1, 3] }));
        Assert.False(Pays(Rule with { Weekdays = [1, 7] }));
        Assert.False(Pays(Rule with { DishTags = ["diabeticSet"] }));
        Assert.Equal(300, Rules.Price(Lunch with { DishTags = ["set", "diabeticSet"] }, Rules.Aged(70, Lunch.Date), [Rule with { DishTags = ["diabeticSet"] }]).SubsidyFen);
    }

    [Theory]
    [InlineData("2023-01-28", DayKind.Workday)]
    [InlineData("2023-01-29", DayKind.Rest)]
    [InlineData("2023-05-01", DayKind.Statutory)]
    [InlineData("2023-05-02", DayKind.Rest)]
    [InlineData("2023-05-04", DayKind.Workday)]
    public void DayKindsAreThoseOfTheCalendar(string date, DayKind kind)
    {
        var meal = Rules.Meal(date, 1500);
        foreach (var other in Enum.GetValues<DayKind>())
        {
            Assert.Equal(other == kind, Rules.Price(meal, Rules.Aged(70, meal.Date), [Rule with { DayKinds = [other] }]).SubsidyFen > 0);
        }
    }

    [Theory]
    [InlineData("2029-03-05")]
    [InlineData("2022-12-31")]
    public void ARuleThatNamesDayKindsNeedsTheYear(string date)
    {
        var meal = Rules.Meal(date, 1500);
        var diner = Rules.Aged(70, meal.Date);
        var refusal = Assert.Throws<RuleViolation>(() => Rules.Price(meal, diner, [Rule with { DayKinds = [DayKind.Workday] }]));
        Assert.Equal("calendar.yearMissing", refusal.Code);
        Assert.Equal(300, Rules.Price(meal, diner, [Rule with { DayKinds = [DayKind.Rest, DayKind.Statutory, DayKind.Workday] }]).SubsidyFen);
        Assert.Equal(300, Rules.Price(meal, diner, [Rule with { DayKinds = [] }, Rule with { Id = "other", DayKinds = [DayKind.Rest], AgeFrom = 90 }]).SubsidyFen);
    }

    [Fact]
    public void ANotAnnouncedYearIsProvisional()
    {
        var meal = Rules.Meal("2027-03-05", 1500);
        var priced = Rules.Price(meal, Rules.Aged(70, meal.Date), [Rule with { DayKinds = [DayKind.Workday] }]);
        Assert.True(priced.CalendarIsProvisional);
        Assert.Equal(300, priced.SubsidyFen);
        Assert.False(Rules.Price(Rule).CalendarIsProvisional);
    }

    [Theory]
    [InlineData(0, 200)]
    [InlineData(999, 200)]
    [InlineData(1000, 300)]
    [InlineData(1999, 300)]
    [InlineData(2000, 400)]
    [InlineData(null, 0)]
    public void DeliveryIsPaidByDistanceAndOnTheFeeAlone(int? metres, long subsidy)
    {
        SubsidyRule[] rules = [Band("1", 200, 0, 1000), Band("2", 300, 1000, 2000), Band("3", 400, 2000, null)];
        var priced = Rules.Price(Lunch with { DeliveryFen = 500, DistanceMetres = metres }, Rules.Aged(70, Lunch.Date), rules);
        Assert.Equal((2000L, 500L, subsidy), (priced.PriceFen, priced.DeliveryFen, priced.SubsidyFen));

        static SubsidyRule Band(string id, long fen, int from, int? to) =>
            Rules.Fixed(id, fen) with { AppliesTo = AppliesTo.Delivery, FromMetres = from, ToMetres = to, StackGroup = "delivery" };
    }

    [Fact]
    public void ARealOrderShowsTheFundOfTheDistrictThatMatchedAndATrialTheText()
    {
        var rule = Rules.Fixed("r", 300, Rules.All(Payer.District, SubsidyRule.OwnDistrictFund)) with { DivisionCode = "371000" };
        Assert.Equal("fund-371002-meals", FundFor("371002001", "371003"));
        Assert.Equal("fund-371003-meals", FundFor("370203", "371003"));
        Assert.Equal("fund-371098-meals", FundFor("371098", null));
        Assert.Equal(SubsidyRule.OwnDistrictFund, Assert.Single(Rules.Price(rule).Lines).FundId);

        string FundFor(string? hukou, string? residence) => Assert.Single(
            Rules.Price(Lunch with { ResolveOwnDistrict = true }, new(new(1950, 1, 1), hukou, residence, []), [rule]).Lines).FundId;
    }

    private static bool Pays(SubsidyRule rule, Diner? diner = null) => Rules.Price(Lunch, diner ?? Rules.Aged(70, Lunch.Date), [rule]).SubsidyFen > 0;
}
