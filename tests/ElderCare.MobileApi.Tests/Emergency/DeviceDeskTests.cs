using System.Net;
using System.Text;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Emergency;
using ElderCare.MobileApi.Devices;
using ElderCare.MobileApi.Emergency;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Emergency;

/// <summary>The register of devices: their life, lists, and what becomes somebody's work.</summary>
public sealed class DeviceDeskTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task ADeviceHasALifeAndAnAlarmOfASuspendedOneIsAnAlarm(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var keeper = await city.As("city1");
        var senior = (await city.AddSeniors(1))[0];
        var number = $"L-{Guid.NewGuid():N}"[..20];
        var id = (await keeper.Post("/api/devices", new { number, protocol = "http", model = "一键呼", simExpiresOn = "2027-01-31" }).Body()).Text("id");
        Assert.Equal("issued", (await keeper.Post($"/api/devices/{id}/issue").Body()).Text("state"));
        await keeper.Post($"/api/devices/{id}/issue").ShouldBeProblem(409, "devices.stateForbids");
        Assert.Equal("installed", (await keeper.Post($"/api/devices/{id}/bind", new { seniorId = senior }).Body()).Text("state"));
        await city.Press(number, type: "test");
        Assert.Equal("active", (await keeper.Read($"/api/devices/{id}")).Text("state"));
        Assert.Equal("suspended", (await keeper.Post($"/api/devices/{id}/suspend").Body()).Text("state"));

        Assert.True((await city.Press(number, 2)).TryGetProperty("incidentId", out _));

        Assert.Equal("installed", (await keeper.Post($"/api/devices/{id}/resume").Body()).Text("state"));
        Assert.Equal("lost", (await keeper.Post($"/api/devices/{id}/lose").Body()).Text("state"));
        var back = await keeper.Post($"/api/devices/{id}/return").Body();
        Assert.Equal(("returned", false), (back.Text("state"), back.TryGetProperty("seniorId", out _)));
        Assert.Equal(["sos", "test"], (await keeper.Read($"/api/devices/{id}/events")).Items().Select(signal => signal.Text("type")));
        await (await city.As("agent1")).GetAsync($"/api/devices/{id}").ShouldBeProblem(403, "auth.forbidden");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AListRegistersAllOrNoneAndNamesEveryBadRow(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var keeper = await city.As("city1");
        var mark = Guid.NewGuid().ToString("N")[..8];
        var bad = $"number,protocol,model,key,keyFormat,simExpiresOn\n{mark}1,watch,表,,,\n{mark}2,fax,表,,,\n,dc09,盒,abc,,soon\n{mark}1,watch,表,,,\n";
        var problem = await Send(keeper, bad).ShouldBeProblem(400, "devices.importInvalid");
        Assert.Equal(["key", "number", "protocol", "simExpiresOn"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
        using (var db = city.Get<CityDatabase>().Read()) Assert.False(await db.Devices.AnyAsync(device => device.Number.StartsWith(mark)));

        var good = $"number,protocol,model,key,keyFormat,simExpiresOn\n{string.Concat(Enumerable.Range(0, 1_200).Select(i => $"{mark}-{i},watch,表,,,2027-01-31\n"))}";
        Assert.Equal(1_200, (await Send(keeper, good).Body()).GetProperty("added").GetInt32());
        var again = await Send(keeper, good).Body();
        Assert.Equal((0, 1_200), (again.GetProperty("added").GetInt32(), again.GetProperty("known").GetInt32()));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatIsWrongWithADeviceIsWorkOnceUntilItIsDone(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var keeper = await city.As("city1");
        var people = await city.AddSeniors(2);
        var (silent, never) = (await city.AddDevice(people[0]), await city.AddDevice(people[1]));
        await city.Signal(new { deviceNumber = silent, type = "heartbeat", batteryPercent = 9 }).Body();
        await city.RunTimer(DeviceRounds.TimerKind, Guid.Empty);
        Assert.Equal([("deviceFault", "电量不足")], await Work(city, people[0], "电量不足", "没有心跳"));

        city.Clock.Advance(Duration.FromMinutes(31));
        for (var round = 0; round < 2; round++) await city.RunTimer(DeviceRounds.TimerKind, Guid.Empty);
        Assert.Equal([("deviceFault", "没有心跳"), ("deviceFault", "电量不足")], await Work(city, people[0], "电量不足", "没有心跳"));

        city.Clock.Advance(Duration.FromDays(4));
        await city.RunTimer(DeviceRounds.TimerKind, Guid.Empty);
        Assert.Equal([("welfareCheck", "一天没有消息")], await Work(city, people[0], "一天没有消息"));
        Assert.Equal([("deviceFault", "从未试按")], await Work(city, people[1], "从未试按"));
        Assert.False(string.IsNullOrEmpty(never));

        await city.Signal(new { deviceNumber = silent, type = "heartbeat", batteryPercent = 80 }).Body();
        using var db = city.Get<CityDatabase>().Read();
        Assert.Null((await db.DeviceHealth.SingleAsync()).SilentSince);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ManyThatFallSilentTogetherAreOneIncidentAndAnSosBesideThemIsItsOwn(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var people = await city.AddSeniors(25);
        var numbers = new List<string>();
        foreach (var person in people) numbers.Add(await city.AddDevice(person));
        foreach (var number in numbers) await city.Signal(new { deviceNumber = number, type = "heartbeat" }).Body();
        city.Clock.Advance(Duration.FromMinutes(31));
        for (var round = 0; round < 2; round++) await city.RunTimer(DeviceRounds.TimerKind, Guid.Empty);

        using (var db = city.Get<CityDatabase>().Read())
        {
            Assert.Equal(IncidentKind.Outage, Assert.Single(await db.Incidents.ToListAsync()).Kind);
            Assert.Empty(await db.Tasks.Where(task => task.TitleZh.Contains("没有心跳")).ToListAsync());
        }
        var sos = (await city.Press(numbers[3])).Text("incidentId");
        Assert.Equal("sos", (await city.With(await city.TokenOf("agent1")).Read($"/api/incidents/{sos}")).Text("kind"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheSystemsOwnAlarmGetsThroughAndNobodySeesIt(string provider)
    {
        Needs.Database(provider);
        var port = FreePorts.Next();
        await using var city = await TestCity.Start(provider, ("Devices:Watch:Port", $"{port}"), ("Alarms:ProbeSeconds", "3600"));
        using var client = city.CreateClient();
        var probe = city.Get<ProbeAlarm>();
        await probe.Try(CancellationToken.None); // beside the one at the start
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/alarms")).StatusCode);
        Assert.Empty((await (await city.As("agent1")).Read("/api/incidents")).Items());
        Assert.Empty((await (await city.As("city1")).Read("/api/devices")).Items());
        using (var db = city.Get<CityDatabase>().Read()) Assert.All(await db.Incidents.ToListAsync(), incident => Assert.Equal((true, IncidentState.Closed), (incident.IsProbe, incident.State)));

        city.Clock.Advance(Duration.FromMinutes(3));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health/alarms")).StatusCode);
        await probe.Try(CancellationToken.None);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/alarms")).StatusCode);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WaterIsSilentWhileItsPersonIsAwayAndAButtonNever(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1))[0];
        var number = await city.AddDevice(senior);
        await (await city.As("city1")).Post($"/api/seniors/{senior}/absences", new { kind = "away", validFrom = "2026-11-20", source = "来电" }).Body();
        Assert.False((await city.Press(number, 1, "water")).TryGetProperty("incidentId", out _));
        Assert.False((await city.Press(number, 2, "inactivity")).TryGetProperty("incidentId", out _));
        Assert.True((await city.Press(number, 3)).TryGetProperty("incidentId", out _));
    }

    private static async Task<List<(string, string)>> Work(TestCity city, Guid senior, params string[] words)
    {
        using var db = city.Get<CityDatabase>().Read();
        var tasks = await db.Tasks.Where(task => task.SeniorId == senior).ToListAsync();
        return [.. tasks.SelectMany(task => words.Where(word => task.TitleZh.Contains(word, StringComparison.Ordinal)).Select(word => (Words<ElderCare.Domain.Tasks.TaskKind>.Of(task.Kind), word))).Order()];
    }

    private static Task<HttpResponseMessage> Send(HttpClient client, string csv)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(csv));
        content.Headers.ContentType = new("text/csv");
        return client.PostAsync("/api/devices/import", content);
    }
}
