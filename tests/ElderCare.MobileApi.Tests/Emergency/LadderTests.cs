using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.MobileApi.Tests.Realtime;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Emergency;

/// <summary>Nobody takes it: it climbs, on time, also over a restart; somebody is sent, and the next when that one does not answer.</summary>
public sealed class LadderTests
{
    private static readonly int[] Rungs = [0, 15, 30, 60, 120, 180];

    [SkippableTheory, OnBothDatabases]
    public async Task AnSosThatNobodyTakesClimbsTheWholeLadderOnTimeAlsoAcrossARestartOnEachRung(string provider)
    {
        Needs.Database(provider);
        await using var database = await TestDatabase.Copy(provider);
        Instant raised;
        string id;
        await using (var city = TestCity.Start(database))
        {
            id = (await city.Press(await city.AddDevice(DemoIds.Senior1))).Text("incidentId");
            raised = city.Clock.GetCurrentInstant();
        }
        for (var rung = 1; rung < Rungs.Length; rung++)
        {
            await using var city = TestCity.Start(database); // the program begins anew between all rungs
            city.Clock.Reset(raised + Duration.FromSeconds(Rungs[rung]) - Duration.FromMilliseconds(1));
            await city.RunTimers();
            Assert.Equal(rung - 1, (await Incident(city, id)).GetProperty("escalationLevel").GetInt32());
            city.Clock.Advance(Duration.FromMilliseconds(1));
            await city.RunTimers();
            await city.RunTimers(); // running again climbs nothing
            Assert.Equal(rung, (await Incident(city, id)).GetProperty("escalationLevel").GetInt32());
        }
        await using var last = TestCity.Start(database);
        var kinds = (await Incident(last, id)).GetProperty("timeline").EnumerateArray().Select(line => line.Text("kind")).Where(kind => kind is not ("notAnswered" or "nobodyToSend")).ToList(); // the responder has a minute of their own
        Assert.Equal(["signal", "familyTold", "escalated", "escalated", "supervisorsCalled", "respondersCalled", "escalated", "responderSent", "familyCalled", "escalated", "breach", "escalated"], kinds);
        Assert.Equal(2, last.MessagesTo(DemoIds.Family1Phone).Count);
        using var db = last.Get<CityDatabase>().Read();
        Assert.Equal(DemoIds.Account("responder1"), Assert.Single(db.Dispatches.ToList()).ResponderId);
        Assert.Single(db.Tasks.Where(task => task.SubjectId == id).ToList());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatCameDueWhileNothingRanIsDoneAtOnceAndAClaimStopsIt(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var people = await city.AddSeniors(2);
        var missed = (await city.Press(await city.AddDevice(people[0]))).Text("incidentId");
        var taken = (await city.Press(await city.AddDevice(people[1]))).Text("incidentId");
        await city.RunTimers();
        await (await city.As("agent1")).Post($"/api/incidents/{taken}/claim", new { }).Body();
        city.Clock.Advance(Duration.FromSeconds(200));
        await city.RunTimers();

        Assert.Equal(5, (await Incident(city, missed)).GetProperty("escalationLevel").GetInt32());
        Assert.Equal(0, (await Incident(city, taken)).GetProperty("escalationLevel").GetInt32());
        var agent = city.With(await city.TokenOf("agent1"));
        await agent.Post($"/api/incidents/{taken}/release", new { claim = 1 }).Body(); // it rings anew, from the first rung
        city.Clock.Advance(Duration.FromSeconds(16));
        await city.RunTimers();
        Assert.Equal(1, (await Incident(city, taken)).GetProperty("escalationLevel").GetInt32());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ItRingsAtWhoHasBeenFreeLongestThenAtTwoThenAtAll(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (agent1, agent2) = (await city.As("agent1"), await city.As("agent2"));
        await agent2.Put("/api/agents/me/state", new { state = "ready" }).Body();
        city.Clock.Advance(Duration.FromSeconds(1));
        await agent1.Put("/api/agents/me/state", new { state = "ready" }).Body();
        var id = (await city.Press(await city.AddDevice((await city.AddSeniors(1))[0]))).Text("incidentId");
        await city.RunTimers();
        Assert.Equal(["account:" + DemoIds.Account("agent2")], Assert.Single(Rung(city, id)));

        city.Clock.Advance(Duration.FromSeconds(15));
        await city.RunTimers();
        Assert.Equal(["account:" + DemoIds.Account("agent1")], Rung(city, id)[1]);
        Assert.Equal(("notReady", "missedOffer"), await StateOf(city, "agent2"));

        city.Clock.Advance(Duration.FromSeconds(15));
        await city.RunTimers();
        Assert.Contains("desk:371000", Rung(city, id)[2]);

        await agent2.Post($"/api/incidents/{id}/claim", new { }).Body();
        Assert.Equal("busy", (await StateOf(city, "agent2")).State);
        await agent2.Put("/api/agents/me/state", new { state = "ready" }).ShouldBeProblem(409, "agents.busy", "state");
        await agent2.Post($"/api/incidents/{id}/close", new { claim = 1, outcome = "falseAlarm", spokenBy = "夏静怡" }).Body();
        Assert.Equal("wrapUp", (await StateOf(city, "agent2")).State);
        city.Clock.Advance(Duration.FromSeconds(45));
        await city.RunTimers();
        Assert.Equal("ready", (await StateOf(city, "agent2")).State);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AClaimLapsesThirtySecondsAfterItsHoldersLastConnectionAlsoWhenTheProgramWentAway(string provider)
    {
        Needs.Database(provider);
        await using var database = await TestDatabase.Copy(provider);
        string lost, kept;
        Instant now;
        await using (var city = TestCity.Start(database))
        {
            var people = await city.AddSeniors(2);
            lost = (await city.Press(await city.AddDevice(people[0]))).Text("incidentId");
            kept = (await city.Press(await city.AddDevice(people[1]))).Text("incidentId");
            await (await city.As("supervisor1")).Post($"/api/incidents/{kept}/claim", new { }).Body(); // never was on the hub
            var console = await city.HubOf("agent1");
            await console.Listen();
            await console.InvokeAsync<JsonElement>("ClaimIncident", Guid.Parse(lost));
            now = city.Clock.GetCurrentInstant();
        } // the program ends; the connection with it
        await using var again = TestCity.Start(database);
        again.Clock.Reset(now + Duration.FromSeconds(1));
        using (var db = again.Get<CityDatabase>().Read()) Assert.NotNull(db.Agents.Single(agent => agent.AccountId == DemoIds.Account("agent1")).LostAt);
        again.Clock.Advance(Duration.FromSeconds(31));
        await again.RunTimers();
        Assert.Equal("offered", (await Incident(again, lost)).Text("state"));
        Assert.Equal("claimed", (await Incident(again, kept)).Text("state"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AResponderWhoDoesNotAnswerInAMinuteIsFollowedByTheNextNearest(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await city.AddResponder("near", 37.501, 122.101);
        await city.AddResponder("far", 37.9, 122.5);
        var id = (await city.Press(await city.AddDevice(DemoIds.Senior1))).Text("incidentId");
        var agent = await city.As("agent1");
        await agent.Post($"/api/incidents/{id}/dispatch", new { claim = 1 }).ShouldBeProblem(409, "incidents.claimLost", "claim");
        await agent.Post($"/api/incidents/{id}/claim", new { }).Body();
        await agent.Post($"/api/incidents/{id}/dispatch", new { claim = 1 }).Body();
        await (await city.As("far")).GetAsync($"/api/incidents/{id}").ShouldBeProblem(404, "notFound");
        Assert.Equal(DemoPlanted.Senior1Name, (await (await city.As("near")).Read($"/api/incidents/{id}")).GetProperty("person").Text("name"));

        city.Clock.Advance(Duration.FromSeconds(60));
        await city.RunTimers();
        var far = await city.As("far");
        await (await city.As("near")).Post($"/api/incidents/{id}/accept").ShouldBeProblem(409, "dispatches.notOpen");
        Assert.Equal("responding", (await far.Post($"/api/incidents/{id}/accept").Body()).Text("state"));
        Assert.Equal("onScene", (await far.Post($"/api/incidents/{id}/on-scene").Body()).Text("state"));
        var closed = await agent.Post($"/api/incidents/{id}/close", new { claim = 1, outcome = "assisted", spokenBy = "应急员" }).Body();
        Assert.Equal(["expired", "ended"], closed.GetProperty("dispatches").EnumerateArray().Select(dispatch => dispatch.Text("state")));
        await far.Post($"/api/incidents/{id}/on-scene").ShouldBeProblem(409, "incidents.closed");
    }

    private static async Task<JsonElement> Incident(TestCity city, string id) => await city.With(await city.TokenOf("agent1")).Read($"/api/incidents/{id}");

    private static async Task<(string State, string? Reason)> StateOf(TestCity city, string userName)
    {
        var agent = (await city.With(await city.TokenOf("supervisor1")).Read("/api/agents")).Items().Single(agent => agent.GetProperty("accountId").GetGuid() == DemoIds.Account(userName));
        return (agent.Text("state"), agent.TryGetProperty("reason", out var reason) ? reason.GetString() : null);
    }

    /// <summary>At whom it rang, each time.</summary>
    private static List<string[]> Rung(TestCity city, string id)
    {
        using var db = city.Get<CityDatabase>().Read();
        return [.. db.Events.Where(told => told.Type == "incident.offered" && told.SubjectId == id).OrderBy(told => told.Sequence).AsEnumerable().Select(told => told.Audiences.Split(' '))];
    }
}
