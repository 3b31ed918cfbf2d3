using NodaTime;

namespace ElderCare.Domain.Reviews;

/// <summary>More hours than a worker may work on a day, under the own name or that of a colleague. Rule R13. Couples visited at once count once.</summary>
internal static class WorkloadSigns
{
    private const double NearlyFullMinutes = 30;
    private const double FarMoreFamiliar = 3;

    public static void Find(VisitBook book, ReviewLimits limits, SignSheet signs)
    {
        var full = new HashSet<(int Worker, LocalDate Day)>();
        for (var first = 0; first < book.Count;)
        {
            var (day, end) = (DayOf(book, book.ByWorker[first]), first + 1);
            while (end < book.Count && DayOf(book, book.ByWorker[end]) == day) end++;
            if (MarkDay(book, first, end, limits, signs) >= limits.HoursPerDay * 60 - NearlyFullMinutes) full.Add(day);
            first = end;
        }
        for (var next = 1; next < book.Count; next++) MarkHandOver(book, book.ByPerson[next - 1], book.ByPerson[next], full, limits, signs);
    }

    private static (int Worker, LocalDate Day) DayOf(VisitBook book, int visit) => (book.WorkerOf(visit), book.DayOf(visit));

    /// <summary>The minutes of a worker's day; marks its visits when they are too many.</summary>
    private static double MarkDay(VisitBook book, int first, int end, ReviewLimits limits, SignSheet signs)
    {
        if (end - first < 2) return 0;
        var until = new double[end - first];
        var (minutes, seen) = (0.0, Instant.MinValue);
        for (var place = first; place < end; place++)
        {
            var visit = book.ByWorker[place];
            var (from, to) = (Instant.Max(book.From(visit), seen), book.To(visit));
            if (to > from) minutes += (to - from).TotalMinutes;
            (until[place - first], seen) = (minutes, Instant.Max(seen, to));
        }
        if (minutes <= limits.HoursPerDay * 60 + limits.HoursToleranceMinutes) return minutes;
        for (var place = first; place < end; place++) signs.Mark(book.ByWorker[place], until[place - first] > limits.HoursPerDay * 60 ? ReviewReason.BeyondHoursCap : ReviewReason.OverlongDay);
        return minutes;
    }

    private static void MarkHandOver(VisitBook book, int before, int after, HashSet<(int, LocalDate)> full, ReviewLimits limits, SignSheet signs)
    {
        if (book.PersonOf(before) != book.PersonOf(after) || book.WorkerOf(before) == book.WorkerOf(after) || !full.Contains(DayOf(book, before))) return;
        var gap = (book.From(after) - book.To(before)).TotalMinutes;
        if (gap < -limits.OverlapMinutes || gap > limits.HandOverMinutes || book.Familiarity(before) < FarMoreFamiliar * book.Familiarity(after)) return;
        signs.Mark(after, ReviewReason.DodgesHoursCap);
    }
}
