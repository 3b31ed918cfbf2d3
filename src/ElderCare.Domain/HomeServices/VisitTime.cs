using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.HomeServices;

/// <summary>When a visit would be, as the city's clock tells it: asked of each of thousands of caregivers, worked out once.</summary>
internal sealed class VisitTime
{
    public VisitTime(VisitWish wish)
    {
        Wish = wish;
        var begin = CityClock.LocalOf(wish.StartsAt);
        Day = begin.Date;
        DayBegins = CityClock.At(Day, LocalTime.Midnight);
        DayEnds = CityClock.EndOf(Day);
        Minutes = (wish.EndsAt - wish.StartsAt).TotalMinutes;
        FromMinute = begin.Hour * NodaConstants.MinutesPerHour + begin.Minute;
        UntilMinute = FromMinute + (int)Minutes;
    }

    public VisitWish Wish { get; }

    public LocalDate Day { get; }

    public Instant DayBegins { get; }

    public Instant DayEnds { get; }

    /// <summary>How long it would take.</summary>
    public double Minutes { get; }

    /// <summary>Counted from midnight.</summary>
    public int FromMinute { get; }

    /// <summary>Counted from the same midnight, also past the next one.</summary>
    public int UntilMinute { get; }

    /// <summary>Whether a visit begins on that day.</summary>
    public bool IsOnDay(PlannedVisit visit) => visit.StartsAt >= DayBegins && visit.StartsAt < DayEnds;
}
