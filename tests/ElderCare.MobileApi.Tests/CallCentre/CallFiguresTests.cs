using System.Text.Json;
using ElderCare.Data;
using ElderCare.Domain.Access;
using ElderCare.Domain.CallCentre;
using ElderCare.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Tests.CallCentre;

/// <summary>The figures of 12349, day by day.</summary>
public sealed class CallFiguresTests
{
    private static readonly int[] Limits = [15, 20, 60, 180];

    [SkippableTheory, OnBothDatabases]
    public async Task TheyAreThoseOfTheCallsCountedOneByOne(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var dice = new Random(12349);
        for (var n = 0; n < 24; n++)
        {
            city.Clock.Advance(Duration.FromMinutes(dice.Next(1, 360))); // over midnight here, and over midnight of UTC
            var (callId, division) = (Guid.NewGuid().ToString(), n % 5 == 0 ? "370202" : "371002");
            var id = await city.Ring(n % 3 == 0 ? CityExchange.NewPhone() : (await city.AddCaller(division)).Phone, callId);
            city.Clock.Advance(n % 6 == 2 ? Duration.FromSeconds(Limits[n % 4]) : Duration.FromMilliseconds(dice.Next(1, 240_000)));
            var desk = city.With(await city.TokenIn(Role.Agent, n % 3 != 0 && division[..4] == "3702" ? "370200" : "371000"));
            if (n % 4 == 0) await city.Tell(callId, "hungUp", null);
            else if (n % 4 != 1) await desk.Post($"/api/calls/{id}/claim").Body();
            if (n % 8 == 2) await desk.Post($"/api/calls/{id}/close", new { disposition = "answered" }).Body();
        }
        await city.Tell(new { callId = "ours", type = "ringing", from = "12349", to = CityExchange.NewPhone() }).Body();

        var (first, last) = (TestCity.Today.PlusDays(-1), CityClock.DateOf(city.Clock.GetCurrentInstant()));
        var told = (await city.With(await city.TokenOf("agent1")).Read($"/api/calls/figures?from={first:uuuu-MM-dd}&to={last:uuuu-MM-dd}")).Items();

        using var db = city.Get<CityDatabase>().Read();
        var calls = (await db.Calls.AsNoTracking().ToListAsync()).Where(call => call.DivisionCode?.StartsWith("3710", StringComparison.Ordinal) != false && call.ExchangeCallId != "ours").ToList();
        Assert.True(calls.Count is > 15 and < 24); // some are another city's
        Assert.Equal(Period.DaysBetween(first, last) + 1, told.Count);
        Assert.Equal(calls.Count, told.Sum(day => day.GetProperty("calls").GetInt32()));
        for (var day = 0; day < told.Count; day++) IsThatOf([.. calls.Where(call => CityClock.DateOf(call.ReceivedAt) == first.PlusDays(day))], told[day]);
    }

    private static void IsThatOf(IReadOnlyList<Call> calls, JsonElement told)
    {
        var waits = calls.Where(call => call.FirstClaimedAt is not null).Select(call => call.FirstClaimedAt!.Value - call.ReceivedAt).ToList();
        Assert.Equal(((int?)calls.Count, (int?)waits.Count, (int?)calls.Count(call => call.State == CallState.Abandoned)), (Number(told, "calls"), Number(told, "answered"), Number(told, "abandoned")));
        foreach (var limit in Limits)
        {
            Assert.Equal(calls.Count == 0 ? null : 10_000 * waits.Count(wait => wait <= Duration.FromSeconds(limit)) / calls.Count, Number(told, $"within{limit}BasisPoints"));
        }
        Assert.Equal(waits.Count == 0 ? null : (int)waits.Average(wait => wait.TotalSeconds), Number(told, "averageWaitSeconds"));
    }

    private static int? Number(JsonElement told, string name) => told.TryGetProperty(name, out var number) ? number.GetInt32() : null;
}
