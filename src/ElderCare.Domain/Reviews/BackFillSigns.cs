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
    private const int LeastInTime = 2;
    private const double InTimeShare = 0.25;
    private const int MostLookedAt = 2000;

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
        var clusters = late.GroupBy(visit => (book.WorkerOf(visit), RecordedOn(book, visit))).Where(batch => IsCluster(book, [.. batch], batch.Key.Item2, limits)).Select(batch => batch.Key).ToHashSet();
        var office = OfficeDays(book, late, limits);
        foreach (var visit in joining)
        {
            var (on, isLate) = (RecordedOn(book, visit), HoursLate(book, visit) >= limits.LateHours);
            if (clusters.Contains((book.WorkerOf(visit), on)) || (office.Contains(on) && isLate)) signs.Mark(visit, ReviewReason.BackFilledTogether);
            else if (isLate) signs.Mark(visit, ReviewReason.RecordedLate);
        }
    }

    /// <summary>Hours from the end of a visit until the server had it.</summary>
    private static double? HoursLate(VisitBook book, int visit) => book.Visits[visit].RecordedAt is { } recorded ? (recorded - book.To(visit)).TotalHours : null;

    private static LocalDate RecordedOn(VisitBook book, int visit) => CityClock.DateOf(book.Visits[visit].RecordedAt!.Value);

    /// <summary>A phone that is broken for days is late with everything of those days; who fills in picks, or goes back further.</summary>
    private static bool IsCluster(VisitBook book, List<int> batch, LocalDate on, ReviewLimits limits)
    {
        if (batch.Count < limits.TogetherVisits) return false;
        var hours = batch.Max(visit => HoursLate(book, visit)!.Value);
        return hours >= (IsMonthEnd(on, limits) ? limits.MonthEndLateHours : limits.VeryLateHours) || OthersInTime(book, batch, limits) >= Math.Max(LeastInTime, InTimeShare * batch.Count);
    }

    /// <summary>At how many visits in between the worker's phone worked.</summary>
    private static int OthersInTime(VisitBook book, List<int> batch, ReviewLimits limits)
    {
        var (first, last, others) = (batch.MinBy(visit => (book.From(visit), visit)), batch.Max(book.From), 0);
        var start = book.PlaceInOrder(first);
        for (var place = start + 1; place < Math.Min(book.Count, start + MostLookedAt) && book.ByWorker[place] is var visit && book.WorkerOf(visit) == book.WorkerOf(first) && book.From(visit) < last; place++)
        {
            if (HoursLate(book, visit) < limits.InTimeHours) others++;
        }
        return others;
    }

    private static bool IsMonthEnd(LocalDate day, ReviewLimits limits) => day.Day <= limits.MonthEndDays || day.PlusDays((int)limits.MonthEndDays).Month != day.Month;

    /// <summary>Ends of months on which far more late visits came than on other days.</summary>
    private static HashSet<LocalDate> OfficeDays(VisitBook book, List<int> late, ReviewLimits limits)
    {
        var byDay = late.GroupBy(visit => RecordedOn(book, visit)).ToDictionary(visits => visits.Key, visits => visits.Count());
        var others = byDay.Where(day => !IsMonthEnd(day.Key, limits)).Select(day => day.Value).DefaultIfEmpty(0).Average();
        return [.. byDay.Where(day => IsMonthEnd(day.Key, limits) && day.Value >= 2 * limits.TogetherVisits && day.Value >= OfficeTimesUsual * others).Select(day => day.Key)];
    }
}
