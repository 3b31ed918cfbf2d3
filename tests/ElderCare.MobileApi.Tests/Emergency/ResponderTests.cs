using System.Text.Json;
using ElderCare.Data.Seeding;
using ElderCare.MobileApi.Tests.Realtime;
using Microsoft.AspNetCore.SignalR.Client;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Emergency;

/// <summary>Who was sent: what a change of mind does, who sees the case, and where they are.</summary>
public sealed class ResponderTests
{
    [SkippableTheory, OnBothDatabases]
    public async Task WhoAcceptedAndCannotGoAfterAllLeavesItWhereItWasAndTheNextIsSent(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await city.AddResponder("near", 37.501, 122.101);
        await city.AddResponder("far", 37.9, 122.5);
        var id = (await city.Press(await city.AddDevice(DemoIds.Senior1))).Text("incidentId");
        var (agent, near) = (await city.As("agent1"), await city.As("near"));
        await agent.Post($"/api/incidents/{id}/claim", new { }).Body();
        await agent.Post($"/api/incidents/{id}/dispatch", new { claim = 1 }).Body();
        Assert.Equal("responding", (await near.Post($"/api/incidents/{id}/accept").Body()).Text("state"));

        var declined = await near.Post($"/api/incidents/{id}/decline").Body();

        Assert.Equal(("claimed", false), (declined.Text("state"), declined.TryGetProperty("person", out _)));
        var incident = await agent.Read($"/api/incidents/{id}");
        Assert.Equal(["declined", "sent"], incident.GetProperty("dispatches").EnumerateArray().Select(dispatch => dispatch.Text("state")));
        Assert.Equal("claimed", incident.Text("state"));
        Assert.Contains(city.RingsOf(id), rung => rung.Contains($"account:{DemoIds.Account("agent1")}")); // who has it hears of it

        await (await city.As("far")).Post($"/api/incidents/{id}/accept").Body();
        await agent.Post($"/api/incidents/{id}/release", new { claim = 1 }).Body();
        Assert.Equal("offered", (await (await city.As("far")).Post($"/api/incidents/{id}/decline").Body()).Text("state")); // nobody has it, it rings
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoDeclinedOrWasReplacedOrIsDoneSeesItNoMore(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await city.AddResponder("near", 37.501, 122.101);
        await city.AddResponder("far", 37.9, 122.5);
        var id = (await city.Press(await city.AddDevice(DemoIds.Senior1))).Text("incidentId");
        var (agent, near, far) = (await city.As("agent1"), await city.As("near"), await city.As("far"));
        await agent.Post($"/api/incidents/{id}/claim", new { }).Body();
        await agent.Post($"/api/incidents/{id}/dispatch", new { claim = 1 }).Body();
        await near.Read($"/api/incidents/{id}");
        await near.Post($"/api/incidents/{id}/decline").Body();
        await near.GetAsync($"/api/incidents/{id}").ShouldBeProblem(404, "notFound");
        Assert.Empty((await near.Read("/api/incidents")).Items());

        await far.Post($"/api/incidents/{id}/accept").Body();
        await agent.Post($"/api/incidents/{id}/close", new { claim = 1, outcome = "assisted", spokenBy = "应急员" }).Body();
        await far.GetAsync($"/api/incidents/{id}").ShouldBeProblem(404, "notFound");
        Assert.Contains("closed", city.ToldTo("far", id)[^1], StringComparison.Ordinal); // and is told that it is over
        Assert.DoesNotContain("closed", city.ToldTo("near", id)[^1], StringComparison.Ordinal);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheDeskSeesWhereWhoAcceptedIsNow(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var id = (await city.Press(await city.AddDevice(DemoIds.Senior1))).Text("incidentId");
        var agent = await city.As("agent1");
        await agent.Post($"/api/incidents/{id}/claim", new { }).Body();
        await agent.Post($"/api/incidents/{id}/dispatch", new { claim = 1, responderId = DemoIds.Account("responder1") }).Body();
        await using var phone = await city.HubOf("responder1");
        await phone.Listen();
        await phone.InvokeAsync("ReportLocation", 37.51, 122.11);
        Assert.False(Sent(await agent.Read($"/api/incidents/{id}")).TryGetProperty("latitude", out _)); // nobody who has not said yes is followed

        await (await city.As("responder1")).Post($"/api/incidents/{id}/accept").Body();
        city.Clock.Advance(Duration.FromSeconds(5));
        await phone.InvokeAsync("ReportLocation", 37.52, 122.12);

        var sent = Sent(await agent.Read($"/api/incidents/{id}"));
        Assert.Equal((37.52, 122.12), (sent.GetProperty("latitude").GetDouble(), sent.GetProperty("longitude").GetDouble()));
        Assert.InRange(sent.GetProperty("metresToGo").GetInt64(), 1, 10_000);
        Assert.True(sent.TryGetProperty("placeAt", out _));
    }

    private static JsonElement Sent(JsonElement incident) => Assert.Single(incident.GetProperty("dispatches").EnumerateArray());
}
