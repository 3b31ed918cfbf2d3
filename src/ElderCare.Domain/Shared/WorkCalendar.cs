using NodaTime;

namespace ElderCare.Domain.Shared;

/// <summary>Working days, rest days and statutory holidays, as the yearly notices of the State Council say.</summary>
public sealed class WorkCalendar
{
    private readonly Dictionary<LocalDate, DayKind> days;
    private readonly Dictionary<int, CalendarYearStatus> years;

    /// <summary>
    /// Builds the calendar from the days that are written down and the years they stand for; a year for which no statutory
    /// day is given counts as missing, and throws <see cref="ArgumentException"/> for a date or year given twice.
    /// </summary>
    public WorkCalendar(IEnumerable<HolidayRow> rows, IEnumerable<CalendarYear> years)
    {
        days = rows.ToDictionary(row => row.Date, row => row.Kind);
        var known = days.Where(day => day.Value == DayKind.Statutory).Select(day => day.Key.Year).ToHashSet();
        this.years = years.Where(year => known.Contains(year.Year)).ToDictionary(year => year.Year, year => year.Status);
    }

    /// <summary>The kind of the date; throws <see cref="RuleViolation"/> <c>calendar.yearMissing</c> for a year not loaded.</summary>
    public DayKind DayKindOf(LocalDate date)
    {
        RuleViolation.ThrowIf(!Has(date.Year), "calendar.yearMissing",
            $"{date.Year} 年的放假安排还没有录入，无法判断 {date.Year}-{date.Month:00}-{date.Day:00} 是否工作日。",
            $"The holiday calendar of {date.Year} is not loaded, so it cannot be said whether {date.Year}-{date.Month:00}-{date.Day:00} is a working day.",
            "date");
        if (days.TryGetValue(date, out var kind)) return kind;
        return date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday ? DayKind.Rest : DayKind.Workday;
    }

    /// <summary>Whether the calendar has the year.</summary>
    public bool Has(int year) => years.ContainsKey(year);

    /// <summary>Whether the year is loaded but its notice is not: its days may still change.</summary>
    public bool IsProvisional(int year) => years.TryGetValue(year, out var status) && status != CalendarYearStatus.Announced;
}
