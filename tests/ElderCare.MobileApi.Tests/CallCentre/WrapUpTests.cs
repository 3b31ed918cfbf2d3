using ElderCare.Data.Seeding;
using ElderCare.MobileApi.Tests.Emergency;
using ElderCare.MobileApi.Tests.Realtime;
using NodaTime;

namespace ElderCare.MobileApi.Tests.CallCentre;

/// <summary>Who writes up what is over is left alone by calls, and interrupted by an emergency that nobody else could be rung for.</summary>
public sealed class WrapUpTests
{
    private static readonly string Agent1 = $"account:{DemoIds.Account("agent1")}", Agent2 = $"account:{DemoIds.Account("agent2")}";

    [SkippableTheory, OnBothDatabases]
    public async Task AnEmergencyRingsAtWhoWritesUpWhereNobodyIsReadyAndTheyWriteUpAfterIt(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var agent = await WritesUp(city, "agent1");
        city.Clock.Advance(Duration.FromSeconds(40));

        var id = await Press(city);

        Assert.Equal([Agent1], Assert.Single(city.RingsOf(id)));
        Assert.Equal(("offered", "wrapUp"), await city.StateOf("agent1"));
        city.Clock.Advance(Duration.FromSeconds(5)); // the wrap-up would have ended
        await city.RunTimers();
        Assert.Equal("offered", (await city.StateOf("agent1")).State);
        await agent.Post($"/api/incidents/{id}/claim", new { }).Body();
        Assert.Equal(("busy", null), await city.StateOf("agent1"));
        await agent.Post($"/api/incidents/{id}/close", new { claim = 1 }).ShouldBeProblem(400, "request.invalid", "outcome");
        await agent.Post($"/api/incidents/{id}/close", new { claim = 1, outcome = "assisted", spokenBy = "x" }).Body();
        Assert.Equal("wrapUp", (await city.StateOf("agent1")).State);
        city.Clock.Advance(Duration.FromSeconds(45));
        await city.RunTimers();
        Assert.Equal("ready", (await city.StateOf("agent1")).State);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhereSomebodyIsReadyWhoWritesUpIsLeftAloneAndACallNeverInterrupts(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await WritesUp(city, "agent1");
        var call = await city.Ring((await city.AddCaller()).Phone);
        Assert.Equal("wrapUp", (await city.StateOf("agent1")).State);
        Assert.Equal("ringing", (await (await city.As("supervisor1")).Call(call)).Text("state"));

        await (await city.Ready("agent2")).Post($"/api/calls/{call}/claim").Body();
        await (await city.As("agent2")).Post($"/api/calls/{call}/close", new { disposition = "answered" }).Body();
        await city.Ready("agent2");
        var id = await Press(city);
        Assert.Equal([Agent2], Assert.Single(city.RingsOf(id)));
        Assert.Equal("wrapUp", (await city.StateOf("agent1")).State);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoIsOnABreakOrBusyIsNotInterrupted(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await (await city.As("agent1")).Put("/api/agents/me/state", new { state = "notReady", reason = "meal" }).Body();
        var busy = await city.Ready("agent2");
        await busy.Post($"/api/incidents/{await Press(city)}/claim", new { }).Body();

        var id = await Press(city);

        Assert.Contains("desk:371000", Assert.Single(city.RingsOf(id)));
        Assert.Equal(("notReady", "meal"), await city.StateOf("agent1"));
        Assert.Equal("busy", (await city.StateOf("agent2")).State);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoWasInterruptedForWhatAnotherTookWritesUpAnewAndMayStillNotExtendTwice(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var agent = await WritesUp(city, "agent1");
        await agent.Put("/api/agents/me/state", new { state = "wrapUp" }).Body();
        var id = await Press(city);
        Assert.Equal("offered", (await city.StateOf("agent1")).State);
        city.Clock.Advance(Duration.FromSeconds(10));

        await (await city.As("supervisor1")).Post($"/api/incidents/{id}/claim", new { }).Body();

        Assert.Equal("wrapUp", (await city.StateOf("agent1")).State);
        await agent.Put("/api/agents/me/state", new { state = "wrapUp" }).ShouldBeProblem(409, "agents.wrapUpExtended", "state");
        city.Clock.Advance(Duration.FromMilliseconds(44_999));
        await city.RunTimers();
        Assert.Equal("wrapUp", (await city.StateOf("agent1")).State);
        city.Clock.Advance(Duration.FromMilliseconds(1));
        await city.RunTimers();
        Assert.Equal("ready", (await city.StateOf("agent1")).State);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AnEmergencyThatWaitsRingsAsSoonAsWhatWasInHandIsOver(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var agent = await city.Ready("agent1");
        var first = await Press(city);
        await agent.Post($"/api/incidents/{first}/claim", new { }).Body();
        var second = await Press(city);
        Assert.Contains("desk:371000", Assert.Single(city.RingsOf(second)));

        await agent.Post($"/api/incidents/{first}/close", new { claim = 1, outcome = "assisted", spokenBy = "x" }).Body();

        Assert.Equal([Agent1], city.RingsOf(second)[^1]);
        Assert.Equal("offered", (await city.StateOf("agent1")).State);
        city.Clock.Advance(Duration.FromSeconds(15));
        await city.RunTimers();
        Assert.Equal(("notReady", "missedOffer"), await city.StateOf("agent1"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatLapsedRingsAtOthersThanWhoGaveNoSignOfLife(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var agent = await city.Ready("agent1");
        var id = await Press(city);
        await agent.Post($"/api/incidents/{id}/claim", new { }).Body();
        city.Clock.Advance(Duration.FromMinutes(5));
        await city.RunTimers();

        Assert.Contains("desk:371000", city.RingsOf(id)[^1]);
        Assert.Equal(("wrapUp", null), await city.StateOf("agent1"));
    }

    /// <summary>An agent who has just closed something.</summary>
    private static async Task<HttpClient> WritesUp(TestCity city, string userName)
    {
        var agent = await city.Ready(userName);
        var id = await Press(city);
        await agent.Post($"/api/incidents/{id}/claim", new { }).Body();
        await agent.Post($"/api/incidents/{id}/close", new { claim = 1, outcome = "assisted", spokenBy = "x" }).Body();
        Assert.Equal("wrapUp", (await city.StateOf(userName)).State);
        return agent;
    }

    /// <summary>Somebody of Huancui presses their button; answers the emergency.</summary>
    private static async Task<string> Press(TestCity city) => (await city.Press(await city.AddDevice((await city.AddSeniors(1))[0]))).Text("incidentId");
}
