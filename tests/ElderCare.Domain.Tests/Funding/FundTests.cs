using ElderCare.Domain.Funding;
using NodaTime;

namespace ElderCare.Domain.Tests.Funding;

/// <summary>For whom and where a fund pays, what its caps are called, and when it runs short.</summary>
public class FundTests
{
    private static readonly FundWatchPolicy Tenth = new(10, 10, Duration.FromMinutes(10));
    private static readonly LocalDate Day = new(2026, 11, 25);

    [Theory]
    [InlineData("", "", "", null, null, true)]
    [InlineData("disabled", "", "", null, null, true)]
    [InlineData("lowIncomeMargin disabled", "", "", null, null, true)]
    [InlineData("lowIncomeMargin", "", "", null, null, false)]
    [InlineData("", "371002", "", null, null, true)]
    [InlineData("", "371000", "", null, null, true)]
    [InlineData("", "371003 371002001", "", null, null, false)]
    [InlineData("", "", "island", null, null, true)]
    [InlineData("", "", "mountain", null, null, false)]
    [InlineData("disabled", "371000", "mountain island", null, null, true)]
    [InlineData("disabled", "371000", "mountain", null, null, false)]
    [InlineData("", "", "", 72, 73, true)]
    [InlineData("", "", "", 73, null, false)]
    [InlineData("", "", "", null, 72, false)]
    public void AFundPaysForThePeopleAndPlacesOfItsPurpose(string categories, string divisions, string tags, int? ageFrom, int? ageTo, bool pays)
    {
        var fund = FundOn(new() { Categories = Words(categories), Divisions = Words(divisions), CanteenTags = Words(tags), AgeFrom = ageFrom, AgeTo = ageTo });
        var meal = new MealToPrice(Day, ElderCare.Domain.Shared.MealPeriod.Lunch, 1500) { CanteenDivision = "371002", CanteenTags = ["island"] };
        Assert.Equal(pays, fund.MayPay(meal, Rules.Aged(72, Day, "371002", "livingAlone", "disabled"), Rules.Divisions));
    }

    [Fact]
    public void AFundForAPlaceDoesNotPayAtACanteenWithoutOne() =>
        Assert.False(FundOn(new() { Divisions = ["371000"] }).MayPay(new(Day, ElderCare.Domain.Shared.MealPeriod.Lunch, 1500), Rules.Aged(72, Day), Rules.Divisions));

    [Fact]
    public void ACapIsTheSameAllMonthOrYearAndAnotherInTheNext()
    {
        Assert.Equal(FundCap.IdOf("f", CapSpan.Month, new(2026, 11, 1)), FundCap.IdOf("f", CapSpan.Month, new(2026, 11, 30)));
        Assert.NotEqual(FundCap.IdOf("f", CapSpan.Month, new(2026, 11, 30)), FundCap.IdOf("f", CapSpan.Month, new(2026, 12, 1)));
        Assert.Equal(FundCap.IdOf("f", CapSpan.Year, new(2026, 1, 1)), FundCap.IdOf("f", CapSpan.Year, new(2026, 12, 31)));
        Assert.NotEqual(FundCap.IdOf("f", CapSpan.Year, new(2026, 1, 1)), FundCap.IdOf("f", CapSpan.Month, new(2026, 1, 1)));
    }

    [Fact]
    public void AFundHasTheCapsOfItsTerms()
    {
        Assert.Empty(FundCap.Of(FundOn(new()), Day));
        var caps = FundCap.Of(FundOn(new() { MonthlyCapFen = 500, YearlyCapFen = 6_000 }), Day);
        Assert.Equal([(CapSpan.Month, new LocalDate(2026, 11, 1), 500L), (CapSpan.Year, new(2026, 1, 1), 6_000L)], caps.Select(cap => (cap.Span, cap.StartsOn, cap.Remaining)));
    }

    [Theory]
    [InlineData(100, 1_000, null, null, "")]
    [InlineData(99, 1_000, null, null, "Balance")]
    [InlineData(0, 0, null, null, "")]
    [InlineData(1_000, 1_000, 49L, null, "MonthlyCap")]
    [InlineData(1_000, 1_000, 50L, null, "")]
    [InlineData(99, 1_000, 0L, 0L, "Balance MonthlyCap YearlyCap")]
    public void AFundIsShortBelowTheShareOfThePolicy(long balance, long allotted, long? monthLeft, long? yearLeft, string shortages)
    {
        var standing = new FundStanding(balance, allotted, monthLeft is { } month ? (month, 500) : null, yearLeft is { } year ? (year, 500) : null);
        Assert.Equal(Words(shortages), standing.Shortages(Tenth).Order().Select(shortage => shortage.ToString()));
    }

    private static Fund FundOn(FundTerms terms) => new Fund { Id = "f", NameZh = "基金", NameEn = "Fund", DivisionCode = "371000", Payer = Payer.Charity }.On(terms);

    private static string[] Words(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
