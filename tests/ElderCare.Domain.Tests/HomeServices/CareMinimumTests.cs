using ElderCare.Domain.HomeServices;
using NodaTime;

namespace ElderCare.Domain.Tests.HomeServices;

/// <summary>How promises by the day and the week are counted, and which visits of a week are over another.</summary>
public class CareMinimumTests
{
    private static readonly LocalDate Monday = new(2026, 11, 23);

    [Fact]
    public void ADayIsMetWhenItWasDoneOftenEnough()
    {
        var kept = new CareMinimum("meal", 2, MinimumPeriod.Day).Judge(Monday, Monday.PlusDays(3), day => day != Monday.PlusDays(1), day => day == Monday ? 2 : 1);
        Assert.Equal((3, 1), (kept.Due, kept.Met));
        Assert.Equal([Monday.PlusDays(2), Monday.PlusDays(3)], kept.Unmet);
    }

    [Theory]
    [InlineData(7, 2, true)]
    [InlineData(7, 1, false)]
    [InlineData(6, 1, true)] // 2 * 6 / 7
    [InlineData(4, 1, true)]
    [InlineData(3, 0, null)] // owes nothing, and is left out
    [InlineData(0, 2, null)]
    public void AWeekOwesLessWhereDaysDoNotCount(int days, int done, bool? isMet)
    {
        var kept = new CareMinimum("cleaning", 2, MinimumPeriod.Week).Judge(Monday, Monday.PlusDays(6), day => day < Monday.PlusDays(days), day => day == Monday ? done : 0);
        Assert.Equal(isMet switch { null => (0, 0), true => (1, 1), false => (1, 0) }, (kept.Due, kept.Met));
        Assert.Equal(isMet == false ? [Monday] : [], kept.Unmet);
    }

    [Fact]
    public void OnlyWholeWeeksBetweenTheDaysAreJudged()
    {
        var weekly = new CareMinimum("cleaning", 1, MinimumPeriod.Week);
        Assert.Equal([Monday], weekly.Judge(Monday.PlusDays(-3), Monday.PlusDays(12), _ => true, _ => 0).Unmet);
        Assert.Equal(0, weekly.Judge(Monday.PlusDays(1), Monday.PlusDays(12), _ => true, _ => 0).Due);
    }

    [Theory]
    [InlineData(1, 9, 60, 1, 10, 60, false)]
    [InlineData(1, 9, 61, 1, 10, 60, true)]
    [InlineData(1, 9, 60, 2, 9, 60, false)]
    [InlineData(1, 9, 60, 1, 9, 15, true)]
    [InlineData(7, 23, 90, 1, 0, 60, true)] // from Sunday into Monday
    [InlineData(7, 23, 60, 1, 0, 60, false)]
    public void VisitsOfAWeekAreOverOneAnother(int day, int hour, int minutes, int otherDay, int otherHour, int otherMinutes, bool overlap)
    {
        var (one, other) = (new PlanSlot(day, new(hour, 0), Guid.Empty, minutes), new PlanSlot(otherDay, new(otherHour, 0), Guid.Empty, otherMinutes));
        Assert.Equal(overlap, PlanSlot.AnyOverlap([one, other]));
        Assert.Equal(overlap, PlanSlot.AnyOverlap([other, one]));
    }
}
