using CsCheck;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;
using NodaTime;
using Xunit.Abstractions;

namespace ElderCare.Domain.Tests.Meals;

public class StandingOrderTests(ITestOutputHelper output)
{
    private static readonly LocalDate Begin = new(2026, 11, 2);
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 1, 0, 0);

    private static readonly Gen<(int Weekdays, int Periods, int From, int Until, int PausedFrom, int PausedDays)> Plans =
        Gen.Select(Gen.Int[1, 127], Gen.Int[1, 7], Gen.Int[0, 10], Gen.Int[0, 30], Gen.Int[0, 30], Gen.Int[-1, 9]);

    [Fact]
    public void AsksForExactlyTheMealsOfItsDaysOutsideItsPause() => Property.Holds(output, Plans, plan =>
    {
        var order = Make(plan);
        var asked = order.MealsBetween(Begin, Begin.PlusDays(30)).ToList();
        for (var day = 0; day <= 30; day++)
        {
            var date = Begin.PlusDays(day);
            var isPaused = plan.PausedDays >= 0 && day >= plan.PausedFrom && day <= plan.PausedFrom + plan.PausedDays;
            var isOn = day >= plan.From && day <= plan.From + plan.Until && (plan.Weekdays >> (int)date.DayOfWeek - 1 & 1) == 1 && !isPaused;
            Assert.Equal(isOn ? int.PopCount(plan.Periods) : 0, asked.Count(meal => meal.Date == date));
        }
        Assert.Equal(asked.Count, asked.Distinct().Count());
    });

    [Fact]
    public void AnEndedOneAsksForNothingAndStaysEnded()
    {
        var order = Make((127, 7, 0, 30, 0, -1));
        order.End(Now);
        Assert.Empty(order.MealsBetween(Begin, Begin.PlusDays(30)));
        Assert.Equal("standingOrders.ended", Assert.Throws<RuleViolation>(() => order.Resume(Guid.Empty, Now)).Code);
    }

    private static StandingOrder Make((int Weekdays, int Periods, int From, int Until, int PausedFrom, int PausedDays) plan)
    {
        var from = Begin.PlusDays(plan.From);
        var order = StandingOrder.Begin(Guid.NewGuid(), new(
            Guid.NewGuid(), [.. Enumerable.Range(1, 7).Where(day => (plan.Weekdays >> day - 1 & 1) == 1)], [.. Enum.GetValues<MealPeriod>().Where(period => (plan.Periods >> (int)period & 1) == 1)],
            [], Fulfilment.PickUp, null, PayBy.OnCollection, false, from, from.PlusDays(plan.Until)), Guid.NewGuid(), Now);
        if (plan.PausedDays >= 0) order.Pause(Begin.PlusDays(plan.PausedFrom), Begin.PlusDays(plan.PausedFrom + plan.PausedDays), Now);
        return order;
    }
}
