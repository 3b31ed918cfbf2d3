using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.MobileApi.Tests.CallCentre;
using ElderCare.MobileApi.Tests.Realtime;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Emergency;

/// <summary>Who has an emergency: nobody else writes in it, and it goes on ringing until somebody has it.</summary>
public sealed class HolderTests
{
    [SkippableTheory, OnBothDatabases]
    public async Task AColleagueWhoKnowsTheNumberOfTheClaimIsRefusedAndTheHolderStaysBusy(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (holder, other) = (await city.Ready("agent1"), await city.As("agent2"));
        var path = $"/api/incidents/{(await city.Press(await city.AddDevice(DemoIds.Senior1))).Text("incidentId")}";
        await holder.Post($"{path}/claim", new { }).Body();

        foreach (var (act, body) in new (string, object)[]
        {
            ("keep", new { claim = 1 }), ("contacts", new { claim = 1, who = "儿子", result = "没接" }), ("dispatch", new { claim = 1 }),
            ("release", new { claim = 1 }), ("close", new { claim = 1, outcome = "falseAlarm", spokenBy = "x" }),
        }) await other.Post($"{path}/{act}", body).ShouldBeProblem(409, "incidents.claimLost", "claim");

        Assert.Equal("claimed", (await holder.Read(path)).Text("state"));
        Assert.Equal("busy", (await city.StateOf("agent1")).State);
        await (await city.As("supervisor1")).Post($"{path}/claim", new { takeOver = true }).Body();
        Assert.Equal("ready", (await city.StateOf("agent1")).State); // who has nothing open any more is free
        await holder.Put("/api/agents/me/state", new { state = "ready" }).Body();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoBecomesReadyIsRungByWhatWaitsTheMostUrgentFirstAndCallsAfter(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var people = await city.AddSeniors(3);
        var call = await city.Ring(CityExchange.NewPhone());
        var water = (await city.Press(await city.AddDevice(people[0]), type: "water")).Text("incidentId");
        city.Clock.Advance(Duration.FromSeconds(1));
        var older = (await city.Press(await city.AddDevice(people[1]))).Text("incidentId");
        city.Clock.Advance(Duration.FromSeconds(1));
        var newer = (await city.Press(await city.AddDevice(people[2]))).Text("incidentId");
        foreach (var (agent, first) in new[] { ("agent1", older), ("agent2", newer), ("supervisor1", water) })
        {
            await city.Ready(agent);
            Assert.Equal(first, city.RungAt(agent));
        }
        var agent1 = await city.As("agent1");
        await agent1.Post($"/api/incidents/{older}/claim", new { }).Body();
        await agent1.Post($"/api/incidents/{older}/close", new { claim = 1, outcome = "assisted", spokenBy = "林霞" }).Body();
        await agent1.Put("/api/agents/me/state", new { state = "ready" }).Body();
        Assert.Equal(call, city.RungAt("agent1"));
        Assert.Contains($"account:{DemoIds.Account("agent2")}", city.RingsOf(newer)[^1]);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AboveTheLastRungItRingsEverybodyAgainEachMinuteUntilSomebodyHasIt(string provider)
    {
        Needs.Database(provider);
        await using var database = await TestDatabase.Copy(provider);
        Instant raised;
        string id;
        await using (var city = TestCity.Start(database))
        {
            raised = city.Clock.GetCurrentInstant();
            id = (await city.Press(await city.AddDevice(DemoIds.Senior1))).Text("incidentId");
            city.Clock.Reset(raised + Duration.FromSeconds(180));
            await city.RunTimers();
            Assert.Equal(2, DeskRings(city, id)); // what came due at once rings once
        }
        await using var again = TestCity.Start(database); // also over a restart
        foreach (var minute in new[] { 1, 2, 3 })
        {
            again.Clock.Reset(raised + Duration.FromSeconds(180 + (60 * minute)) - Duration.FromMilliseconds(1));
            await again.RunTimers();
            Assert.Equal(1 + minute, DeskRings(again, id));
            again.Clock.Advance(Duration.FromMilliseconds(1));
            await again.RunTimers();
            await again.RunTimers();
            Assert.Equal(2 + minute, DeskRings(again, id));
        }
        again.Clock.Advance(Duration.FromHours(3)); // nothing ran meanwhile: once is enough
        await again.RunTimers();
        Assert.Equal(6, DeskRings(again, id));
        var agent = again.With(await again.TokenOf("agent1"));
        Assert.Equal(5, (await agent.Read($"/api/incidents/{id}")).GetProperty("escalationLevel").GetInt32());
        await agent.Post($"/api/incidents/{id}/claim", new { }).Body();
        again.Clock.Advance(Duration.FromMinutes(2));
        await again.RunTimers();
        Assert.Equal(6, DeskRings(again, id));
    }

    private static int DeskRings(TestCity city, string id) => city.RingsOf(id).Count(rung => rung.Contains("desk:371000"));

    [SkippableTheory, OnBothDatabases]
    public async Task ANewSignalAndAResendRingWhoHasIt(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var number = await city.AddDevice(DemoIds.Senior1);
        var id = (await city.Press(number)).Text("incidentId");
        var agent = await city.As("agent1");
        await agent.Post($"/api/incidents/{id}/claim", new { }).Body();
        var before = city.RingsOf(id).Count;
        await city.Press(number); // sent again
        await city.Press(number, 2); // pressed again
        Assert.All(city.RingsOf(id).Skip(before), rung => Assert.Equal([$"account:{DemoIds.Account("agent1")}"], rung));
        Assert.Equal(before + 2, city.RingsOf(id).Count);

        await agent.Post($"/api/incidents/{id}/close", new { claim = 1, outcome = "falseAlarm", spokenBy = "x", signals = 1 }).ShouldBeProblem(409, "incidents.newSignal", "signals");
        await agent.Post($"/api/incidents/{id}/close", new { claim = 1, outcome = "falseAlarm", spokenBy = "x", signals = 2 }).Body();
    }
}

/// <summary>Where something rings.</summary>
internal static class CityRinging
{
    /// <summary>What rings at an agent now.</summary>
    public static string? RungAt(this TestCity city, string userName)
    {
        using var db = city.Get<CityDatabase>().Read();
        var account = DemoIds.Account(userName);
        return db.Agents.Where(agent => agent.AccountId == account).Select(agent => agent.OfferedId).Single()?.ToString();
    }

    /// <summary>What an account was told of an incident, each time.</summary>
    public static List<string> ToldTo(this TestCity city, string userName, string id)
    {
        using var db = city.Get<CityDatabase>().Read();
        var account = db.Accounts.Single(account => account.UserName == userName).Id;
        return [.. db.Events.Where(told => told.SubjectId == id).OrderBy(told => told.Sequence).AsEnumerable().Where(told => told.Audiences.Split(' ').Contains($"account:{account}")).Select(told => told.Data)];
    }

    /// <summary>At whom an incident rang, each time.</summary>
    public static List<string[]> RingsOf(this TestCity city, string id)
    {
        using var db = city.Get<CityDatabase>().Read();
        return [.. db.Events.Where(told => told.Type == "incident.offered" && told.SubjectId == id).OrderBy(told => told.Sequence).AsEnumerable().Select(told => told.Audiences.Split(' '))];
    }
}
