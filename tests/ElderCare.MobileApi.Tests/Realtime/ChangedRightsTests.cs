using ElderCare.Data.Seeding;
using ElderCare.MobileApi.Realtime;
using Microsoft.AspNetCore.SignalR.Client;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Realtime;

/// <summary>What somebody hears follows what they may hear, also while they are connected.</summary>
public sealed class ChangedRightsTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task ADisabledAccountHearsNothingMore(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var canteen = Audiences.Canteen(DemoIds.Canteen2);
        await using var hub = await city.HubOf("canteen2");
        var (seen, closed) = (new SeenEvents(), new TaskCompletionSource());
        hub.On<EventSeen>("event", one => seen.Add(one.Sequence));
        hub.Closed += _ => { closed.TrySetResult(); return Task.CompletedTask; };
        await hub.Listen();
        var first = await city.Tell(canteen);
        await seen.Reach(first);

        await (await city.As("admin")).Post($"/api/accounts/{DemoIds.Account("canteen2")}/disable").Body();
        await city.Tell(canteen);

        await closed.Task.WaitAsync(Patience.Most);
        Assert.Equal([first], seen.Sequences);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ARevokedLinkHearsNothingMoreOfTheSenior(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        await using var hub = await city.HubOf("family1");
        var seen = new SeenEvents();
        hub.On<EventSeen>("event", one => seen.Add(one.Sequence));
        await hub.Listen();
        var (senior, self) = (Audiences.Senior(DemoIds.Senior1), Audiences.Account(DemoIds.Account("family1")));
        var first = await city.Tell(senior);
        await seen.Reach(first);

        var client = await city.As("senior1");
        var link = Assert.Single((await client.GetAsync($"/api/seniors/{DemoIds.Senior1}/family-links").Body()).Items(), link => link.Text("accountId") == DemoIds.Account("family1").ToString());
        await client.Post($"/api/seniors/{DemoIds.Senior1}/family-links/{link.Text("id")}/revoke").Body();
        await city.Tell(senior);

        var own = await city.Tell(self); // leaves after the one that must not
        await seen.Reach(own);
        Assert.Equal([first, own], seen.Sequences);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ALinkThatIsGrantedWhileConnectedLetsThroughUntilItIsRevoked(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (senior, self) = (Audiences.Senior(DemoIds.Senior1), Audiences.Account(DemoIds.Account("family2")));
        await using var hub = await city.HubOf("family2");
        var seen = new SeenEvents();
        hub.On<EventSeen>("event", one => seen.Add(one.Sequence));
        await hub.Listen();
        await city.Pumped(await city.Tell(senior)); // is nobody's yet

        var (client, links) = (await city.As("senior1"), $"/api/seniors/{DemoIds.Senior1}/family-links");
        var link = (await client.Post(links, new { userName = "family2", scope = new[] { "viewHealth" } }).Body()).Text("id");
        var granted = await city.Tell(senior);
        await seen.Reach(granted);
        await client.Post($"{links}/{link}/revoke").Body();
        await city.Tell(senior);

        var own = await city.Tell(self); // leaves after the one that must not
        await seen.Reach(own);
        Assert.Equal([granted, own], seen.Sequences);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ASignOutEndsTheConnectionsOfThatSignIn(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var token = await city.SignIn("canteen2");
        await using var left = city.HubWith(token);
        await using var stays = await city.HubOf("canteen2");
        var (seen, lost, closed) = (new SeenEvents(), new SeenEvents(), new TaskCompletionSource());
        left.On<EventSeen>("event", one => lost.Add(one.Sequence));
        stays.On<EventSeen>("event", one => seen.Add(one.Sequence));
        left.Closed += _ => { closed.TrySetResult(); return Task.CompletedTask; };
        await left.Listen();
        await stays.Listen();

        await city.With(token).PostAsync("/api/auth/sign-out", null).Body();
        await closed.Task.WaitAsync(Patience.Most); // though nothing has happened that it could be told

        var told = await city.Tell(Audiences.Canteen(DemoIds.Canteen2));
        await seen.Reach(told);
        Assert.Empty(lost.Sequences);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ALinkThatRunsOutWhileConnectedEndsWhatItLetThrough(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (senior, self) = (Audiences.Senior(DemoIds.Senior1), Audiences.Account(DemoIds.Account("family2")));
        await (await city.As("senior1")).Post($"/api/seniors/{DemoIds.Senior1}/family-links", new { userName = "family2", scope = new[] { "viewHealth" }, validTo = "2026-11-23T04:10:00Z" }).Body();
        await using var hub = await city.HubOf("family2");
        var seen = new SeenEvents();
        hub.On<EventSeen>("event", one => seen.Add(one.Sequence));
        await hub.Listen();
        var first = await city.Tell(senior);
        await seen.Reach(first);

        city.Clock.Advance(Duration.FromMinutes(10));
        await city.Tell(senior);

        var own = await city.Tell(self);
        await seen.Reach(own);
        Assert.Equal([first, own], seen.Sequences);
    }
}
