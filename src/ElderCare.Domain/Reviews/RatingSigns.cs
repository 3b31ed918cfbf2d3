namespace ElderCare.Domain.Reviews;

/// <summary>Five stars before the worker can have handed over the phone. Once is an eager person; often it is the worker. Rule R19.</summary>
internal static class RatingSigns
{
    private const int BestRating = 5;
    private const int LeastSpike = 5;
    private const double NeighbourSeconds = 100;

    public static void Find(VisitBook book, ReviewLimits limits, SignSheet signs)
    {
        var habits = new Dictionary<int, Habit>();
        var instant = new List<int>();
        for (var visit = 0; visit < book.Count; visit++)
        {
            if (SecondsToRating(book, visit) is not { } seconds) continue;
            var isInstant = book.Visits[visit].Rating >= BestRating && seconds >= 0 && seconds < limits.InstantStarsSeconds;
            Habit.Of(habits, book.WorkerOf(visit)).Count(isInstant);
            if (isInstant) instant.Add(visit);
        }
        var alone = instant.Where(visit => !IsHabit(habits[book.WorkerOf(visit)], limits)).ToList();
        var isRare = AreRare(book, habits, alone.Count, limits);
        foreach (var visit in instant) signs.Mark(visit, IsHabit(habits[book.WorkerOf(visit)], limits) ? ReviewReason.InstantStarsAlways : isRare ? ReviewReason.InstantStarsRare : ReviewReason.InstantStars);
    }

    private static bool IsHabit(Habit habit, ReviewLimits limits) => habit.With >= limits.InstantStarsVisits && habit.Share >= limits.InstantStarsShare;

    private static double? SecondsToRating(VisitBook book, int visit) =>
        book.Visits[visit] is { Rating: not null, RatedAt: { } rated, CheckOut.OccurredAt: { } ended } ? (rated - ended).TotalSeconds : null;

    /// <summary>Whether nearly nobody else rates so fast, nor in the next moments: eager people are spread over all of the first minutes.</summary>
    private static bool AreRare(VisitBook book, Dictionary<int, Habit> habits, int alone, ReviewLimits limits)
    {
        var rated = habits.Values.Where(habit => !IsHabit(habit, limits)).Sum(habit => habit.All);
        if (alone < LeastSpike || alone > limits.InstantStarsRare * rated) return false;
        var neighbours = Enumerable.Range(0, book.Count).Count(visit => SecondsToRating(book, visit) is { } seconds && seconds >= limits.InstantStarsSeconds && seconds < limits.InstantStarsSeconds + NeighbourSeconds);
        return neighbours < alone;
    }
}
