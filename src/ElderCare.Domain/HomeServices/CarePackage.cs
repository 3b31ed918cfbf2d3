using NodaTime;

namespace ElderCare.Domain.HomeServices;

/// <summary>What a city promises some people by the day and the week, such as one hot meal and one visit a day and two cleanings a week (春风行动); weekly plans carry it, and a report says whether it was kept.</summary>
public sealed class CarePackage
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>A short word, unique.</summary>
    public required string Code { get; init; }

    /// <summary>Its name in Chinese.</summary>
    public required string NameZh { get; set; }

    /// <summary>Its name in English.</summary>
    public required string NameEn { get; set; }

    /// <summary>Whose it is: for people who live there or are registered there.</summary>
    public required string DivisionCode { get; init; }

    /// <summary>What is promised.</summary>
    public required IReadOnlyList<CareMinimum> Minimums { get; set; }

    /// <summary>Whether plans may take it.</summary>
    public required bool IsOffered { get; set; }

    /// <summary>Counts up at every change.</summary>
    public int Version { get; set; }
}

/// <summary>How often something is promised.</summary>
/// <param name="What"><see cref="Meal"/>, or the code of a service.</param>
/// <param name="Times">How often, from 1.</param>
/// <param name="Per">In what.</param>
public sealed record CareMinimum(string What, int Times, MinimumPeriod Per)
{
    /// <summary>A meal that was handed over.</summary>
    public const string Meal = "meal";

    /// <summary>
    /// Counts how often the promise was kept. A week is one from Monday to Sunday that lies whole between the days; where some of its days
    /// do not count it owes that much less, rounded down, and one that owes nothing is left out.
    /// </summary>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day, counted in.</param>
    /// <param name="counts">Whether anything is owed on a day.</param>
    /// <param name="served">How often it was done on a day.</param>
    public KeptMinimum Judge(LocalDate first, LocalDate last, Func<LocalDate, bool> counts, Func<LocalDate, int> served) => Per == MinimumPeriod.Day
        ? KeptMinimum.Of(Days(first, last).Where(counts).Select(day => (day, served(day) >= Times)))
        : KeptMinimum.Of(Weeks(first, last).Select(week => (week.Monday, Owed: Times * week.Days.Count(counts) / NodaConstants.DaysPerWeek, Done: week.Days.Sum(served)))
            .Where(week => week.Owed > 0).Select(week => (week.Monday, week.Done >= week.Owed)));

    private static IEnumerable<LocalDate> Days(LocalDate first, LocalDate last)
    {
        for (var day = first; day <= last; day = day.PlusDays(1)) yield return day;
    }

    private static IEnumerable<(LocalDate Monday, IReadOnlyList<LocalDate> Days)> Weeks(LocalDate first, LocalDate last)
    {
        for (var monday = first.With(DateAdjusters.NextOrSame(IsoDayOfWeek.Monday)); monday.PlusDays(6) <= last; monday = monday.PlusWeeks(1)) yield return (monday, [.. Days(monday, monday.PlusDays(6))]);
    }
}

/// <summary>In what a promise is counted.</summary>
public enum MinimumPeriod
{
    /// <summary>Each day.</summary>
    Day,

    /// <summary>Each week from Monday to Sunday.</summary>
    Week,
}

/// <summary>How often a promise was kept.</summary>
/// <param name="Due">Days or weeks in which something was owed.</param>
/// <param name="Met">Those in which it was done.</param>
/// <param name="Unmet">The others, a week by its Monday.</param>
public sealed record KeptMinimum(int Due, int Met, IReadOnlyList<LocalDate> Unmet)
{
    internal static KeptMinimum Of(IEnumerable<(LocalDate Begin, bool IsMet)> periods)
    {
        var all = periods.ToList();
        return new(all.Count, all.Count(period => period.IsMet), [.. all.Where(period => !period.IsMet).Select(period => period.Begin)]);
    }
}
