using NodaTime;

namespace ElderCare.Domain.Reviews;

/// <summary>What the times of one visit say: no proof of one end, the wrong order, far too short, another day than planned, a clock that is ahead.</summary>
internal static class TimeSigns
{
    private const double MostAreRecordedAfter = 0.8;

    public static void Find(VisitBook book, ReviewLimits limits, SignSheet signs)
    {
        var recordedAfterwards = AreRecordedAfterTheEnd(book, limits);
        for (var visit = 0; visit < book.Count; visit++)
        {
            var told = book.Visits[visit];
            var hasReason = !string.IsNullOrWhiteSpace(told.CheckIn?.Reason) || !string.IsNullOrWhiteSpace(told.CheckOut?.Reason);
            if (!hasReason && told.CheckIn?.OccurredAt is null) signs.Mark(visit, ReviewReason.NoCheckIn);
            if (!hasReason && told.CheckOut?.OccurredAt is null) signs.Mark(visit, ReviewReason.NoCheckOut);
            if (!hasReason && told.CheckIn?.OccurredAt is { } began && Apart(began, told.StartsAt).TotalHours > limits.OffPlanHours) signs.Mark(visit, ReviewReason.OffPlan);
            if (book.Lasted(visit) is { } lasted) MarkLength(visit, lasted, told.Minutes, hasReason, limits, signs);
            var seen = recordedAfterwards ? told.CheckOut?.OccurredAt ?? told.CheckIn?.OccurredAt : told.CheckIn?.OccurredAt;
            if (seen is { } at && told.RecordedAt is { } recorded && (at - recorded).TotalMinutes > limits.ClockAheadMinutes) signs.Mark(visit, ReviewReason.ClockAhead);
        }
    }

    private static void MarkLength(int visit, Duration lasted, int? planned, bool hasReason, ReviewLimits limits, SignSheet signs)
    {
        if (lasted.TotalMinutes < -limits.ClockToleranceMinutes) signs.Mark(visit, ReviewReason.EndsBeforeItBegins);
        else if (planned is not > 0) return;
        else if (lasted.TotalMinutes < limits.CutShortShare * planned) signs.Mark(visit, hasReason ? ReviewReason.SomewhatShort : ReviewReason.CutShort);
        else if (lasted.TotalMinutes < limits.SomewhatShortShare * planned) signs.Mark(visit, ReviewReason.SomewhatShort);
    }

    /// <summary>Whether these records come at the end of a visit, so that one that came before its end is ahead; where they come at the beginning it is not.</summary>
    private static bool AreRecordedAfterTheEnd(VisitBook book, ReviewLimits limits)
    {
        var (all, after) = (0, 0);
        foreach (var visit in book.Visits)
        {
            if (visit is not { RecordedAt: { } recorded, CheckOut.OccurredAt: { } ended }) continue;
            all++;
            if ((ended - recorded).TotalMinutes <= limits.ClockToleranceMinutes) after++;
        }
        return after > MostAreRecordedAfter * all;
    }

    private static Duration Apart(Instant one, Instant other) => one > other ? one - other : other - one;
}
