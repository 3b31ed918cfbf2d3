using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.Data.CallCentre;

/// <summary>Counts calls by the day on which they were received, in the database: a quarter of a year may be half a million.</summary>
public static class CallDays
{
    private const long TicksADay = 24L * 60 * 60 * TicksASecond, TicksASecond = 10_000_000;

    /// <summary>The days that have calls, in no order.</summary>
    /// <param name="db">The city.</param>
    /// <param name="since">The first moment that counts.</param>
    /// <param name="until">The first that counts no more.</param>
    /// <param name="divisions">Whose calls; those of nobody known count everywhere.</param>
    /// <param name="offset">By which clock a day begins.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<IReadOnlyList<CallDay>> CallsByDay(this CityContext db, Instant since, Instant until, IReadOnlyCollection<string> divisions, Offset offset, CancellationToken ct)
    {
        var (from, to, shift) = (since.ToUnixTimeTicks(), until.ToUnixTimeTicks(), offset.Ticks);
        var calls = db.Database.SqlQuery<CallSpan>($"""SELECT "DivisionCode", "State", "ReceivedAt", "FirstClaimedAt" - "ReceivedAt" AS "Waited" FROM "Calls" WHERE "ReceivedAt" >= {from} AND "ReceivedAt" < {to}""");
        return await calls.Where(call => call.DivisionCode == null || divisions.Contains(call.DivisionCode))
            .Where(call => call.State != "Closed" || call.Waited != null) // ours to others are closed from the start
            .GroupBy(call => (call.ReceivedAt + shift) / TicksADay)
            .Select(day => new CallDay(
                (int)day.Key, day.Count(), day.Count(call => call.Waited != null), day.Count(call => call.State == "Abandoned"),
                day.Count(call => call.Waited <= 15 * TicksASecond), day.Count(call => call.Waited <= 20 * TicksASecond), day.Count(call => call.Waited <= 60 * TicksASecond), day.Count(call => call.Waited <= 180 * TicksASecond),
                day.Sum(call => call.Waited ?? 0)))
            .ToListAsync(ct);
    }

    /// <summary>What is counted of a call; times in ticks of 100 ns.</summary>
    private sealed record CallSpan(string? DivisionCode, string State, long ReceivedAt, long? Waited);
}

/// <summary>The calls of one day.</summary>
/// <param name="Day">Days since 1970-01-01.</param>
/// <param name="Calls">All of them.</param>
/// <param name="Answered">Those that somebody took.</param>
/// <param name="Abandoned">Those whose caller hung up first.</param>
/// <param name="Within15">Those taken within 15 seconds, as the next three.</param>
/// <param name="Within20">Within 20.</param>
/// <param name="Within60">Within 60.</param>
/// <param name="Within180">Within 180.</param>
/// <param name="WaitedTicks">How long all of those taken waited together, in ticks of 100 ns.</param>
public sealed record CallDay(int Day, int Calls, int Answered, int Abandoned, int Within15, int Within20, int Within60, int Within180, long WaitedTicks);
