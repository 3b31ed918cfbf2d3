using ElderCare.Data;
using ElderCare.Data.Feed;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.MobileApi.Realtime;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Realtime;

/// <summary>What the feed promises besides surviving cuts: when it says no, and how long it keeps.</summary>
public sealed class FeedTests(SharedCities cities) : IClassFixture<SharedCities>
{
    private static readonly string Canteen = Audiences.Canteen(DemoIds.Canteen1);

    [SkippableTheory, OnBothDatabases]
    public async Task WithResumeInTheAddressNothingIsPushedBeforeAnEmptyResume(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var before = await city.Tell(Canteen);
        await using var hub = await RawHub.Connect(city, "canteen1");
        var missed = await city.Tell(Canteen);
        await city.Pumped(missed);

        await hub.Resume(before, 1);
        var page = await hub.Next();
        Assert.Equal(3, page.GetProperty("type").GetInt32()); // a push would be 1
        Assert.Equal(missed, Assert.Single(page.GetProperty("result").EnumerateArray()).Fen("sequence"));
        var between = await city.Tell(Canteen);
        await city.Pumped(between);
        await hub.Resume(missed, 2);
        Assert.Equal(between, Assert.Single((await hub.Next()).GetProperty("result").EnumerateArray()).Fen("sequence"));
        await hub.Resume(between, 3);
        Assert.Empty((await hub.Next()).GetProperty("result").EnumerateArray());

        var pushed = await city.Tell(Canteen);
        var push = await hub.Next();
        Assert.Equal("event", push.Text("target"));
        Assert.Equal(pushed, push.GetProperty("arguments")[0].Fen("sequence"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task APushNeverOvertakesTheAnswerOfTheEmptyResume(string provider)
    {
        Needs.Database(provider);
        await using var database = await TestDatabase.Copy(provider);
        var interruption = new AfterResume();
        await using var city = TestCity.Start(database, services => services.Configure<HubOptions>(hub => hub.AddFilter(interruption)));
        var last = await city.Tell(Canteen);
        // The session is live and the pump has handed it an event, but the answer has not been written yet.
        interruption.Do = async () => await city.Pumped(last = await city.Tell(Canteen));
        for (var round = 0; round < 20; round++)
        {
            await using var hub = await RawHub.Connect(city, "canteen1");
            await hub.Resume(last, round);

            var answer = await hub.Next();
            Assert.Equal(3, answer.GetProperty("type").GetInt32());
            Assert.Empty(answer.GetProperty("result").EnumerateArray());
            Assert.Equal(last, (await hub.Next()).GetProperty("arguments")[0].Fen("sequence"));
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ANumberThatWasNeverGivenIsExpired(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var client = await city.As("canteen1");
        var above = 1L << 52;
        await client.GetAsync($"/api/events?after={above}").ShouldBeProblem(409, "events.expired");
        await using var hub = await city.HubOf("canteen1", resume: true);
        await hub.Listen();
        var refused = await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync<List<EventSeen>>("Resume", above));
        Assert.Contains("HubException: events.expired ", refused.Message, StringComparison.Ordinal);
        await client.GetAsync("/api/events?after=-1").ShouldBeProblem(400, "request.invalid", "after");
        await client.GetAsync("/api/events").ShouldBeProblem(400, "request.invalid", "after");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AfterARefusedResumeAFreshNumberBringsThePushesBack(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        await using var hub = await city.HubOf("canteen1", resume: true);
        var seen = new SeenEvents();
        hub.On<EventSeen>("event", one => seen.Add(one.Sequence));
        await hub.Listen();
        await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync<List<EventSeen>>("Resume", 1L << 52));
        await city.Pumped(await city.Tell(Canteen)); // nothing is pushed before a resume was empty

        var fresh = (await (await city.As("canteen1")).Read("/api/me")).Fen("eventSequence");
        var missed = await city.Tell(Canteen);
        Assert.Equal([missed], (await hub.InvokeAsync<List<EventSeen>>("Resume", fresh)).Select(one => one.Sequence));
        Assert.Empty(await hub.InvokeAsync<List<EventSeen>>("Resume", missed));
        var pushed = await city.Tell(Canteen);
        await seen.Reach(pushed);
        Assert.Equal([pushed], seen.Sequences);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WithoutResumeInTheAddressPushesGoOnAfterARefusedResume(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        await using var hub = await city.HubOf("canteen1");
        var seen = new SeenEvents();
        hub.On<EventSeen>("event", one => seen.Add(one.Sequence));
        await hub.Listen();
        var first = await city.Tell(Canteen);
        await seen.Reach(first);
        await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync<List<EventSeen>>("Resume", 1L << 52));
        var next = await city.Tell(Canteen);
        await seen.Reach(next);
        Assert.Equal([first, next], seen.Sequences);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task EventsAreKeptForADayAndTheNumbersGoOnAfterARestart(string provider)
    {
        Needs.Database(provider);
        await using var database = await TestDatabase.Copy(provider);
        long old, kept, stands;
        await using (var city = TestCity.Start(database))
        {
            old = await city.Tell(Canteen);
            await city.Tell(Canteen);
            city.Clock.Advance(Duration.FromHours(1));
            kept = await city.Tell(Canteen);
            await city.Pumped(await city.Tell(Audiences.Canteen(DemoIds.Canteen2)));
            city.Clock.Advance(Duration.FromHours(24)); // the first ones are 25 hours old, the third is one day old
            await city.RunTimers();
            var client = city.With(await city.TokenOf("canteen1"));
            await client.GetAsync($"/api/events?after={old}").ShouldBeProblem(409, "events.expired");
            Assert.Equal([kept], (await client.GetAsync($"/api/events?after={kept - 1}").Body()).Items().Select(one => one.Fen("sequence")));

            city.Clock.Advance(Duration.FromHours(25)); // the newest stays whatever its age, so that numbers rise for ever
            await city.RunTimers();
            Assert.Equal(1, city.Get<CityDatabase>().Read(sql => sql.Query("""SELECT COUNT(*) FROM "Events" """, row => row.GetInt32(0))[0]));
            Assert.Empty(city.Written(Canteen, 0));
            stands = city.Get<EventFeed>().Horizon();
        }

        await using var again = TestCity.Start(database);
        var next = await again.Tell(Canteen);
        Assert.True(next > stands, $"{next} after {stands}");
        var asBefore = await again.As("canteen1");
        Assert.Equal([next], (await asBefore.GetAsync($"/api/events?after={stands}").Body()).Items().Select(one => one.Fen("sequence")));
        await using var hub = await again.HubOf("canteen1", resume: true);
        await hub.Listen();
        var refused = await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync<List<EventSeen>>("Resume", kept - 1));
        Assert.Contains("HubException: events.expired ", refused.Message, StringComparison.Ordinal);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatIsNotCommittedIsAboveEveryNumberThatIsGiven(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var client = await city.As("canteen1");
        var start = (await client.GetAsync("/api/me").Body()).Fen("eventSequence");
        using var told = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var slow = city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
        {
            unit.Tell("notice.published", "slow", new { }, [Canteen]);
            unit.Sql.Query("SELECT 1", row => row.GetInt32(0));
            told.Set();
            goOn.Wait(TimeSpan.FromSeconds(1));
        });
        told.Wait();
        var fast = city.Write(Canteen); // on PostgreSQL it commits first, on SQLite it waits its turn
        if (provider == "PostgreSql") await fast;
        var me = (await client.GetAsync("/api/me").Body()).Fen("eventSequence");
        var page = await client.GetAsync($"/api/events?after={me}").Body();
        Assert.Empty(page.Items());
        goOn.Set();
        await Task.WhenAll(slow, fast);

        var written = city.Written(Canteen, start);
        Assert.Equal(2, written.Count);
        Assert.All(written, number => Assert.True(number > page.Fen("nextAfter") && number > me));
        // PostgreSQL's horizon is the server's: a transaction of another database may hold it back for a moment.
        var read = new List<long>();
        for (var after = page.Fen("nextAfter"); read.Count < written.Count;)
        {
            var next = await client.GetAsync($"/api/events?after={after}&waitSeconds=25").Body();
            Assert.True(next.Items().Count > 0 || next.Fen("nextAfter") > after);
            read.AddRange(next.Items().Select(one => one.Fen("sequence")));
            after = next.Fen("nextAfter");
        }
        Assert.Equal(written, read);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task APollThatWaitsAnswersWhenSomethingHappens(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var client = await city.As("canteen1");
        var stands = (await client.GetAsync("/api/me").Body()).Fen("eventSequence");
        var poll = client.GetAsync($"/api/events?after={stands}&waitSeconds=25");
        var strangers = (await city.As("family2")).GetAsync($"/api/events?after={stands}&waitSeconds=1");
        var told = await city.Tell(Canteen);
        var page = await poll.WaitAsync(Patience.Most).Body();
        Assert.Equal([told], page.Items().Select(one => one.Fen("sequence")));
        Assert.True(page.Fen("nextAfter") >= told);
        Assert.Empty((await strangers.Body()).Items());
    }

    /// <summary>Does something when a resume is empty, before its answer is written.</summary>
    private sealed class AfterResume : IHubFilter
    {
        public Func<Task> Do { get; set; } = () => Task.CompletedTask;

        public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next)
        {
            var answer = await next(invocation);
            if (answer is Array { Length: 0 }) await Do();
            return answer;
        }
    }
}
