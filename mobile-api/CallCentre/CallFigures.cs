using ElderCare.Data;
using ElderCare.Domain.CallCentre;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.CallCentre;

/// <summary>How fast calls were answered: from when a call was known here to when somebody took it first.</summary>
internal static class CallFigures
{
    private const int MostDays = 92;

    public static async Task<Page<DayFigures>> Of(CityDatabase database, CityFacts facts, Caller caller, CityDate? from, CityDate? to, CancellationToken ct)
    {
        var today = CityClock.DateOf(caller.Now);
        var (first, last) = (from?.Value ?? today.PlusDays(-6), to?.Value ?? today);
        new FieldErrors().Require(first <= last && Period.DaysBetween(first, last) < MostDays, "from", $"不能晚于 to，最多 {MostDays} 天。", $"It must not be after to; {MostDays} days at most.").ThrowIfAny();
        var (since, until) = (CityClock.At(first, LocalTime.Midnight), CityClock.At(last.PlusDays(1), LocalTime.Midnight));
        using var db = database.Read();
        var calls = await CallEndpoints.Visible(db, caller, facts).Where(call => call.ReceivedAt >= since && call.ReceivedAt < until && (call.State != CallState.Closed || call.FirstClaimedAt != null)) // ours to others are closed from the start
            .Select(call => new { call.ReceivedAt, call.FirstClaimedAt, call.State }).ToListAsync(ct);
        var byDay = calls.ToLookup(call => CityClock.DateOf(call.ReceivedAt));
        return new([.. Enumerable.Range(0, Period.DaysBetween(first, last) + 1).Select(day => first.PlusDays(day))
            .Select(day => DayFigures.Of(day, [.. byDay[day].Select(call => (call.FirstClaimedAt - call.ReceivedAt, call.State == CallState.Abandoned))]))], null);
    }
}

/// <summary>The calls of one day.</summary>
/// <param name="Calls">All of them.</param>
/// <param name="Answered">Those that somebody took.</param>
/// <param name="Abandoned">Those whose caller hung up first.</param>
/// <param name="Within15BasisPoints">Share of all calls, those abandoned too, that were taken within 15 seconds; absent on a day without calls, as the next three.</param>
/// <param name="AverageWaitSeconds">Of those taken, rounded down; absent when none was.</param>
internal sealed record DayFigures(
    LocalDate Date, int Calls, int Answered, int Abandoned, int? Within15BasisPoints, int? Within20BasisPoints, int? Within60BasisPoints, int? Within180BasisPoints, long? AverageWaitSeconds)
{
    public static DayFigures Of(LocalDate date, IReadOnlyList<(Duration? Waited, bool IsAbandoned)> calls)
    {
        var waits = calls.Where(call => call.Waited is not null).Select(call => call.Waited!.Value).ToList();
        int? Within(int seconds) => calls.Count == 0 ? null : 10_000 * waits.Count(wait => wait <= Duration.FromSeconds(seconds)) / calls.Count;
        return new(
            date, calls.Count, waits.Count, calls.Count(call => call.IsAbandoned), Within(15), Within(20), Within(60), Within(180), waits.Count == 0 ? null : (long)waits.Average(wait => wait.TotalSeconds));
    }
}
