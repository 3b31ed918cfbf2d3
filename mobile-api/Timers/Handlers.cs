using ElderCare.Data.CallCentre;
using ElderCare.Data.Emergency;
using ElderCare.Data.Feed;
using ElderCare.Data.Writing;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Meals;
using NodaTime;

namespace ElderCare.MobileApi.Timers;

/// <summary>A meal is over: what nobody collected was missed.</summary>
internal sealed class MenuServed(MoveMealOrder move) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string Kind = "menu.served";

    string ITimerHandler.Kind => Kind;

    public async Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        await move.LapseAll(Guid.Parse(timer.Subject), ct);
        return null;
    }
}

/// <summary>Removes what is kept for a time only: events after 24 hours, first answers after 7 days, codes after 2 days, dead sign-ins after a month, the system's own alarms after a day, links to recordings on their day, frames that were not understood after the days of the policy.</summary>
internal sealed class Housekeeping(CityWriter writer, DevicePolicy devices, IClock clock) : ITimerHandler
{
    public const string TimerKind = "housekeeping";
    private const int Chunk = 500;
    private static readonly Duration EventsFor = Duration.FromHours(24) + Duration.FromMinutes(30);
    private static readonly Duration AnswersFor = Duration.FromDays(7);
    private static readonly Duration SignInsFor = Duration.FromDays(31);

    /// <summary>Longer than the day for which codes to a phone are counted.</summary>
    private static readonly Duration CodesFor = Duration.FromDays(2);
    private static readonly Duration ProbesFor = Duration.FromDays(1);
    private static readonly Duration Every = Duration.FromMinutes(10);

    public string Kind => TimerKind;

    public async Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        await Repeat(unit => EventFeed.Prune(unit, now - EventsFor), ct);
        await Repeat(unit => unit.Sql.Execute(
            """
            DELETE FROM "Idempotency" WHERE ("Caller", "Path", "Key") IN (SELECT "Caller", "Path", "Key" FROM "Idempotency" WHERE "At" < @p0 LIMIT 500)
            """, (now - AnswersFor).ToUnixTimeTicks()), ct);
        await Repeat(unit => unit.Sql.Execute(
            """DELETE FROM "OneTimeCodes" WHERE "Id" IN (SELECT "Id" FROM "OneTimeCodes" WHERE "ExpiresAt" < @p0 LIMIT 500)""", (now - CodesFor).ToUnixTimeTicks()), ct);
        await Repeat(unit => unit.Sql.Execute(
            """DELETE FROM "SignInSessions" WHERE "Id" IN (SELECT "Id" FROM "SignInSessions" WHERE "ExpiresAt" < @p0 LIMIT 500)""", (now - SignInsFor).ToUnixTimeTicks()), ct);
        await Repeat(unit => unit.Sql.ForgetProbes(now - ProbesFor), ct);
        await Repeat(unit => unit.Sql.ForgetRecordings(CityClock.DateOf(now)), ct);
        await Repeat(unit => unit.Sql.ForgetFaultyFrames(now - Duration.FromDays(devices.FaultyFrames.KeepDays)), ct);
        return now + Every;
    }

    private async Task Repeat(Func<CityUnit, int> remove, CancellationToken ct)
    {
        while (await writer.Commit(Lane.Bulk, remove, ct) >= Chunk) { }
    }
}
