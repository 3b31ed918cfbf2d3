using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.MobileApi.Realtime;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Realtime;

/// <summary>Several programs on one PostgreSQL database are one city.</summary>
public sealed class NodesTests
{
    private const string PostgreSql = "PostgreSql";

    [SkippableFact]
    public async Task AnOrderOnOneNodeReachesTheCanteenOnTheOther()
    {
        Needs.Database(PostgreSql);
        await using var database = await TestDatabase.Copy(PostgreSql);
        await using var one = TestCity.Start(database);
        await using var other = TestCity.Start(database);
        await using var hub = await other.HubOf("canteen1");
        var heard = new TaskCompletionSource<EventSeen>();
        hub.On<EventSeen>("event", seen => heard.TrySetResult(seen));
        await hub.Listen();

        var order = await one.OrderDinner();

        var changed = await heard.Task.WaitAsync(Patience.Most);
        Assert.Equal("mealOrder.changed", changed.Type);
        Assert.Equal(order.Text("id"), changed.SubjectId);
    }

    [SkippableFact]
    public async Task AnAccountDisabledOnOneNodeHearsNothingMoreOnTheOther()
    {
        Needs.Database(PostgreSql);
        await using var database = await TestDatabase.Copy(PostgreSql);
        await using var one = TestCity.Start(database);
        await using var other = TestCity.Start(database);
        await using var hub = await other.HubOf("canteen1");
        var (seen, closed) = (new SeenEvents(), new TaskCompletionSource());
        hub.On<EventSeen>("event", heard => seen.Add(heard.Sequence));
        hub.Closed += _ => { closed.TrySetResult(); return Task.CompletedTask; };
        await hub.Listen();
        var first = await one.Tell(Audiences.Canteen(DemoIds.Canteen1));
        await seen.Reach(first);

        await (await one.As("admin")).Post($"/api/accounts/{DemoIds.Account("canteen1")}/disable").Body();
        await one.Tell(Audiences.Canteen(DemoIds.Canteen1));

        await closed.Task.WaitAsync(Patience.Most);
        Assert.Equal([first], seen.Sequences);
    }

    [SkippableFact]
    public async Task ASignOutOnOneNodeEndsTheConnectionOnTheOther()
    {
        Needs.Database(PostgreSql);
        await using var database = await TestDatabase.Copy(PostgreSql);
        await using var one = TestCity.Start(database);
        await using var other = TestCity.Start(database);
        var token = await one.SignIn("canteen1");
        await using var hub = other.HubWith(token);
        var closed = new TaskCompletionSource();
        hub.Closed += _ => { closed.TrySetResult(); return Task.CompletedTask; };
        await hub.Listen();

        await one.With(token).PostAsync("/api/auth/sign-out", null).Body();

        await closed.Task.WaitAsync(Patience.Most);
        await other.With(token).GetAsync("/api/me").ShouldBeProblem(401, "auth.tokenInvalid");
    }

    [SkippableFact]
    public async Task ANodeThatStartsBesideARunningChangeNumbersAsTheOthersDo()
    {
        Needs.Database(PostgreSql);
        await using var database = await TestDatabase.Copy(PostgreSql);
        await using var city = TestCity.Start(database);
        using var told = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var slow = city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
        {
            unit.Tell("notice.published", "slow", new { }, [Audiences.Canteen(DemoIds.Canteen1)]);
            unit.Sql.Query("SELECT 1", row => row.GetInt32(0));
            told.Set();
            goOn.Wait(TimeSpan.FromSeconds(1));
        });
        told.Wait();
        var overtaking = await city.Write(Audiences.Canteen(DemoIds.Canteen1));

        using var second = new CityDatabase(PostgreSql, database.ConnectionString);
        using var writer = new CityWriter(second, SystemClock.Instance, NullLogger<CityWriter>.Instance);
        writer.Start();
        goOn.Set();
        await slow;

        var own = "of the second node";
        await writer.Commit(Lane.Interactive, unit => unit.Tell("notice.published", own, new { }, [Audiences.Canteen(DemoIds.Canteen1)]));
        var numbers = city.Written(Audiences.Canteen(DemoIds.Canteen1), 0);
        Assert.Equal(3, numbers.Count);
        Assert.Equal(overtaking, numbers[1]);
        Assert.Equal(0, second.Read(sql => sql.Query("""SELECT "Offset" FROM "FeedState" """, row => row.GetInt64(0))[0]));
    }

    [SkippableFact]
    public async Task ACityMovedToAYoungerClusterNumbersOnFromWhereItWas()
    {
        Needs.Database(PostgreSql);
        await using var database = await TestDatabase.Copy(PostgreSql);
        var far = 1L << 50;
        await using (var city = TestCity.Start(database))
        {
            // As a dump holds it that comes from a cluster which has counted further than this one.
            await city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
            {
                unit.Insert(new ElderCare.Data.Feed.EventRow { Sequence = far, Type = "notice.published", OccurredAt = unit.Now, SubjectId = "before", Data = "{}", Audiences = Audiences.Canteen(DemoIds.Canteen1) });
                unit.Insert(new ElderCare.Data.Feed.EventAddressRow { Audience = Audiences.Canteen(DemoIds.Canteen1), Sequence = far });
            });
        }
        await using var moved = TestCity.Start(database);
        var next = await moved.Tell(Audiences.Canteen(DemoIds.Canteen1));
        Assert.True(next > far, $"{next} after {far}");
        var client = await moved.As("canteen1");
        Assert.Equal([next], (await client.GetAsync($"/api/events?after={far}&waitSeconds=5").Body()).Items().Select(one => one.Fen("sequence")));
    }
}
