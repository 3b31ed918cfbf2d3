namespace ElderCare.Domain.Reviews;

/// <summary>Visits that last 60:00 to the second. Once is chance; nearly always is a list written at a desk. Rule R10.</summary>
internal static class RoundTimeSigns
{
    private const int LeastWorkersToCompare = 3;

    public static void Find(VisitBook book, ReviewLimits limits, SignSheet signs)
    {
        var (rounds, byWorker, byMonth) = (new List<int>(), new Dictionary<int, Habit>(), new Dictionary<(int, int), Habit>());
        for (var visit = 0; visit < book.Count; visit++)
        {
            if (book.Lasted(visit) is not { } lasted) continue;
            var isRound = IsRound(lasted.TotalSeconds, book.Visits[visit].Minutes, limits);
            Habit.Of(byWorker, book.WorkerOf(visit)).Count(isRound);
            Habit.Of(byMonth, Month(book, visit)).Count(isRound);
            if (!isRound) continue;
            signs.Mark(visit, ReviewReason.RoundTime);
            rounds.Add(visit);
        }
        var most = Math.Max(limits.RoundShare, HalfwayFromUsual(byWorker.Values, limits));
        foreach (var visit in rounds)
        {
            if (Has(byWorker[book.WorkerOf(visit)]) || Has(byMonth[Month(book, visit)])) signs.Mark(visit, ReviewReason.RoundTimesAlways);
        }

        bool Has(Habit habit) => habit.All >= limits.RoundLeastVisits && habit.Share > most;
    }

    /// <summary>Where phones round, every worker has round times: then a habit is far more than those have who have the fewest.</summary>
    private static double HalfwayFromUsual(IEnumerable<Habit> workers, ReviewLimits limits)
    {
        var shares = workers.Where(worker => worker.All >= limits.RoundLeastVisits).Select(worker => worker.Share).Order().ToList();
        return shares.Count < LeastWorkersToCompare ? 0 : (1 + shares[shares.Count / 4]) / 2;
    }

    private static bool IsRound(double seconds, int? planned, ReviewLimits limits)
    {
        if (seconds < limits.RoundMinutes * 60 - limits.RoundToleranceSeconds) return false;
        var off = seconds % (limits.RoundMinutes * 60);
        return Math.Min(off, limits.RoundMinutes * 60 - off) <= limits.RoundToleranceSeconds || (planned is { } minutes && Math.Abs(seconds - minutes * 60.0) <= limits.RoundToleranceSeconds);
    }

    private static (int, int) Month(VisitBook book, int visit) => (book.WorkerOf(visit), book.DayOf(visit).Year * 12 + book.DayOf(visit).Month);
}
