using System.Globalization;
using NodaTime;

namespace ElderCare.Domain.People;

/// <summary>A birthday by the farmers' calendar (农历), to greet on; age is by the Gregorian date alone.</summary>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">1 to 30.</param>
/// <param name="IsLeapMonth">Whether it is in the leap month (闰月) that follows the month of that number.</param>
public sealed record LunarBirthday(int Month, int Day, bool IsLeapMonth)
{
    private const int FirstYear = 1901;
    private const int LastYear = 2100;
    private static readonly ChineseLunisolarCalendar Calendar = new();

    /// <summary>Whether the calendar of 1901 to 2100 has such a day in any year.</summary>
    public bool Exists => Month is >= 1 and <= 12 && Day >= 1
        && Enumerable.Range(FirstYear, LastYear - FirstYear + 1).Any(year => PlaceIn(year) is { } place && Day <= Calendar.GetDaysInMonth(year, place));

    /// <summary>
    /// The day of a lunar year on which it is kept: of a leap month that the year lacks in the ordinary month of that number, of
    /// a 30th day that the month lacks on the 29th.
    /// </summary>
    /// <param name="lunarYear">The lunar year, 1901 to 2100; it begins at the Spring Festival.</param>
    public LocalDate In(int lunarYear)
    {
        var place = PlaceIn(lunarYear) ?? OrdinaryPlaceIn(lunarYear);
        var day = Math.Min(Day, Calendar.GetDaysInMonth(lunarYear, place));
        return LocalDate.FromDateTime(Calendar.ToDateTime(lunarYear, place, day, 0, 0, 0, 0));
    }

    /// <summary>The next day on or after a date on which it is kept.</summary>
    public LocalDate NextFrom(LocalDate date)
    {
        // The lunar year begins in January or February: the one of the year before may still run.
        var year = date.Year - 1;
        while (In(year) < date) year++;
        return In(year);
    }

    /// <summary>Where the calendar keeps the month, which counts a leap month as one of its own: in 2025 the seventh is the leap sixth. Null for a leap month that the year lacks.</summary>
    private int? PlaceIn(int year)
    {
        if (!IsLeapMonth) return OrdinaryPlaceIn(year);
        return Calendar.GetLeapMonth(year) == Month + 1 ? Month + 1 : null;
    }

    private int OrdinaryPlaceIn(int year) => Calendar.GetLeapMonth(year) is var leap and > 0 && leap <= Month ? Month + 1 : Month;
}
