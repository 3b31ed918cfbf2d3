using System.Text;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.MobileApi.Devices;
using ElderCare.MobileApi.Emergency;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Emergency;

/// <summary>What is known of devices, who may see what they said, and what they say of themselves.</summary>
public sealed class DeviceRegisterTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task ADeviceHasASimAndAnAddress(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var keeper = await city.As("city1");
        var mark = $"A-{Guid.NewGuid():N}"[..16];
        var senior = (await city.AddSeniors(1))[0];
        var made = await keeper.Post("/api/devices", new { number = mark, protocol = "http", model = "盒", simNumber = "+8614400000001", simExpiresOn = "2027-01-31", address = "文化路 5 号车库" }).Body();
        Assert.Equal(("+8614400000001", "文化路 5 号车库"), (made.Text("simNumber"), made.Text("address")));
        var path = $"/api/devices/{made.Text("id")}";
        Assert.Equal("文化路 5 号车库", (await keeper.Post($"{path}/bind", new { seniorId = senior }).Body()).Text("address"));
        await keeper.Post($"{path}/unbind").Body();
        Assert.False((await keeper.Read(path)).TryGetProperty("address", out _)); // it was that person's
        Assert.Equal("女儿家", (await keeper.Post($"{path}/bind", new { seniorId = senior, address = " 女儿家 " }).Body()).Text("address"));
        await keeper.Post("/api/devices", new { number = $"{mark}x", protocol = "http", model = "盒", simNumber = "12 34", address = new string('路', 201) }).ShouldBeProblem(400, "request.invalid", "simNumber");
        await keeper.Post($"{path}/bind", new { seniorId = senior, address = "" }).ShouldBeProblem(400, "request.invalid", "address");

        var csv = new ByteArrayContent(Encoding.UTF8.GetBytes($"number,protocol,model,simNumber,address\n{mark}-csv,watch,表,14400000002,车库\n"));
        csv.Headers.ContentType = new("text/csv");
        await keeper.PostAsync("/api/devices/import", csv).Body();
        using var db = city.Get<CityDatabase>().Read();
        var read = await db.Devices.SingleAsync(device => device.Number == $"{mark}-csv");
        Assert.Equal(("14400000002", "车库"), (read.SimNumber, read.Address));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ADeviceGoesToNobodyWhoIsDeadOrMerged(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var keeper = await city.As("city1");
        var dead = (await city.AddSeniors(1, diedOn: TestCity.Today.PlusDays(-3)))[0];
        var id = (await keeper.Post("/api/devices", new { number = $"D-{Guid.NewGuid():N}"[..16], protocol = "http", model = "盒" }).Body()).Text("id");
        await keeper.Post($"/api/devices/{id}/bind", new { seniorId = dead }).ShouldBeProblem(409, "people.deceased", "seniorId");

        var records = await city.AddSeniors(2);
        await (await city.As("district1")).Post($"/api/seniors/{records[0]}/merge", new { otherId = records[1], reason = "同一人" }).Body();
        await keeper.Post($"/api/devices/{id}/bind", new { seniorId = records[1] }).ShouldBeProblem(409, "people.merged", "seniorId");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatADeviceSaidAtSomebodysIsForWhoMaySeeThatPerson(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (mine, theirs) = ((await city.AddSeniors(1))[0], (await city.AddSeniors(1, division: "371003"))[0]);
        var number = await city.AddDevice(mine);
        var city1 = await city.As("city1");
        var id = (await city1.Read("/api/devices")).Items()[0].Text("id");
        await city.Signal(new { deviceNumber = number, sequence = 1, type = "sos", latitude = 37.5, longitude = 122.1 }).Body();
        await city.Signal(new { deviceNumber = number, sequence = 2, type = "test" }).Body();
        await city.Get<DeviceWatch>().WriteDown();
        await city1.Post($"/api/devices/{id}/unbind").Body();
        await city.Signal(new { deviceNumber = number, sequence = 3, type = "test" }).Body();
        await city1.Post($"/api/devices/{id}/bind", new { seniorId = theirs }).Body();
        await city.Signal(new { deviceNumber = number, sequence = 4, type = "test" }).Body();

        Assert.Equal([4, 3, 2, 1], await Sequences(city1, id));
        await (await city.As("district1")).GetAsync($"/api/devices/{id}/events").ShouldBeProblem(404, "notFound");
        await city1.Post($"/api/devices/{id}/unbind").Body();
        Assert.Equal([3, 2, 1], await Sequences(await city.As("district1"), id)); // of its own people, and of nobody
        using var db = city.Get<CityDatabase>().Read();
        Assert.Null((await db.DeviceHealth.SingleAsync()).PlaceAt); // where it was is nothing of who has it next
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AListSaysNothingNewOfADeviceThatIsRegisteredAndItsKeyIsChangedByItsOwnRoute(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var keeper = await city.As("city1");
        var mark = $"K-{Guid.NewGuid():N}"[..14];
        var id = (await keeper.Post("/api/devices", new { number = mark, protocol = "dc09", model = "盒", key = "0123456789abcdef" }).Body()).Text("id");

        var problem = await Import($"{mark}-new,dc09,盒,fedcba9876543210\n{mark},dc09,盒,fedcba9876543210\n").ShouldBeProblem(400, "devices.importInvalid", "key");
        Assert.Contains("3", problem.GetProperty("errors").GetProperty("key")[0].GetString(), StringComparison.Ordinal); // the row
        using (var db = city.Get<CityDatabase>().Read()) Assert.False(await db.Devices.AnyAsync(device => device.Number == $"{mark}-new"));
        Assert.Equal(1, (await Import($"{mark},dc09,盒,0123456789abcdef\n").Body()).GetProperty("known").GetInt32());

        await keeper.Patch($"/api/devices/{id}", new { key = "short" }, "*").ShouldBeProblem(400, "request.invalid", "key");
        await keeper.Patch($"/api/devices/{id}", new { key = "fedcba9876543210" }, "*").Body();
        Assert.Equal("fedcba9876543210"u8.ToArray(), city.Get<ElderCare.MobileApi.Emergency.Listening.DeviceConnections>().KeyOf(ElderCare.Domain.Emergency.DeviceProtocol.Dc09, mark));

        Task<HttpResponseMessage> Import(string rows)
        {
            var csv = new ByteArrayContent(Encoding.UTF8.GetBytes($"number,protocol,model,key\n{rows}"));
            csv.Headers.ContentType = new("text/csv");
            return keeper.PostAsync("/api/devices/import", csv);
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task APressOfADeviceWhoseClockIsDeadIsNewOnceTheFirstIsClosed(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var number = await city.AddDevice((await city.AddSeniors(1))[0]);
        var press = new { deviceNumber = number, sequence = 1, type = "sos", occurredAt = "2000-01-01T00:00:07Z" };
        var first = await city.Signal(press).Body();
        Assert.True((await city.Signal(press).Body()).GetProperty("duplicate").GetBoolean());
        var agent = await city.As("agent1");
        await agent.Post($"/api/incidents/{first.Text("incidentId")}/claim").Body();
        await agent.Post($"/api/incidents/{first.Text("incidentId")}/close", new { claim = 1, outcome = "falseAlarm", spokenBy = "本人" }).Body();

        var again = await city.Signal(press).Body(); // it has begun anew at the same time and count

        Assert.False(again.GetProperty("duplicate").GetBoolean());
        Assert.NotEqual(first.Text("incidentId"), again.Text("incidentId"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatADeviceRaisedWhileItWasNobodysIsThePersonsOnceItIsBound(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var keeper = await city.As("city1");
        var number = await city.AddDevice(null);
        var id = (await keeper.Read("/api/devices")).Items()[0].Text("id");
        var press = new { deviceNumber = number, type = "sos" }; // says neither count nor time
        var first = (await city.Signal(press).Body()).Text("incidentId");
        Assert.Empty(city.MessagesAbout(first));

        await keeper.Post($"/api/devices/{id}/bind", new { seniorId = DemoIds.Senior1 }).Body();

        var agent = await city.As("agent1");
        var theirs = await agent.Read($"/api/incidents/{first}");
        Assert.Equal(DemoIds.Senior1, theirs.GetProperty("seniorId").GetGuid());
        Assert.NotEmpty(city.MessagesAbout(first));
        var again = await city.Signal(press).Body(); // the installer tries it
        Assert.Equal((first, false, "active"), (again.Text("incidentId"), again.GetProperty("duplicate").GetBoolean(), (await keeper.Read($"/api/devices/{id}")).Text("state")));

        await keeper.Post($"/api/devices/{id}/unbind").Body();
        await keeper.Post($"/api/devices/{id}/bind", new { seniorId = (await city.AddSeniors(1))[0] }).Body();
        Assert.NotEqual(first, (await city.Signal(press).Body()).Text("incidentId")); // somebody else's press is no repeat of it
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AChangeNamesTheVersionThatWasReadAndANumberIsOneThatCanBeSent(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var keeper = await city.As("city1");
        var number = $"V-{Guid.NewGuid():N}"[..14];
        var id = (await keeper.Post("/api/devices", new { number, protocol = "http", model = "盒" }).Body()).Text("id");
        var tag = (await keeper.GetAsync($"/api/devices/{id}")).Headers.ETag!.ToString();
        await keeper.Patch($"/api/devices/{id}", new { model = "盒二" }, tag).Body();
        await keeper.Patch($"/api/devices/{id}", new { model = "盒三" }, tag).ShouldBeProblem(412, "request.stale");
        foreach (var (wrong, protocol) in new[] { (" V1", "http"), ("a\nb", "http"), ("a/b", "mqtt"), ("a#", "mqtt"), ("a+", "mqtt") })
        {
            await keeper.Post("/api/devices", new { number = wrong, protocol, model = "盒" }).ShouldBeProblem(400, "request.invalid", "number");
        }
    }

    private static async Task<IEnumerable<int>> Sequences(HttpClient client, string device) =>
        (await client.Read($"/api/devices/{device}/events")).Items().Select(signal => signal.GetProperty("sequence").GetInt32());
}
