namespace ElderCare.Domain.HomeServices;

/// <summary>What a caregiver has taken already, beside a visit that they might take.</summary>
/// <param name="Collides">Whether one of their visits leaves no time for it.</param>
/// <param name="DayMinutes">What they work on that day.</param>
/// <param name="WeekMinutes">What they work in that week.</param>
/// <param name="Before">The last visit of that day that is over by then; they come from there.</param>
internal readonly record struct DayLoad(bool Collides, double DayMinutes, double WeekMinutes, PlannedVisit? Before)
{
    public static DayLoad Of(Candidate candidate, VisitTime time, HomeServicePolicy policy)
    {
        var (day, week, wish) = (0d, 0d, time.Wish);
        PlannedVisit? before = null;
        var visits = candidate.Visits;
        for (var i = 0; i < visits.Count; i++)
        {
            var visit = visits[i];
            if (Matching.Collides(visit, wish, policy)) return new(true, 0, 0, null);
            week += visit.Minutes;
            if (!time.IsOnDay(visit)) continue;
            day += visit.Minutes;
            if (visit.EndsAt <= wish.StartsAt && (before is null || visit.EndsAt > before.EndsAt)) before = visit;
        }
        return new(false, day, week, before);
    }
}
