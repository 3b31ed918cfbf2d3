using System.Text.Json;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Access;
using ElderCare.MobileApi.Tests.Realtime;
using Microsoft.AspNetCore.SignalR.Client;
using NodaTime;

namespace ElderCare.MobileApi.Tests.CallCentre;

/// <summary>At whom calls ring, in which order, and who gets them.</summary>
public sealed class CallOfferTests
{
    [SkippableTheory, OnBothDatabases]
    public async Task ItRingsAtWhoHasBeenReadyLongestForFifteenSecondsThenAtTheNext(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var agent2 = await city.Ready("agent2");
        city.Clock.Advance(Duration.FromSeconds(1));
        var agent1 = await city.Ready("agent1");
        var (_, phone) = await city.AddCaller();

        var id = await city.Ring(phone);

        var call = await agent1.Call(id);
        Assert.Equal(("offered", DemoIds.Account("agent2")), (call.Text("state"), call.Id("offeredTo")));
        city.Clock.Advance(Duration.FromMilliseconds(14_999));
        await city.RunTimers();
        Assert.Equal(DemoIds.Account("agent2"), (await agent1.Call(id)).Id("offeredTo"));
        city.Clock.Advance(Duration.FromMilliseconds(1));
        await city.RunTimers();
        Assert.Equal(DemoIds.Account("agent1"), (await agent1.Call(id)).Id("offeredTo"));
        Assert.Equal(("notReady", "missedOffer"), await city.StateOf("agent2"));

        city.Clock.Advance(Duration.FromSeconds(15));
        await city.RunTimers();
        call = await agent1.Call(id);
        Assert.Equal(("ringing", null), (call.Text("state"), call.Id("offeredTo"))); // nobody is left
        await agent2.Put("/api/agents/me/state", new { state = "ready" }).Body();
        Assert.Equal(DemoIds.Account("agent2"), (await agent1.Call(id)).Id("offeredTo")); // and at once at who comes back
        Assert.Equal(["ringing", "offered", "missed", "offered", "missed", "offered"], (await agent1.Call(id)).Kinds());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheQueueIsByPriorityThenAgeAndWhoIsFreeGetsTheFirst(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var first = await city.Ring(CityExchange.NewPhone());
        city.Clock.Advance(Duration.FromSeconds(1));
        var second = await city.Ring((await city.AddCaller()).Phone);
        city.Clock.Advance(Duration.FromSeconds(1));
        var (urgentSenior, urgentPhone) = await city.AddCaller();
        var emergency = (await Emergency.CityDevices.Press(city, await Emergency.CityDevices.AddDevice(city, urgentSenior))).Text("incidentId");
        var urgent = await city.Ring(urgentPhone);

        var supervisor = await city.As("supervisor1");
        await supervisor.Post($"/api/incidents/{emergency}/claim", new { }).Body(); // or it would ring before any call
        Assert.Equal([urgent, first, second], (await supervisor.Read("/api/queue")).Items().Select(call => call.Text("id")));
        var agent = await city.Ready("agent1");
        Assert.Equal(DemoIds.Account("agent1"), (await supervisor.Call(urgent)).Id("offeredTo"));
        await agent.Post($"/api/calls/{urgent}/claim").Body();
        await agent.Post($"/api/calls/{urgent}/close", new { disposition = "emergency" }).Body();
        Assert.Equal("wrapUp", (await city.StateOf("agent1")).State);
        city.Clock.Advance(Duration.FromSeconds(45));
        await city.RunTimers();
        Assert.Equal(DemoIds.Account("agent1"), (await supervisor.Call(first)).Id("offeredTo"));
        Assert.Equal(1, (await supervisor.Read("/api/queue")).GetProperty("agents").GetProperty("offered").GetInt32());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoSpeaksTheDialectComesFirstAndAfterHoursTheRota(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var supervisor = await city.As("supervisor1");
        await supervisor.Post($"/api/agents/{DemoIds.Account("agent1")}/skills", new { dialects = new[] { "jiaoliao" } }).Body();
        await city.Ready("agent2");
        city.Clock.Advance(Duration.FromSeconds(1));
        await city.Ready("agent1");
        var (_, phone) = await city.AddCaller();
        Assert.Equal(DemoIds.Account("agent1"), (await supervisor.Call(await city.Ring(phone))).Id("offeredTo"));

        await using var night = await TestCity.Start(provider);
        await night.Ready("agent1");
        night.Clock.Advance(Duration.FromHours(9)); // 21:00, and agent2 has the rota
        await night.With(await night.TokenOf("agent2")).Put("/api/agents/me/state", new { state = "ready" }).Body();
        var id = await night.Ring((await night.AddCaller()).Phone);
        Assert.Equal(DemoIds.Account("agent2"), (await night.With(await night.TokenOf("supervisor1")).Call(id)).Id("offeredTo"));
        await supervisor.Post($"/api/agents/{DemoIds.Account("agent1")}/skills", new { dialects = new[] { "OU" } }).ShouldBeProblem(400, "request.invalid", "dialects");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoStopsWhileItRingsAtThemHasItRingElsewhereAtOnce(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var agent2 = await city.Ready("agent2");
        city.Clock.Advance(Duration.FromSeconds(1));
        await city.Ready("agent1");
        var id = await city.Ring((await city.AddCaller()).Phone);
        await agent2.Put("/api/agents/me/state", new { state = "notReady", reason = "meal" }).Body();
        await city.RunTimers();
        Assert.Equal(DemoIds.Account("agent1"), (await agent2.Call(id)).Id("offeredTo"));
        Assert.Equal(("notReady", "meal"), await city.StateOf("agent2"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OfManyWhoTakeItAtOnceOneGetsItAndAnOldClaimIsRefused(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (agent, supervisor) = (await city.As("agent1"), await city.As("supervisor1"));
        for (var round = 0; round < 10; round++)
        {
            var id = await city.Ring((await city.AddCaller()).Phone);
            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? agent : supervisor).Post($"/api/calls/{id}/claim", new { })));
            Assert.Single(answers, answer => answer.IsSuccessStatusCode);
            await agent.Post($"/api/calls/{id}/claim", new { takeOver = true }).ShouldBeProblem(403, "auth.forbidden");
            var taken = await supervisor.Post($"/api/calls/{id}/claim", new { takeOver = true }).Body();
            Assert.Equal(2, taken.Fen("claim"));
            await agent.Post($"/api/calls/{id}/notes", new { text = "x" }).ShouldBeProblem(409, "calls.claimLost", "claim");
            await supervisor.Post($"/api/calls/{id}/close", new { claim = 1, disposition = "answered" }).ShouldBeProblem(409, "calls.claimLost", "claim");
            await supervisor.Post($"/api/calls/{id}/close", new { claim = 2 }).ShouldBeProblem(400, "request.invalid", "disposition");
            Assert.Equal("closed", (await supervisor.Post($"/api/calls/{id}/close", new { claim = 2, disposition = "answered" }).Body()).Text("state"));
            await agent.Post($"/api/calls/{id}/claim").ShouldBeProblem(409, "calls.over");
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheHubRingsOnlyWhomItIsOfferedToAndTakesTheClaim(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await using var console = await city.HubOf("agent1");
        await using var other = await city.HubOf("supervisor1");
        var (rung, seen) = (new TaskCompletionSource<JsonElement>(), new TaskCompletionSource<JsonElement>());
        var rungElsewhere = false;
        console.On<JsonElement>("event", told => { if (told.Text("type") == "call.offered") rung.TrySetResult(told); });
        other.On<JsonElement>("event", told =>
        {
            rungElsewhere |= told.Text("type") == "call.offered";
            if (told.Text("type") == "call.changed" && told.GetProperty("data").Text("state") == "claimed") seen.TrySetResult(told);
        });
        await console.Listen();
        await other.Listen();
        await console.InvokeAsync("SetAgentState", "ready", null);
        var (senior, phone) = await city.AddCaller();

        var id = await city.Ring(phone);

        var told = (await rung.Task.WaitAsync(Patience.Most)).GetProperty("data");
        Assert.Equal((id, phone[..3] + "****" + phone[^4..]), (told.Text("id"), told.Text("caller")));
        var claimed = await console.InvokeAsync<JsonElement>("ClaimCall", Guid.Parse(id));
        Assert.Equal(("claimed", phone, senior), (claimed.Text("state"), claimed.Text("caller"), claimed.GetProperty("people")[0].GetProperty("seniorId").GetGuid()));
        Assert.Equal(DemoIds.Account("agent1"), (await seen.Task.WaitAsync(Patience.Most)).GetProperty("data").Id("claimedBy"));
        Assert.False(rungElsewhere);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoIsLoggedOffOrGoneGivesALiveCallBack(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (agent, supervisor) = (await city.Ready("agent1"), await city.As("supervisor1"));
        var live = await city.Ring((await city.AddCaller()).Phone);
        await agent.Post($"/api/calls/{live}/claim").Body();
        await city.Ready("agent2");

        await supervisor.Post($"/api/calls/{live}/whisper", new { text = "问一下地址" }).Body();
        Assert.Contains("whisper", (await agent.Call(live)).Kinds());
        Assert.DoesNotContain("whisper", (await (await city.As("agent2")).Call(live)).Kinds());
        await supervisor.Post($"/api/agents/{DemoIds.Account("agent1")}/log-off").Body();

        Assert.Equal(("notReady", "loggedOff"), await city.StateOf("agent1"));
        Assert.Equal(DemoIds.Account("agent2"), (await supervisor.Call(live)).Id("offeredTo"));
        await agent.Post($"/api/calls/{live}/close", new { disposition = "answered" }).ShouldBeProblem(401, "auth.tokenInvalid");
        var foreign = city.With(await city.TokenIn(Role.Supervisor, "370200"));
        await foreign.Post($"/api/agents/{DemoIds.Account("agent2")}/log-off").ShouldBeProblem(404, "notFound");
        await supervisor.Post($"/api/calls/{live}/whisper", new { text = "x" }).ShouldBeProblem(409, "calls.notClaimed");

        await using var console = await city.HubOf("agent2");
        await using var watching = await city.HubOf("supervisor1");
        var (busy, lost) = (new TaskCompletionSource(), new TaskCompletionSource());
        watching.On<JsonElement>("event", told =>
        {
            if (told.Text("type") != "queue.changed" || told.GetProperty("data").Id("accountId") != DemoIds.Account("agent2")) return;
            if (busy.Task.IsCompleted) lost.TrySetResult(); // all that is told of them after that
            else if (told.GetProperty("data").Text("state") == "busy") busy.TrySetResult();
        });
        await watching.Listen();
        await console.Listen();
        await console.InvokeAsync<JsonElement>("ClaimCall", Guid.Parse(live));
        await busy.Task.WaitAsync(Patience.Most);
        await console.StopAsync();
        await lost.Task.WaitAsync(Patience.Most);
        city.Clock.Advance(Duration.FromSeconds(31));
        await city.RunTimers();
        Assert.Equal("ringing", (await supervisor.Call(live)).Text("state"));
    }
}
