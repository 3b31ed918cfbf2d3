using ElderCare.Data.Seeding;
using ElderCare.MobileApi.Tests.CallCentre;
using ElderCare.MobileApi.Tests.Realtime;

namespace ElderCare.MobileApi.Tests.Emergency;

/// <summary>A person has one open emergency of a class, also when it turns out late whose it is.</summary>
public sealed class OneIncidentTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task TheOpenEmergencyOfARecordThatGoesIsThatOfTheOneThatStays(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var people = await city.AddSeniors(2);
        var (button, other) = (await city.AddDevice(people[0]), await city.AddDevice(people[1]));
        var id = (await city.Press(button)).Text("incidentId");
        await Merge(city, stays: people[1], goes: people[0]);
        Assert.Equal(id, (await city.Press(button, 2)).Text("incidentId"));
        Assert.Equal(id, (await city.Press(other)).Text("incidentId"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TwoOpenOnesBecomeTheOneThatSomebodyHas(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var people = await city.AddSeniors(2);
        var devices = new[] { await city.AddDevice(people[0]), await city.AddDevice(people[1]) };
        var (held, waits) = ((await city.Press(devices[0])).Text("incidentId"), (await city.Press(devices[1], type: "inactivity")).Text("incidentId"));
        var agent = await city.As("agent1");
        await agent.Post($"/api/incidents/{held}/claim", new { }).Body();

        await Merge(city, stays: people[1], goes: people[0]);

        var kept = await agent.Read($"/api/incidents/{held}");
        Assert.Equal(("claimed", "sos", 2L, people[1]), (kept.Text("state"), kept.Text("kind"), kept.Fen("signals"), kept.GetProperty("seniorId").GetGuid()));
        Assert.Equal(2, kept.GetProperty("recentSignals").GetArrayLength());
        Assert.Contains("merged", kept.Kinds());
        var joined = await agent.Read($"/api/incidents/{waits}");
        Assert.Equal(("closed", "other"), (joined.Text("state"), joined.Text("outcome")));
        Assert.Equal("joined", joined.Kinds().Last());
        foreach (var device in devices) Assert.Equal(held, (await city.Press(device, 9)).Text("incidentId"));
        await agent.Post($"/api/incidents/{held}/close", new { claim = 1, outcome = "assisted", spokenBy = "x" }).Body();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OfTwoThatAreBothHeldTheOlderStaysAndWhoHadTheOtherIsRung(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var people = await city.AddSeniors(2);
        var older = (await city.Press(await city.AddDevice(people[0]))).Text("incidentId");
        var press = new { deviceNumber = await city.AddDevice(people[1]), sequence = 1, type = "sos", occurredAt = city.Clock.GetCurrentInstant() };
        var newer = (await city.Signal(press).Body()).Text("incidentId");
        await (await city.As("agent1")).Post($"/api/incidents/{older}/claim", new { }).Body();
        var agent2 = await city.Ready("agent2");
        await agent2.Post($"/api/incidents/{newer}/claim", new { }).Body();
        await Merge(city, stays: people[1], goes: people[0]);
        Assert.Equal("claimed", (await agent2.Read($"/api/incidents/{older}")).Text("state"));
        await agent2.Post($"/api/incidents/{newer}/keep", new { claim = 1 }).ShouldBeProblem(409, "incidents.closed");
        Assert.Contains(city.RingsOf(older), rung => rung.Contains($"account:{DemoIds.Account("agent2")}"));
        Assert.Equal("wrapUp", (await city.StateOf("agent2")).State);

        var rings = city.RingsOf(older).Count;
        Assert.True((await city.Signal(press).Body()).GetProperty("duplicate").GetBoolean()); // its answer was lost: it is sent again, of the one that has ended
        Assert.Equal(rings + 1, city.RingsOf(older).Count);
        Assert.Contains($"account:{DemoIds.Account("agent1")}", city.RingsOf(older)[^1]);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AVoiceEmergencyOfNobodyIsThatOfThePersonWhoIsNamedLater(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var agent = await city.As("agent1");
        var (senior, _) = await city.AddCaller();
        var call = await city.Ring(CityExchange.NewPhone());
        await agent.Post($"/api/calls/{call}/claim").Body();
        var first = await agent.Post($"/api/calls/{call}/emergency", new { text = "说不清" }).Body();
        Assert.Null(first.Id("seniorId"));

        var named = await agent.Post($"/api/calls/{call}/emergency", new { seniorId = senior }).Body();

        Assert.Equal((first.Text("id"), (Guid?)senior, 1L), (named.Text("id"), named.Id("seniorId"), named.Fen("claim")));
        Assert.Equal(first.Text("id"), (await city.Press(await city.AddDevice(senior))).Text("incidentId"));
        Assert.Equal(first.Text("id"), (await agent.Call(call)).Text("incidentId"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AVoiceEmergencyOfNobodyJoinsTheOneThatThePersonHasOpen(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var agent = await city.As("agent1");
        var (senior, _) = await city.AddCaller();
        var open = (await city.Press(await city.AddDevice(senior))).Text("incidentId");
        var call = await city.Ring(CityExchange.NewPhone());
        await agent.Post($"/api/calls/{call}/claim").Body();
        var nameless = (await agent.Post($"/api/calls/{call}/emergency", new { }).Body()).Text("id");

        var named = await agent.Post($"/api/calls/{call}/emergency", new { seniorId = senior }).Body();

        Assert.Equal(nameless, named.Text("id")); // the agent has that one; the one that nobody had joins it
        Assert.Equal("closed", (await agent.Read($"/api/incidents/{open}")).Text("state"));
        Assert.Equal(nameless, (await city.Press(await city.AddDevice(senior))).Text("incidentId"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheFamilyOfTheRecordThatStaysIsToldAndNobodyTwice(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var people = await city.AddSeniors(2);
        await (await city.As("district1")).Post($"/api/seniors/{people[0]}/contacts", new { name = "林建国", relation = "child", phone = "13800000098" }).Body();
        var incident = (await city.Press(await city.AddDevice(people[1]))).Text("incidentId");
        Assert.Empty(city.MessagesTo("13800000098"));
        await Merge(city, stays: people[0], goes: people[1]);
        Assert.Single(city.MessagesTo("13800000098"));
        var agent = await city.As("agent1");
        await agent.Post($"/api/incidents/{incident}/claim", new { }).Body();
        await agent.Post($"/api/incidents/{incident}/release", new { claim = 1 }).Body();
        await city.RunTimers();
        Assert.Single(city.MessagesTo("13800000098")); // it rings anew at the desk, and says nothing new
    }

    private static async Task Merge(TestCity city, Guid stays, Guid goes) =>
        await (await city.As("city1")).Post($"/api/seniors/{stays}/merge", new { otherId = goes, reason = "同一人，身份证换过" }).Body();
}
