using ElderCare.Data;
using ElderCare.Data.CallCentre;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using NodaTime;

namespace ElderCare.MobileApi.CallCentre;

/// <summary>How fast calls were answered: from when a call was known here to when somebody took it first.</summary>
internal static class CallFigures
{
    private const int MostDays = 92;
    private static readonly LocalDate Epoch = new(1970, 1, 1);

    public static async Task<Page<DayFigures>> Of(CityDatabase database, CityFacts facts, Caller caller, CityDate? from, CityDate? to, CancellationToken ct)
    {
        var today = CityClock.DateOf(caller.Now);
        var (first, last) = (from?.Value ?? today.PlusDays(-6), to?.Value ?? today);
        new FieldErrors().Require(first <= last && Period.DaysBetween(first, last) < MostDays, "from", $"不能晚于 to，最多 {MostDays} 天。", $"It must not be after to; {MostDays} days at most.").ThrowIfAny();
        var (since, until) = (CityClock.At(first, LocalTime.Midnight), CityClock.EndOf(last));
        var below = caller.Account.DivisionCode is { } division ? facts.Below(division) : [];
        using var db = database.Read();
        var days = (await db.CallsByDay(since, until, below, CityClock.Offset, ct)).ToDictionary(day => Epoch.PlusDays(day.Day));
        return new([.. Enumerable.Range(0, Period.DaysBetween(first, last) + 1).Select(day => first.PlusDays(day)).Select(date => DayFigures.Of(date, days.GetValueOrDefault(date)))], null);
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
    public static DayFigures Of(LocalDate date, CallDay? day)
    {
        if (day is null) return new(date, 0, 0, 0, null, null, null, null, null);
        int Share(int calls) => (int)(10_000L * calls / day.Calls);
        return new(
            date, day.Calls, day.Answered, day.Abandoned, Share(day.Within15), Share(day.Within20), Share(day.Within60), Share(day.Within180),
            day.Answered == 0 ? null : day.WaitedTicks / day.Answered / NodaConstants.TicksPerSecond);
    }
}
