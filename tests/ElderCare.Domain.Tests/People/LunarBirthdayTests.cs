using System.Globalization;
using CsCheck;
using ElderCare.Domain.People;
using NodaTime;
using NodaTime.Text;
using Xunit.Abstractions;

namespace ElderCare.Domain.Tests.People;

/// <summary>Birthdays by the farmers' calendar.</summary>
public class LunarBirthdayTests(ITestOutputHelper output)
{
    private static readonly ChineseLunisolarCalendar Calendar = new();

    [Theory]
    [InlineData(1, 1, false, 2025, "2025-01-29")]
    [InlineData(6, 1, false, 2025, "2025-06-25")]
    [InlineData(6, 1, true, 2025, "2025-07-25")]
    [InlineData(7, 1, false, 2025, "2025-08-23")]
    [InlineData(9, 9, false, 2026, "2026-10-18")]
    [InlineData(12, 1, false, 2025, "2026-01-19")]
    public void Case3_IsKeptOnItsDayOfTheLunarYear(int month, int day, bool isLeapMonth, int year, string date) =>
        Assert.Equal(LocalDatePattern.Iso.Parse(date).Value, new LunarBirthday(month, day, isLeapMonth).In(year));

    [Fact]
    public void Case3_OfALeapMonthIsKeptInTheOrdinaryMonthInYearsWithoutIt() =>
        Assert.Equal(new LunarBirthday(6, 15, false).In(2026), new LunarBirthday(6, 15, true).In(2026));

    [Fact]
    public void Case3_OnThe30thIsKeptOnThe29thOfAShortMonth()
    {
        var birthday = new LunarBirthday(6, 30, false);
        var years = Enumerable.Range(1990, 60).ToList();
        Assert.Contains(years, year => Calendar.GetDayOfMonth(birthday.In(year).ToDateTimeUnspecified()) == 30);
        Assert.Contains(years, year => Calendar.GetDayOfMonth(birthday.In(year).ToDateTimeUnspecified()) == 29);
    }

    [Theory]
    [InlineData(6, 30, false, true)]
    [InlineData(6, 29, true, true)]
    [InlineData(1, 1, true, false)]
    [InlineData(12, 1, true, false)]
    [InlineData(13, 1, false, false)]
    [InlineData(0, 1, false, false)]
    [InlineData(5, 0, false, false)]
    [InlineData(5, 31, false, false)]
    public void Case3_ADayThatNoYearHasDoesNotExist(int month, int day, bool isLeapMonth, bool exists) => Assert.Equal(exists, new LunarBirthday(month, day, isLeapMonth).Exists);

    [Fact]
    public void Case3_TheNextOneIsNeverPastAndNeverOverAYearAway() => Property.Holds(
        output, Gen.Select(Gen.Int[1, 12], Gen.Int[1, 30], Gen.Bool, Gen.Int[0, 60_000]), birthday =>
    {
        var (month, day, isLeap, days) = birthday;
        var from = new LocalDate(1930, 1, 1).PlusDays(days);
        var next = new LunarBirthday(month, day, isLeap).NextFrom(from);
        Assert.InRange(Period.DaysBetween(from, next), 0, 385);
        var date = next.ToDateTimeUnspecified();
        var (place, leap) = (Calendar.GetMonth(date), Calendar.GetLeapMonth(Calendar.GetYear(date)));
        Assert.Equal(month, leap > 0 && place >= leap ? place - 1 : place);
        Assert.True(Calendar.GetDayOfMonth(date) == day || (day == 30 && Calendar.GetDayOfMonth(date) == 29));
        Assert.False(place == leap && !isLeap);
    });
}
