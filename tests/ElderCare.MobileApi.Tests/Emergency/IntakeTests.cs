using System.Net;
using System.Text;
using System.Text.Json;
using ElderCare.Data;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.Shared;
using ElderCare.Integrations.Signing;
using ElderCare.MobileApi.Devices;
using ElderCare.MobileApi.Emergency;
using ElderCare.MobileApi.Emergency.Listening;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Emergency;

/// <summary>What becomes of signals that look alike, come late, come from nobody knows whom, or are not right.</summary>
public sealed class IntakeTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task WhatLooksTheSameIsANewPressOnceTheFirstIsClosed(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var number = await city.AddDevice((await city.AddSeniors(1))[0]);
        foreach (var body in new object[] { new { deviceNumber = number, sequence = 1, type = "sos" }, new { deviceNumber = number, type = "sos" } })
        {
            var first = await city.Signal(body).Body();
            Assert.True((await city.Signal(body).Body()).GetProperty("duplicate").GetBoolean()); // its incident is open
            await Close(city, first.Text("incidentId"));
            var pressed = await city.Signal(body).Body();
            Assert.Equal((false, false), (pressed.GetProperty("duplicate").GetBoolean(), pressed.Text("incidentId") == first.Text("incidentId")));
            Assert.Equal((pressed.Text("eventId"), true), ((await city.Signal(body).Body()).Text("eventId"), (await city.Signal(body).Body()).GetProperty("duplicate").GetBoolean()));
            await Close(city, pressed.Text("incidentId"));
            var third = await city.Signal(body).Body(); // and so each time
            Assert.False(third.GetProperty("duplicate").GetBoolean());
            await Close(city, third.Text("incidentId"));
        }
        var timed = await city.Press(number, 7);
        await Close(city, timed.Text("incidentId"));
        var again = await city.Press(number, 7); // its own clock says that it is the same
        Assert.Equal((timed.Text("eventId"), true), (again.Text("eventId"), again.GetProperty("duplicate").GetBoolean()));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ASignalWithoutAnyMarkIsTheSameForTenMinutesOnly(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var number = await city.AddDevice((await city.AddSeniors(1))[0]);
        foreach (var body in new object[] { new { deviceNumber = number, type = "test" }, new { deviceNumber = number, sequence = 1, type = "test" } })
        {
            var first = (await city.Signal(body).Body()).Text("eventId");
            Assert.Equal(first, (await city.Signal(body).Body()).Text("eventId"));
            city.Clock.Advance(Duration.FromMinutes(11));
            Assert.NotEqual(first, (await city.Signal(body).Body()).Text("eventId"));
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatComesLateOverwritesNothingNewer(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var number = await city.AddDevice((await city.AddSeniors(1))[0]);
        var now = city.Clock.GetCurrentInstant();
        await city.Signal(new { deviceNumber = number, sequence = 1, type = "sos", occurredAt = now, batteryPercent = 8, latitude = 37.5, longitude = 122.1 }).Body();
        await WriteDown();
        await city.Signal(new { deviceNumber = number, sequence = 2, type = "heartbeat", occurredAt = now - Duration.FromHours(2), batteryPercent = 99, latitude = 30.0, longitude = 120.0 }).Body();
        await city.Signal(new { deviceNumber = number, sequence = 3, type = "sos", occurredAt = now - Duration.FromHours(1), batteryPercent = 98, latitude = 31.0, longitude = 121.0 }).Body();
        await city.Signal(new { deviceNumber = number, sequence = 4, type = "test", occurredAt = now - Duration.FromDays(40) }).Body();
        await WriteDown();
        var late = await Health();
        Assert.Equal((8, 37.5, 122.1, now, now - Duration.FromDays(40)), (late.BatteryPercent!.Value, late.Latitude!.Value, late.Longitude!.Value, late.PlaceAt!.Value, late.TestedAt!.Value));

        city.Clock.Advance(Duration.FromMinutes(5));
        await city.Signal(new { deviceNumber = number, sequence = 5, type = "heartbeat", batteryPercent = 55 }).Body();
        await city.Signal(new { deviceNumber = number, sequence = 6, type = "test", occurredAt = now - Duration.FromDays(41) }).Body();
        await WriteDown();
        var newer = await Health();
        Assert.Equal((55, 37.5, now - Duration.FromDays(40), city.Clock.GetCurrentInstant()), (newer.BatteryPercent!.Value, newer.Latitude!.Value, newer.TestedAt!.Value, newer.SeenAt));

        async Task<DeviceHealth> Health()
        {
            using var db = city.Get<CityDatabase>().Read();
            return await db.DeviceHealth.SingleAsync();
        }

        Task WriteDown() => city.Get<DeviceWatch>().WriteDown();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task MadeUpNumbersShareOneIncidentAndARegisteredDeviceNever(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var most = city.Get<EmergencyPolicy>().Strangers.Incidents;
        var made = await Task.WhenAll(Enumerable.Range(0, most + 15).Select(i => city.Press($"made-up-{i}")));
        using (var db = city.Get<CityDatabase>().Read())
        {
            Assert.Equal(most + 1, await db.Incidents.CountAsync());
            Assert.Equal(most + 15, await db.DeviceSignals.CountAsync(signal => signal.IncidentId != null));
            var shared = await db.Incidents.SingleAsync(incident => incident.Signals > 1);
            Assert.Equal((15, IncidentKind.Unidentified), (shared.Signals, shared.Kind));
            Assert.Equal(15, (await db.IncidentNotes.Where(note => note.IncidentId == shared.Id && note.Text!.Contains("made-up-")).Select(note => note.Text).ToListAsync()).Distinct().Count()); // each by its number
            Assert.Contains(shared.Id.ToString(), made.Select(receipt => receipt.Text("incidentId")));
        }
        var registered = await Task.WhenAll((await city.AddSeniors(3)).Select(async senior => (await city.Press(await city.AddDevice(senior))).Text("incidentId")));
        Assert.Equal(3, registered.Except(made.Select(receipt => receipt.Text("incidentId"))).Count());
        Assert.DoesNotContain((await city.Press(await city.AddDevice(null))).Text("incidentId"), made.Select(receipt => receipt.Text("incidentId")));

        city.Clock.Advance(Duration.FromMinutes(11));
        using var after = city.Get<CityDatabase>().Read();
        var own = Guid.Parse((await city.Press("made-up-later")).Text("incidentId"));
        Assert.Equal(1, (await after.Incidents.SingleAsync(incident => incident.Id == own)).Signals);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheWebhookTakesAnyOffsetAndKeepsWhatItRefuses(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var number = await city.AddDevice((await city.AddSeniors(1))[0]);
        byte[] odd = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes($$"""{"deviceNumber":"{{number}}","sequence":1,"type":"sos","occurredAt":"2026-11-23T12:00:00+08:00"}"""), 0, 0];
        var first = await Send(city, odd).Body();
        Assert.False(first.GetProperty("duplicate").GetBoolean());
        Assert.True((await city.Signal(new { deviceNumber = number, sequence = 1, type = "sos", occurredAt = "2026-11-23T04:00:00Z" }).Body()).GetProperty("duplicate").GetBoolean()); // the same moment
        foreach (var (field, value) in new[] { ("batteryPercent", "80.5"), ("batteryPercent", "\"80\""), ("latitude", "\"37.5\""), ("sequence", "\"1\""), ("occurredAt", "\"2026-11-23\"") })
        {
            await Send(city, Encoding.UTF8.GetBytes($$"""{"deviceNumber":"{{number}}","type":"sos","{{field}}":{{value}}}""")).ShouldBeProblem(400, "request.malformed", field);
        }
        await Send(city, "no JSON"u8.ToArray()).ShouldBeProblem(400, "request.malformed");
        using var db = city.Get<CityDatabase>().Read();
        Assert.Equal(6, await db.FaultyFrames.CountAsync(frame => frame.Protocol == DeviceProtocol.Http && frame.Fault == FaultWords.Body));
        Assert.Equal(5, await db.FaultyFrames.CountAsync(frame => frame.DeviceNumber == number));
        Assert.Equal(1, await db.DeviceSignals.CountAsync());
        var work = await db.Tasks.Where(task => task.SubjectId.StartsWith("frames:")).ToListAsync(); // it repeats: a supervisor sees it
        Assert.Equal($"frames:http {number}", Assert.Single(work).SubjectId);
        Assert.Contains((await (await city.As("supervisor1")).Read("/api/tasks?kind=deviceFault&limit=200")).Items(), task => task.Text("id") == work[0].Id.ToString());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ASenderSendsOnlyWhatItIsFor(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var call = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { callId = "x", type = "ringing", from = "13900000001", to = "12349" }));
        await Send(city, call, "/api/telephony/events").ShouldBeProblem(403, "auth.forbidden");
        await Send(city, """{"deviceNumber":"x","type":"sos"}"""u8.ToArray(), sender: "demo-pbx", key: "demo-pbx-key").ShouldBeProblem(403, "auth.forbidden");

        var admin = await city.As("admin");
        var name = $"pbx-{Guid.NewGuid():N}"[..20];
        var made = await admin.Post("/api/vendors", new { name, kind = "telephony" }).Body();
        Assert.Equal("telephony", made.Text("kind"));
        await Send(city, call, "/api/telephony/events", name, made.Text("key")).Body();
        var both = $"any-{Guid.NewGuid():N}"[..20];
        var unsaid = await admin.Post("/api/vendors", new { name = both }).Body();
        Assert.Equal("any", unsaid.Text("kind"));
        await Send(city, call, "/api/telephony/events", both, unsaid.Text("key")).Body();
        await Send(city, """{"deviceNumber":"x","type":"test"}"""u8.ToArray(), sender: both, key: unsaid.Text("key")).Body();
        await admin.Post("/api/vendors", new { name, kind = "fax" }).ShouldBeProblem(400, "request.malformed", "kind");
    }

    [Fact]
    public async Task ASenderWaitsWhenItSendsTooMuchAndAnAlarmNeverDoes()
    {
        await using var city = await TestCity.Start("Sqlite", ("RateLimits:Sender:PerSecond", "2"));
        var number = await city.AddDevice(null);
        var heartbeat = new { deviceNumber = number, type = "heartbeat" };
        for (var one = 0; one < 2; one++) await city.Signal(heartbeat).Body();
        using (var refused = await city.Signal(heartbeat))
        {
            Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1)), (refused.StatusCode, refused.Headers.RetryAfter?.Delta));
        }
        await city.Press(number);
        city.Clock.Advance(Duration.FromSeconds(1));
        await city.Signal(heartbeat).Body();
    }

    private static async Task Close(TestCity city, string incident)
    {
        var agent = await city.As("agent1");
        var claim = (await agent.Post($"/api/incidents/{incident}/claim", new { }).Body()).Fen("claim");
        await agent.Post($"/api/incidents/{incident}/close", new { claim, outcome = "assisted", spokenBy = "陈敏" }).Body();
    }

    private static async Task<HttpResponseMessage> Send(TestCity city, byte[] bytes, string path = "/api/device-events", string sender = "demo", string key = "demo-device-key")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Vendor", sender);
        request.Headers.Add(RequestSignature.Header, RequestSignature.Sign(bytes, Encoding.UTF8.GetBytes(key), city.Clock.GetCurrentInstant()));
        using var client = city.CreateClient();
        return await client.SendAsync(request);
    }
}
