using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Access;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Tests.Emergency;
using ElderCare.MobileApi.Tests.People;
using ElderCare.MobileApi.Tests.Realtime;
using NodaTime;

namespace ElderCare.MobileApi.Tests.CallCentre;

/// <summary>What the exchange tells, in whatever order, and whom a call is about.</summary>
public sealed class CallEventTests(SharedCities cities) : IClassFixture<SharedCities>
{
    private static readonly string[] Types = ["ringing", "answered", "hungUp"];

    [SkippableTheory, OnBothDatabases]
    public async Task EventsMayRepeatAndComeInAnyOrderAndNothingIsLost(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var supervisor = await city.As("supervisor1");
        foreach (var order in new int[][] { [0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0] })
        {
            var (_, phone) = await city.AddCaller();
            var callId = Guid.NewGuid().ToString();
            foreach (var type in order) Assert.False((await city.Tell(callId, Types[type], phone)).GetProperty("duplicate").GetBoolean());
            JsonElement receipt = default;
            foreach (var type in order) Assert.True((receipt = await city.Tell(callId, Types[type], phone)).GetProperty("duplicate").GetBoolean());
            Assert.Equal("abandoned", receipt.Text("state"));
            var call = await supervisor.Call(receipt.Text("id"));
            foreach (var told in new[] { "rangAt", "answeredAt", "hungUpAt" }) Assert.True(call.TryGetProperty(told, out _), told);
            Assert.Equal(Types.Order(), call.Kinds().Order().Where(Types.Contains));
            Assert.Single(city.TasksOf(receipt.Text("id")));
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task EventsOfOneCallAtOnceAreOneCall(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        for (var round = 0; round < 10; round++)
        {
            var (callId, phone) = (Guid.NewGuid().ToString(), CityExchange.NewPhone());
            var receipts = await Task.WhenAll(Types.Concat(Types).Select(type => city.Tell(callId, type, phone)));
            var id = Assert.Single(receipts.Select(receipt => receipt.Text("id")).Distinct());
            Assert.Equal(3, receipts.Count(receipt => !receipt.GetProperty("duplicate").GetBoolean()));
            Assert.Equal("abandoned", (await (await city.As("agent1")).Call(id)).Text("state"));
            Assert.Single(city.TasksOf(id));
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatLacksANumberOrASignatureIsTreatedAsItMust(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var at = city.Clock.GetCurrentInstant();
        await city.Tell(new { callId = "x", type = "ringing", occurredAt = at }, key: "wrong").ShouldBeProblem(401, "auth.signatureInvalid", "X-Signature");
        await city.Tell(new { type = "ringing", occurredAt = at }).ShouldBeProblem(400, "request.invalid", "callId");
        await city.Tell(new { callId = "x", occurredAt = at }).ShouldBeProblem(400, "request.invalid", "type");

        var callId = Guid.NewGuid().ToString();
        var withheld = await city.Tell(callId, "hungUp", "anonymous", recordingUrl: "not a link");
        Assert.Equal("abandoned", withheld.Text("state"));
        Assert.Empty(city.TasksOf(withheld.Text("id"))); // nobody to call back
        await city.Tell(callId, "ringing", CityExchange.NewPhone());
        Assert.Single(city.TasksOf(withheld.Text("id"))); // now there is
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ANumberLeadsToAllWhoHaveItWithACardOfEach(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var people = await city.AddSeniors(4, "livingAlone");
        var (mobile, landline) = (CityExchange.NewPhone(), CityExchange.NewLandline());
        await city.GivePhone(people[0], mobile, landline);
        await city.GivePhone(people[1], landline: landline);
        await (await city.As("district1")).Post($"/api/seniors/{people[2]}/contacts", new { name = "林建国", relation = "child", phone = mobile }).Body();
        await city.AddDevice(people[0]);
        await city.Order(await city.Lunch(10, 1500), people[0]);
        var agent = await city.As("agent1");

        var byMobile = await agent.Call(await city.Ring("+86 " + mobile));
        Assert.Equal([(people[0], "mobile"), (people[2], "contact")], byMobile.GetProperty("people").EnumerateArray().Select(person => (person.GetProperty("seniorId").GetGuid(), person.Text("how"))));
        var card = byMobile.GetProperty("people")[0];
        Assert.Equal(("新威路", "livingAlone", 1, 1), (card.GetProperty("card").Text("address"), card.GetProperty("card").GetProperty("categories")[0].GetString(),
            card.GetProperty("card").GetProperty("devices").GetArrayLength(), card.GetProperty("openOrders").GetArrayLength()));
        var byLandline = (await agent.Call(await city.Ring(landline.Replace("-", "", StringComparison.Ordinal)))).GetProperty("people").EnumerateArray().Select(person => person.GetProperty("seniorId").GetGuid());
        Assert.Equal(new[] { people[0], people[1] }.ToHashSet(), byLandline.ToHashSet());

        await city.Link("family1", people[3], FamilyRights.Order);
        var byFamily = (await agent.Call(await city.Ring(DemoIds.Family1Phone))).GetProperty("people").EnumerateArray().ToList();
        Assert.All(byFamily, person => Assert.Equal("family", person.Text("how")));
        Assert.Contains(people[3], byFamily.Select(person => person.GetProperty("seniorId").GetGuid()));
        Assert.Contains(DemoIds.Senior1, byFamily.Select(person => person.GetProperty("seniorId").GetGuid()));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AnOutsiderSeesNothingAndTheNumberIsShownToWhoHasTheCallOnly(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (senior, phone) = await city.AddCaller();
        var id = await city.Ring(phone);
        var (foreign, agent) = (city.With(await city.TokenIn(Role.Agent, "370200")), await city.As("agent1"));
        await foreign.GetAsync($"/api/calls/{id}").ShouldBeProblem(404, "notFound");
        await foreign.Post($"/api/calls/{id}/claim").ShouldBeProblem(404, "notFound");
        await foreign.Post($"/api/calls/{id}/emergency", new { }).ShouldBeProblem(404, "notFound");
        foreach (var list in new[] { "/api/calls?limit=200", "/api/queue" }) Assert.DoesNotContain((await foreign.Read(list)).Items(), call => call.Text("id") == id);
        foreach (var never in new[] { "family1", "senior1", "city1", "canteen1", "responder1" })
        {
            await (await city.As(never)).GetAsync($"/api/calls/{id}").ShouldBeProblem(403, "auth.forbidden");
            await (await city.As(never)).GetAsync("/api/queue").ShouldBeProblem(403, "auth.forbidden");
        }
        var stranger = await city.Ring(CityExchange.NewPhone());
        Assert.Empty((await foreign.Call(stranger)).GetProperty("people").EnumerateArray()); // nobody knows whose it is: every desk's
        var mixed = CityExchange.NewPhone();
        await city.GivePhone((await city.AddSeniors(1))[0], mixed);
        var there = (await city.AddSeniors(1, division: "370202"))[0];
        await city.GivePhone(there, mixed);
        Assert.Equal(there, Assert.Single((await foreign.Call(await city.Ring(mixed))).GetProperty("people").EnumerateArray()).GetProperty("seniorId").GetGuid());

        Assert.DoesNotContain(phone, (await agent.Call(id)).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(phone, (await agent.Post($"/api/calls/{id}/claim").Body()).Text("caller"));
        Assert.DoesNotContain(phone, (await (await city.As("supervisor1")).Call(id)).GetRawText(), StringComparison.Ordinal);
        using var db = city.Get<CityDatabase>().Read();
        Assert.DoesNotContain(db.Events.Where(told => told.SubjectId == id).Select(told => told.Data).ToList(), data => data.Contains(phone, StringComparison.Ordinal));
        Assert.DoesNotContain(db.Idempotency.Select(row => row.Answer).ToList(), answer => answer?.Contains(phone, StringComparison.Ordinal) == true);
        Assert.Contains(db.Audit.Where(row => row.Subject == id).ToList(), row => row.Action == "call.shown" && row.SeniorId == senior);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ACallAndAnAlarmOfAPersonAreOneCaseWhicheverComesFirst(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var agent = await city.As("agent1");
        var (senior, phone) = await city.AddCaller();
        var incident = (await city.Press(await city.AddDevice(senior))).Text("incidentId");
        var call = await agent.Call(await city.Ring(phone));
        Assert.Equal((incident, 1L), (call.Text("incidentId"), call.Fen("priority")));
        Assert.Contains("voice", (await agent.Read($"/api/incidents/{incident}")).Kinds());
        Assert.Equal(incident, call.GetProperty("people")[0].Text("openIncidentId"));

        var (caller, number) = await city.AddCaller();
        var device = await city.AddDevice(caller);
        var early = await city.Ring(number);
        Assert.Equal(2, (await agent.Call(early)).Fen("priority"));
        var callId = Guid.NewGuid().ToString();
        await city.Ring(number, callId);
        var gone = (await city.Tell(callId, "hungUp", number)).Text("id");
        var tooEarlyId = Guid.NewGuid().ToString();
        city.Clock.Advance(Duration.FromSeconds(60));
        var alarm = (await city.Press(device)).Text("incidentId");
        Assert.Equal((alarm, alarm), ((await agent.Call(early)).Text("incidentId"), (await agent.Call(gone)).Text("incidentId")));

        var (third, thirdPhone) = await city.AddCaller();
        var thirdDevice = await city.AddDevice(third);
        await city.Ring(thirdPhone, tooEarlyId);
        var late = (await city.Tell(tooEarlyId, "hungUp", thirdPhone)).Text("id");
        city.Clock.Advance(Duration.FromSeconds(61));
        await city.Press(thirdDevice);
        Assert.Null((await agent.Call(late)).Id("incidentId"));
        await city.Press(await city.AddDevice((await city.AddSeniors(1))[0]), type: "water"); // another class joins no call
    }
}
