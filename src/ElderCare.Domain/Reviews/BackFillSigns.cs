using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Reviews;

/// <summary>
/// Visits that the server heard of long after. A phone without signal is late by hours and alone; who fills in a month at its end is
/// late by days and writes many at once, for one worker or, in the office, for many. Rule R18.
/// </summary>
internal static class BackFillSigns
{
    private const double OfficeTimesUsual = 3;

    public static void Find(VisitBook book, ReviewLimits limits, SignSheet signs)
    {
        var late = new List<int>();
        var joining = new List<int>();
        for (var visit = 0; visit < book.Count; visit++)
        {
            if (HoursLate(book, visit) is not { } hours || hours < limits.TogetherHours) continue;
            joining.Add(visit);
            if (hours >= limits.LateHours) late.Add(visit);
        }
        var byWorker = late.GroupBy(visit => (book.WorkerOf(visit), RecordedOn(book, visit))).ToDictionary(visits => visits.Key, visits => new Batch(visits.Count(), visits.Max(visit => HoursLate(book, visit)!.Value)));
        var office = OfficeDays(book, late, limits);
        foreach (var visit in joining)
        {
            var on = RecordedOn(book, visit);
            if (IsCluster(byWorker.GetValueOrDefault((book.WorkerOf(visit), on)), on, limits) || (office.Contains(on) && HoursLate(book, visit) >= limits.LateHours)) signs.Mark(visit, ReviewReason.BackFilledTogether);
            else if (HoursLate(book, visit) >= limits.LateHours) signs.Mark(visit, ReviewReason.RecordedLate);
        }
    }

    /// <summary>Hours from the end of a visit until the server had it.</summary>
    private static double? HoursLate(VisitBook book, int visit) => book.Visits[visit].RecordedAt is { } recorded ? (recorded - book.To(visit)).TotalHours : null;

    private static LocalDate RecordedOn(VisitBook book, int visit) => CityClock.DateOf(book.Visits[visit].RecordedAt!.Value);

    private static bool IsCluster(Batch? batch, LocalDate on, ReviewLimits limits) =>
        batch is not null && batch.Visits >= limits.TogetherVisits && (IsMonthEnd(on, limits) || batch.MostHours >= limits.VeryLateHours);

    private static bool IsMonthEnd(LocalDate day, ReviewLimits limits) => day.Day <= limits.MonthEndDays || day.PlusDays((int)limits.MonthEndDays).Month != day.Month;

    /// <summary>Ends of months on which far more late visits came than on other days.</summary>
    private static HashSet<LocalDate> OfficeDays(VisitBook book, List<int> late, ReviewLimits limits)
    {
        var byDay = late.GroupBy(visit => RecordedOn(book, visit)).ToDictionary(visits => visits.Key, visits => visits.Count());
        var others = byDay.Where(day => !IsMonthEnd(day.Key, limits)).Select(day => day.Value).DefaultIfEmpty(0).Average();
        return [.. byDay.Where(day => IsMonthEnd(day.Key, limits) && day.Value >= 2 * limits.TogetherVisits && day.Value >= OfficeTimesUsual * others).Select(day => day.Key)];
    }

    private sealed record Batch(int Visits, double MostHours);
}
