using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Canteens;

/// <summary>On which days a meal point serves which meals.</summary>
/// <param name="Week">The days of a week; empty is every day, all meals. A weekend day worked in exchange (调休) stays its weekday.</param>
/// <param name="OnStatutoryHolidays">Whether it also opens on statutory holidays.</param>
public sealed record OpeningDays(IReadOnlyList<OpeningDay> Week, bool OnStatutoryHolidays = true)
{
    /// <summary>Every day, holidays included.</summary>
    public static readonly OpeningDays Always = new([], true);

    /// <summary>Whether it serves a meal of a date. Only a point that closes on statutory holidays needs the calendar.</summary>
    /// <exception cref="RuleViolation"><c>calendar.yearMissing</c> when it closes on holidays and the year's are not known.</exception>
    public bool Include(LocalDate date, MealPeriod period, WorkCalendar calendar)
    {
        var isOpen = Week.Count == 0 || Week.Any(day => day.Weekday == (int)date.DayOfWeek && (day.Periods.Count == 0 || day.Periods.Contains(period)));
        return isOpen && (OnStatutoryHolidays || calendar.DayKindOf(date) != DayKind.Statutory);
    }
}
