using ElderCare.Domain.Canteens;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Tests.Funding;
using NodaTime;

namespace ElderCare.Domain.Tests.Canteens;

public class MealServiceTests
{
    private static readonly LocalDate Monday = new(2026, 11, 23);
    private static readonly MealService Open = new(OperationStatus.Open, [], OpeningDays.Always, []);

    [Fact]
    public void APointWithoutConditionsServesEveryMealAndAsksForNoCalendar() => Assert.Null(Why(Open, new(2099, 1, 1)));

    [Fact]
    public void ALicenceHoldsOnItsLastDayAndNotAfter()
    {
        var licensed = Open with { Licences = [new(LicenceKind.FoodOperation, "JY", Monday), new(LicenceKind.FireSafety, "XF", Monday.PlusDays(9))] };
        Assert.Null(Why(licensed, Monday));
        Assert.Equal("canteens.licenceExpired", Why(licensed, Monday.PlusDays(1)));
    }

    [Fact]
    public void AClosureCoversItsFirstAndLastDayAndItsMealsOnly()
    {
        var closed = Open with { Closures = [new(Guid.Empty, Monday, Monday.PlusDays(1), [MealPeriod.Lunch], "停水", Guid.Empty, default)] };
        Assert.Equal([null, "canteens.closed", "canteens.closed", null], Enumerable.Range(-1, 4).Select(day => Why(closed, Monday.PlusDays(day))));
        Assert.Null(Why(closed, Monday, MealPeriod.Dinner));
    }

    [Theory]
    [InlineData(OperationStatus.Planned)]
    [InlineData(OperationStatus.Suspended)]
    [InlineData(OperationStatus.Closed)]
    public void OnlyAnOpenPointTakesOrders(OperationStatus status) => Assert.Equal("canteens.notOpen", Why(Open with { Status = status }, Monday));

    [Fact]
    public void Case5_AStatutoryHolidayClosesWhoeverClosesOnHolidaysButARestDayDoesNot()
    {
        var closesOnHolidays = Open with { OpeningDays = new([], OnStatutoryHolidays: false) };
        Assert.Equal("canteens.notThatDay", Why(closesOnHolidays, new(2023, 5, 1)));
        Assert.Null(Why(closesOnHolidays, new(2023, 5, 2))); // made free by the notice, not statutory
        Assert.Null(Why(Open, new(2023, 5, 1)));
        Assert.Equal("calendar.yearMissing", Assert.Throws<RuleViolation>(() => Why(closesOnHolidays, new(2028, 3, 1))).Code);
    }

    [Fact]
    public void Case5_AWeekendDayWorkedInExchangeStaysItsWeekday()
    {
        var weekdays = Open with { OpeningDays = new([.. Enumerable.Range(1, 5).Select(day => new OpeningDay(day, [MealPeriod.Lunch]))], OnStatutoryHolidays: true) };
        Assert.Equal("canteens.notThatDay", Why(weekdays, new(2023, 1, 28))); // a Saturday that was a workday
        Assert.Null(Why(weekdays, Monday));
        Assert.Equal("canteens.notThatDay", Why(weekdays, Monday, MealPeriod.Dinner));
    }

    private static string? Why(MealService service, LocalDate date, MealPeriod period = MealPeriod.Lunch) => service.WhyNoOrders(date, period, Rules.Calendar)?.Code;
}
