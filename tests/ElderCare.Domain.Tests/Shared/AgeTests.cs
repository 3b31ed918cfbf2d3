using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Tests.Shared;

public class AgeTests
{
    [Theory]
    [InlineData("1936-02-29", "2026-02-27", 89)]
    [InlineData("1936-02-29", "2026-02-28", 90)]
    [InlineData("1936-02-29", "2016-02-28", 79)]
    [InlineData("1936-02-29", "2016-02-29", 80)]
    [InlineData("1950-11-22", "2020-11-21", 69)]
    [InlineData("1950-11-22", "2020-11-22", 70)]
    [InlineData("1950-12-31", "2021-01-01", 70)]
    [InlineData("2026-11-22", "2026-11-22", 0)]
    [InlineData("2026-11-22", "2026-11-21", -1)]
    public void IsFullYearsWithTheBirthdayIncluded(string bornOn, string on, int years) => Assert.Equal(years, Age.On(Date(bornOn), Date(on)));

    [Theory]
    [InlineData("1936-02-29", 90, "2026-02-28")]
    [InlineData("1950-11-22", 8049, "9999-11-22")]
    [InlineData("1950-11-22", 8050, null)]
    [InlineData("1950-11-22", int.MaxValue, null)]
    public void IsReachedOnADayUnlessTheCalendarEndsBefore(string bornOn, int years, string? on) => Assert.Equal(on is null ? null : Date(on), Age.ReachedOn(Date(bornOn), years));

    private static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
