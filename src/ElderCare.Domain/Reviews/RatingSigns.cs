namespace ElderCare.Domain.Reviews;

/// <summary>Five stars before the worker can have handed over the phone. Once is an eager person; often it is the worker. Rule R19.</summary>
internal static class RatingSigns
{
    private const int BestRating = 5;
    private const int LeastSpike = 5;
    private const double NeighbourSeconds = 100;

    public static void Find(VisitBook book, ReviewLimits limits, SignSheet signs)
    {
        var (byWorker, byMonth, instant) = (new Dictionary<int, Habit>(), new Dictionary<(int, int), Habit>(), new List<int>());
        for (var visit = 0; visit < book.Count; visit++)
        {
            if (SecondsToRating(book, visit) is not { } seconds) continue;
            var isInstant = book.Visits[visit].Rating >= BestRating && seconds >= 0 && seconds < limits.InstantStarsSeconds;
            Habit.Of(byWorker, book.WorkerOf(visit)).Count(isInstant);
            Habit.Of(byMonth, Month(book, visit)).Count(isInstant);
            if (isInstant) instant.Add(visit);
        }
        var rated = byWorker.Values.Sum(habit => habit.All);
        var habitual = instant.Where(visit => IsHabit(byWorker[book.WorkerOf(visit)]) || IsHabit(byMonth[Month(book, visit)])).ToHashSet();
        var isRare = AreRare(book, rated - habitual.Count, instant.Count - habitual.Count, limits);
        foreach (var visit in instant) signs.Mark(visit, habitual.Contains(visit) ? ReviewReason.InstantStarsAlways : isRare ? ReviewReason.InstantStarsRare : ReviewReason.InstantStars);

        bool IsHabit(Habit habit) => habit.With >= limits.InstantStarsVisits
            && (habit.Share >= limits.InstantStarsShare || habit.With > limits.InstantStarsTimesUsual * habit.All * ((double)instant.Count / rated));
    }

    private static (int, int) Month(VisitBook book, int visit) => (book.WorkerOf(visit), book.DayOf(visit).Year * 12 + book.DayOf(visit).Month);

    private static double? SecondsToRating(VisitBook book, int visit) =>
        book.Visits[visit] is { Rating: not null, RatedAt: { } rated, CheckOut.OccurredAt: { } ended } ? (rated - ended).TotalSeconds : null;

    /// <summary>Whether nearly nobody else rates so fast, nor in the next moments: eager people are spread over all of the first minutes.</summary>
    private static bool AreRare(VisitBook book, int rated, int alone, ReviewLimits limits)
    {
        if (alone < LeastSpike || alone > limits.InstantStarsRare * rated) return false;
        var neighbours = Enumerable.Range(0, book.Count).Count(visit => SecondsToRating(book, visit) is { } seconds && seconds >= limits.InstantStarsSeconds && seconds < limits.InstantStarsSeconds + NeighbourSeconds);
        return neighbours < alone;
    }
}
