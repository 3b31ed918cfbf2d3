namespace ElderCare.Domain.Reviews;

/// <summary>
/// Pairs of visits that cannot both be true: a worker in two homes at once or too fast from one to the next, a person with two workers.
/// Only neighbours in time are compared, so the work does not grow with the square. Rule R09.
/// </summary>
internal static class ConflictSigns
{
    private const int LookBack = 6;

    public static void Find(VisitBook book, ReviewLimits limits, SignSheet signs, double[] aloneScores)
    {
        var conflicts = new List<Conflict>();
        for (var place = 1; place < book.Count; place++)
        {
            var (one, before) = (book.ByWorker[place], book.ByWorker[place - 1]);
            if (book.WorkerOf(one) == book.WorkerOf(before) && !Overlap(book, before, one, limits) && IsTooFast(book, before, one, limits)) conflicts.Add(new(before, one, ConflictKind.Travel));
            for (var back = 1; back <= LookBack && back <= place; back++)
            {
                var worked = book.ByWorker[place - back];
                if (book.WorkerOf(worked) == book.WorkerOf(one) && Overlap(book, worked, one, limits) && !book.IsOneHome(worked, one, limits.SameHomeMetres)) conflicts.Add(new(worked, one, ConflictKind.Worker));
                var (visited, guest) = (book.ByPerson[place - back], book.ByPerson[place]);
                if (book.PersonOf(visited) == book.PersonOf(guest) && book.WorkerOf(visited) != book.WorkerOf(guest) && Overlap(book, visited, guest, limits)) conflicts.Add(new(visited, guest, ConflictKind.Person));
            }
        }
        LeaveTeamsOut(book, conflicts, limits);
        new Blame(book, aloneScores, conflicts).Mark(signs);
    }

    /// <summary>Two workers whose visits to a person are planned together again and again are sent by two: a bath.</summary>
    private static void LeaveTeamsOut(VisitBook book, List<Conflict> conflicts, ReviewLimits limits)
    {
        var teams = conflicts.Where(IsPlannedTogether).GroupBy(TeamOf).Where(visits => visits.Count() >= limits.TeamVisits).Select(visits => visits.Key).ToHashSet();
        conflicts.RemoveAll(conflict => IsPlannedTogether(conflict) && teams.Contains(TeamOf(conflict)));

        bool IsPlannedTogether(Conflict conflict) => conflict.Kind == ConflictKind.Person
            && book.Visits[conflict.One].StartsAt == book.Visits[conflict.Other].StartsAt && book.Visits[conflict.One].Minutes == book.Visits[conflict.Other].Minutes;

        (int, int, int) TeamOf(Conflict conflict) => (
            Math.Min(book.WorkerOf(conflict.One), book.WorkerOf(conflict.Other)), Math.Max(book.WorkerOf(conflict.One), book.WorkerOf(conflict.Other)), book.PersonOf(conflict.One));
    }

    private static bool Overlap(VisitBook book, int earlier, int later, ReviewLimits limits)
    {
        var ends = book.To(earlier) < book.To(later) ? book.To(earlier) : book.To(later);
        return (ends - book.From(later)).TotalMinutes > limits.OverlapMinutes;
    }

    /// <summary>By the bare times and also with what clocks and doors take: the first alone is met by clocks, the second alone by long drives.</summary>
    private static bool IsTooFast(VisitBook book, int before, int after, ReviewLimits limits)
    {
        if (book.PlaceAtEnd(before) is not { } here || book.PlaceAtStart(after) is not { } there) return false;
        var (metres, hours) = (here.MetresTo(there), (book.From(after) - book.To(before)).TotalHours);
        return metres >= limits.TravelLeastMetres
            && metres / 1000 > limits.TravelKilometresPerHour * Math.Max(0, hours)
            && metres / 1000 > limits.TravelDoorToDoorKilometresPerHour * Math.Max(0, hours + limits.TravelSlackMinutes / 60);
    }
}
