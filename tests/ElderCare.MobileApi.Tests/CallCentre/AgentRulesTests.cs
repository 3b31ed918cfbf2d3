using System.Text.Json;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Tests.Emergency;
using ElderCare.MobileApi.Tests.Realtime;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using NodaTime;

namespace ElderCare.MobileApi.Tests.CallCentre;

/// <summary>What agents may say of themselves and do with what is not theirs, and what exchanges say oddly.</summary>
public sealed class AgentRulesTests
{
    [SkippableTheory, OnBothDatabases]
    public async Task NobodyRestsWithoutAReason(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var agent1 = await city.Ready("agent1");
        await agent1.Put("/api/agents/me/state", new { state = "notReady", reason = "   " }).ShouldBeProblem(400, "request.invalid", "reason");
        var resting = await agent1.Put("/api/agents/me/state", new { state = "notReady", reason = " meal " }).Body();
        Assert.Equal(("notReady", "meal"), (resting.Text("state"), resting.Text("reason")));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WrapUpIsExtendedOnceAndWhoStillHasSomethingIsNotReady(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await city.Ready("agent2");
        var agent = await city.Ready("agent1");
        var id = (await city.Press(await city.AddDevice(DemoIds.Senior1))).Text("incidentId");
        await agent.Post($"/api/incidents/{id}/claim", new { }).Body();
        await agent.Put("/api/agents/me/state", new { state = "notReady", reason = "rest" }).Body();
        await agent.Put("/api/agents/me/state", new { state = "ready" }).ShouldBeProblem(409, "agents.busy", "state");
        await agent.Put("/api/agents/me/state", new { state = "wrapUp" }).ShouldBeProblem(409, "agents.busy", "state");
        await agent.Post($"/api/incidents/{id}/close", new { claim = 1, outcome = "assisted", spokenBy = "x" }).Body();

        await agent.Put("/api/agents/me/state", new { state = "ready" }).Body();
        await agent.Put("/api/agents/me/state", new { state = "wrapUp" }).Body();
        city.Clock.Advance(Duration.FromSeconds(40));
        await agent.Put("/api/agents/me/state", new { state = "wrapUp" }).Body();
        await agent.Put("/api/agents/me/state", new { state = "wrapUp" }).ShouldBeProblem(409, "agents.wrapUpExtended", "state");
        city.Clock.Advance(Duration.FromSeconds(44));
        await city.RunTimers();
        Assert.Equal("wrapUp", (await city.StateOf("agent1")).State);
        city.Clock.Advance(Duration.FromSeconds(1));
        await city.RunTimers();
        Assert.Equal("ready", (await city.StateOf("agent1")).State);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoIsLoggedOffSignsInAnewAndTheirEndedCallIsCalledBack(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (agent, supervisor) = (await city.Ready("agent1"), await city.As("supervisor1"));
        var (callId, phone) = (Guid.NewGuid().ToString(), (await city.AddCaller()).Phone);
        var id = await city.Ring(phone, callId);
        await agent.Post($"/api/calls/{id}/claim").Body();
        await city.Tell(callId, "hungUp", phone);

        await supervisor.Post($"/api/agents/{DemoIds.Account("agent1")}/log-off").Body();

        await agent.Put("/api/agents/me/state", new { state = "ready" }).ShouldBeProblem(401, "auth.tokenInvalid");
        var call = await supervisor.Call(id);
        Assert.Equal(("abandoned", null), (call.Text("state"), call.Id("claimedBy")));
        Assert.Equal(TaskKind.CallBack, Assert.Single(city.TasksOf(id)).Kind);
        await city.With(await city.SignIn("agent1")).Put("/api/agents/me/state", new { state = "ready" }).Body();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task NumbersAsExchangesWriteThemAreReadAndACallOfOursDoesNotWait(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (agent, (senior, phone)) = (await city.As("agent1"), await city.AddCaller());
        foreach (var from in new[] { $"0{phone}", $"sip:{phone}@pbx.example", $"\"x\" <sip:+86{phone}@10.0.0.1:5060;user=phone>", $"tel:+86-{phone}" })
        {
            var people = (await agent.Call(await city.Ring(from))).GetProperty("people");
            Assert.Equal(senior, Assert.Single(people.EnumerateArray()).GetProperty("seniorId").GetGuid());
        }
        var waiting = (await agent.Read("/api/queue")).Items().Count;
        foreach (var from in new[] { "12349", "0631-12349", "sip:12349@pbx.example" })
        {
            var callId = Guid.NewGuid().ToString();
            var ours = (await city.Tell(new { callId, type = "ringing", from, to = phone }).Body()).Text("id");
            await city.Tell(new { callId, type = "hungUp", from, to = phone }).Body();
            Assert.Equal("closed", (await agent.Call(ours)).Text("state"));
            Assert.Empty(city.TasksOf(ours));
        }
        Assert.Equal(waiting, (await agent.Read("/api/queue")).Items().Count);
        Assert.Equal(waiting, (await agent.Read("/api/calls/figures?from=2026-11-23&to=2026-11-23")).Items()[0].GetProperty("calls").GetInt32());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatIsAColleaguesIsNotWrittenInAndWhatIsNoWordIsRefused(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (agent1, agent2, supervisor) = (await city.As("agent1"), await city.As("agent2"), await city.As("supervisor1"));
        var id = await city.Ring((await city.AddCaller()).Phone);
        await agent1.Post($"/api/calls/{id}/claim").Body();
        await agent2.Post($"/api/calls/{id}/tickets", new { kind = "complaint", text = "x" }).ShouldBeProblem(409, "calls.claimLost");
        await agent1.Post($"/api/calls/{id}/tickets", new { kind = "complaint", text = "x" }).Body();
        await supervisor.Post($"/api/agents/{DemoIds.Account("agent1")}/skills", new { dialects = new string?[] { null } }).ShouldBeProblem(400, "request.invalid", "dialects");

        await using var console = await city.HubOf("agent1");
        await console.Listen();
        foreach (var act in new[] { "ClaimIncident", "ClaimCall" })
        {
            var refused = await Assert.ThrowsAsync<HubException>(() => console.InvokeAsync<JsonElement>(act, "x"));
            Assert.Contains("HubException: notFound ", refused.Message, StringComparison.Ordinal);
        }
        Assert.Contains("HubException: notFound ", (await Assert.ThrowsAsync<HubException>(() => console.InvokeAsync<JsonElement>("KeepClaim", "x", 1))).Message, StringComparison.Ordinal);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheFamilyIsNotToldThatSomebodyIsOnItBeforeSomebodyIs(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await city.Press(await city.AddDevice(DemoIds.Senior1));
        Assert.DoesNotContain("正在处理", Assert.Single(city.MessagesTo(DemoIds.Family1Phone)), StringComparison.Ordinal);
    }
}
