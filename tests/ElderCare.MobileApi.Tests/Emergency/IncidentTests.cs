using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Tests.Realtime;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Emergency;

/// <summary>From the button to the close: stored before it is answered, one case, one holder.</summary>
public sealed class IncidentTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task ThePressedButtonIsOnAConsoleIsClaimedOnceAndWorkedToItsClose(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var number = await city.AddDevice(DemoIds.Senior1);
        await using var console = await city.HubOf("agent1");
        var rung = new TaskCompletionSource<JsonElement>();
        console.On<JsonElement>("event", told => { if (told.Text("type") == "incident.offered") rung.TrySetResult(told); });
        await console.Listen();

        var receipt = await city.Press(number);

        var told = await rung.Task.WaitAsync(Patience.Most);
        var id = receipt.Text("incidentId");
        Assert.Equal((id, "sos", 1L), (told.Text("subjectId"), told.GetProperty("data").Text("kind"), told.GetProperty("data").Fen("priority")));
        var claimed = await console.InvokeAsync<JsonElement>("ClaimIncident", Guid.Parse(id));
        Assert.Equal(("claimed", 1L), (claimed.Text("state"), claimed.Fen("claim")));
        var agent2 = await city.As("supervisor1");
        await agent2.Post($"/api/incidents/{id}/claim", new { }).ShouldBeProblem(409, "incidents.alreadyClaimed");
        await agent2.Post($"/api/incidents/{id}/close", new { claim = 1, outcome = "falseAlarm" }).ShouldBeProblem(400, "request.invalid", "spokenBy");

        var agent = await city.As("agent1");
        await agent.Post($"/api/incidents/{id}/contacts", new { claim = 1, who = "儿子", result = "没接" }).Body();
        await agent.Post($"/api/incidents/{id}/close", new { outcome = "assisted", spokenBy = "陈敏" }).ShouldBeProblem(400, "request.invalid", "claim");
        var closed = await agent.Post($"/api/incidents/{id}/close", new { claim = 1, outcome = "falseAlarm", spokenBy = "陈敏" }).Body();
        Assert.Equal(["signal", "claimed", "contacted", "closed"], closed.GetProperty("timeline").EnumerateArray().Select(line => line.Text("kind")).Where(kind => kind != "familyTold")); // told by a timer, in its own time
        var family = await (await city.As("family1")).Read($"/api/incidents/{id}");
        Assert.Equal(("closed", false), (family.Text("state"), family.TryGetProperty("person", out _)));
        Assert.Equal(["signal", "claimed", "closed"], family.GetProperty("timeline").EnumerateArray().Select(line => line.Text("kind")).Where(kind => kind != "familyTold")); // whom the desk called is the desk's

        Assert.NotEqual(id, (await city.Press(number, 2)).Text("incidentId")); // a closed case is over
        await Assert.ThrowsAsync<HubException>(() => console.InvokeAsync<JsonElement>("KeepClaim", Guid.Parse(id), 1));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ARepeatIsAnsweredAgainAndAnotherSignalOfThePersonJoins(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1))[0];
        var (button, watch, smoke) = (await city.AddDevice(senior), await city.AddDevice(senior), await city.AddDevice(senior));

        var first = await city.Press(button, type: "inactivity");
        var again = await city.Press(button, type: "inactivity");
        Assert.Equal((first.Text("eventId"), first.Text("incidentId"), true), (again.Text("eventId"), again.Text("incidentId"), again.GetProperty("duplicate").GetBoolean()));
        var joined = await city.Press(watch);
        Assert.Equal(first.Text("incidentId"), joined.Text("incidentId"));
        Assert.NotEqual(first.Text("incidentId"), (await city.Press(smoke, type: "smoke")).Text("incidentId"));
        Assert.False((await city.Press(button, 7, "heartbeat")).TryGetProperty("incidentId", out _));

        var incident = await (await city.As("agent1")).Read($"/api/incidents/{first.Text("incidentId")}");
        Assert.Equal(("sos", 1L), (incident.Text("kind"), incident.Fen("priority"))); // the most urgent names it
        await city.Press(watch, 2, "inactivity");
        Assert.Equal("sos", (await (await city.As("agent1")).Read($"/api/incidents/{first.Text("incidentId")}")).Text("kind"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AnAlarmIsNeverThrownAway(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1))[0];
        var agent = await city.As("agent1");

        var stranger = await city.Press($"unknown-{Guid.NewGuid():N}");
        Assert.Equal("unidentified", (await agent.Read($"/api/incidents/{stranger.Text("incidentId")}")).Text("kind"));
        var odd = await city.Signal(new { deviceNumber = await city.AddDevice(senior), sequence = 1, type = "unknown", batteryPercent = 400, latitude = 91.0, longitude = 200.0 }).Body();
        Assert.Equal("unidentified", (await agent.Read($"/api/incidents/{odd.Text("incidentId")}")).Text("kind"));

        foreach (var word in new[] { "whatIsThis", "status" }) await city.Signal(new { deviceNumber = "x", type = word }).ShouldBeProblem(400, "request.invalid", "type");
        await city.Signal(new { type = "sos" }).ShouldBeProblem(400, "request.invalid", "deviceNumber");
        await city.Signal(new { deviceNumber = "x", type = "sos" }, key: "wrong").ShouldBeProblem(401, "auth.signatureInvalid", "X-Signature");
        using var db = city.Get<CityDatabase>().Read();
        var stored = await db.DeviceSignals.SingleAsync(signal => signal.Id == Guid.Parse(odd.Text("eventId")));
        Assert.Contains("\"batteryPercent\":400", System.Text.Encoding.UTF8.GetString(stored.Raw), StringComparison.Ordinal);
        Assert.Equal("left out: batteryPercent, latitude, longitude", stored.Detail);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OfManyWhoTakeItAtOnceOneGetsItAndAnOldClaimIsRefused(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var rounds = provider == "Sqlite" ? 1_000 : 300; // each round is some transactions of their own there
        var (agents, supervisor) = (new[] { await city.As("agent1"), await city.As("agent2") }, await city.As("supervisor1"));
        var path = $"/api/incidents/{(await city.Press(await city.AddDevice((await city.AddSeniors(1))[0]))).Text("incidentId")}";
        for (var round = 1; round <= rounds; round++)
        {
            var answers = await Task.WhenAll(agents.Select(agent => agent.Post($"{path}/claim", new { })));
            var winner = Assert.Single(agents.Zip(answers), one => one.Second.IsSuccessStatusCode).First;
            Assert.Equal(System.Net.HttpStatusCode.Conflict, answers.Single(answer => !answer.IsSuccessStatusCode).StatusCode);
            await winner.Post($"{path}/keep", new { claim = round - 1 }).ShouldBeProblem(409, "incidents.claimLost", "claim");
            await winner.Post($"{path}/release", new { claim = round }).Body();
        }
        await agents[0].Post($"{path}/claim", new { }).Body();
        Assert.Equal(rounds + 2, (await supervisor.Post($"{path}/claim", new { takeOver = true }).Body()).Fen("claim"));
        await agents[0].Post($"{path}/keep", new { claim = rounds + 1 }).ShouldBeProblem(409, "incidents.claimLost", "claim");
        await agents[0].Post($"{path}/claim", new { takeOver = true }).ShouldBeProblem(403, "auth.forbidden");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AClaimThatIsNotKeptLapsesAndRingsAgain(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var id = (await city.Press(await city.AddDevice(DemoIds.Senior1))).Text("incidentId");
        var agent = await city.As("agent1");
        await agent.Post($"/api/incidents/{id}/claim", new { }).Body();
        city.Clock.Advance(Duration.FromMinutes(4));
        await agent.Post($"/api/incidents/{id}/keep", new { claim = 1 }).Body();
        city.Clock.Advance(Duration.FromMinutes(4));
        await city.RunTimers();
        Assert.Equal("claimed", (await agent.Read($"/api/incidents/{id}")).Text("state"));

        city.Clock.Advance(Duration.FromMinutes(1));
        await city.RunTimers();

        var lapsed = await agent.Read($"/api/incidents/{id}");
        Assert.Equal(("offered", false), (lapsed.Text("state"), lapsed.TryGetProperty("claimedBy", out _)));
        await agent.Post($"/api/incidents/{id}/close", new { claim = 1, outcome = "other", spokenBy = "x" }).ShouldBeProblem(409, "incidents.claimLost", "claim");
        using var db = city.Get<CityDatabase>().Read();
        Assert.Equal(2, await db.Events.CountAsync(told => told.Type == "incident.offered" && told.SubjectId == id));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoMayKnowSeesItAndNobodyElse(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var senior = (await city.AddSeniors(1))[0];
        await city.Link("family2", senior, FamilyRights.ViewHealth);
        await city.Link("family1", senior, FamilyRights.Order);
        var id = (await city.Press(await city.AddDevice(senior))).Text("incidentId");

        await (await city.As("family2")).Read($"/api/incidents/{id}");
        foreach (var other in new[] { "family1", "senior1" }) await (await city.As(other)).GetAsync($"/api/incidents/{id}").ShouldBeProblem(404, "notFound");
        foreach (var never in new[] { "canteen1", "courier1", "city1" }) await (await city.As(never)).GetAsync($"/api/incidents/{id}").ShouldBeProblem(403, "auth.forbidden");
        Assert.Contains((await (await city.As("agent1")).Read("/api/incidents?status=open")).Items(), incident => incident.Text("id") == id);
        await (await city.As("agent1")).GetAsync("/api/incidents?status=nonsense").ShouldBeProblem(400, "request.invalid", "status");
    }
}
