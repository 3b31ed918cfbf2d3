using ElderCare.Domain.Shared;
using ElderCare.Domain.Tests.Funding;
using NodaTime;

namespace ElderCare.Domain.Tests.Shared;

public class WorkCalendarTests
{
    [Theory]
    [InlineData(2023, 1, 28, DayKind.Workday)]
    [InlineData(2023, 1, 29, DayKind.Rest)]
    [InlineData(2023, 1, 30, DayKind.Workday)]
    [InlineData(2023, 5, 1, DayKind.Statutory)]
    [InlineData(2027, 1, 1, DayKind.Statutory)]
    [InlineData(2027, 1, 2, DayKind.Rest)]
    [InlineData(2027, 1, 4, DayKind.Workday)]
    public void KnowsTheKindOfADay(int year, int month, int day, DayKind kind) => Assert.Equal(kind, Rules.Calendar.DayKindOf(new LocalDate(year, month, day)));

    [Theory]
    [InlineData(2022)]
    [InlineData(2028)]
    public void RefusesAYearThatIsNotLoaded(int year) =>
        Assert.Equal("calendar.yearMissing", Assert.Throws<RuleViolation>(() => Rules.Calendar.DayKindOf(new LocalDate(year, 3, 1))).Code);

    [Fact]
    public void AYearWithoutItsStatutoryDaysIsMissing() =>
        Assert.False(new WorkCalendar([], [new(2027, CalendarYearStatus.Provisional)]).Has(2027));

    [Fact]
    public void OnlyAYearWithoutItsNoticeIsProvisional() =>
        Assert.Equal((true, false, false), (Rules.Calendar.IsProvisional(2027), Rules.Calendar.IsProvisional(2026), Rules.Calendar.IsProvisional(2030)));
}
