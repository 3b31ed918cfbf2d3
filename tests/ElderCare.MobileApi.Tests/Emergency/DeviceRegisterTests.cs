using System.Text;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Devices;
using ElderCare.MobileApi.Emergency;
using ElderCare.MobileApi.Tests.People;
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
    public async Task ALowBatteryAndLostMainsAreWorkOnceEachTimeThatTheyAreSaid(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var senior = (await city.AddSeniors(1))[0];
        var number = await city.AddDevice(senior);
        await city.Signal(new { deviceNumber = number, sequence = 1, type = "lowBattery" }).Body();
        await city.Signal(new { deviceNumber = number, sequence = 2, type = "powerFail" }).Body();
        for (var round = 0; round < 2; round++) await city.RunTimer(DeviceRounds.TimerKind, Guid.Empty);
        Assert.Equal(2, (await Open()).Count);

        city.Clock.Advance(Duration.FromMinutes(2));
        var officer = await city.As("supervisor1");
        foreach (var task in await Open())
        {
            await officer.Post($"/api/tasks/{task.Id}/claim").Body();
            await officer.Post($"/api/tasks/{task.Id}/close", new { outcome = "好了" }).Body();
        }
        await city.RunTimer(DeviceRounds.TimerKind, Guid.Empty);
        Assert.Empty(await Open()); // it is done
        await city.Signal(new { deviceNumber = number, sequence = 3, type = "powerFail" }).Body();
        await city.RunTimer(DeviceRounds.TimerKind, Guid.Empty);
        Assert.Contains("断电", Assert.Single(await Open()).TitleZh, StringComparison.Ordinal);

        async Task<List<WorkTask>> Open()
        {
            using var db = city.Get<CityDatabase>().Read();
            return await db.Tasks.Where(task => task.SeniorId == senior && task.Status != WorkTaskStatus.Closed && task.Kind == TaskKind.DeviceFault).ToListAsync();
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task MainsThatAreGoneInAWholeDistrictAreOneOutage(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var numbers = new List<string>();
        foreach (var person in await city.AddSeniors(25)) numbers.Add(await city.AddDevice(person));
        foreach (var number in numbers) await city.Signal(new { deviceNumber = number, sequence = 1, type = "powerFail" }).Body();
        for (var round = 0; round < 2; round++) await city.RunTimer(DeviceRounds.TimerKind, Guid.Empty);
        using var db = city.Get<CityDatabase>().Read();
        Assert.Single(await db.Incidents.ToListAsync());
        Assert.Empty(await db.Tasks.Where(task => task.TitleZh.Contains("断电")).ToListAsync());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WorkThatIsClosedStaysClosedForAWhileAndARenewedSimEndsIt(string provider)
    {
        Needs.Database(provider);
        await using var database = await TestDatabase.Copy(provider);
        await using var city = LifeTable.CityWithoutTimers(database); // rounds are run by the test alone
        var keeper = await city.As("city1");
        var people = await city.AddSeniors(2);
        var ids = new List<string>();
        foreach (var person in people)
        {
            var made = await keeper.Post("/api/devices", new { number = $"S-{ids.Count}", protocol = "http", model = "盒", simExpiresOn = "2026-11-30" }).Body();
            ids.Add(made.Text("id"));
            await keeper.Post($"/api/devices/{ids[^1]}/bind", new { seniorId = person }).Body();
        }
        await city.RunTimer(DeviceRounds.TimerKind, Guid.Empty);
        Assert.Equal(2, Open().Count);
        var officer = await city.As("supervisor1");
        var closed = Open().Single(task => task.SubjectId == ids[0]);
        await officer.Post($"/api/tasks/{closed.Id}/claim").Body();
        await officer.Post($"/api/tasks/{closed.Id}/close", new { outcome = "已通知家属" }).Body();

        await keeper.Patch($"/api/devices/{ids[1]}", new { simExpiresOn = "2027-11-30" }, null).ShouldBeProblem(428, "request.ifMatchRequired", "If-Match");
        var changed = await keeper.Patch($"/api/devices/{ids[1]}", new { simExpiresOn = "2027-11-30", simNumber = "14400000003", address = "车库" }, "*").Body();
        Assert.Equal(("2027-11-30", "14400000003", "车库", "盒"), (changed.Text("simExpiresOn"), changed.Text("simNumber"), changed.Text("address"), changed.Text("model")));

        await city.RunTimer(DeviceRounds.TimerKind, Guid.Empty);
        Assert.Empty(Open());
        city.Clock.Advance(Duration.FromDays(7));
        await city.RunTimer(DeviceRounds.TimerKind, Guid.Empty);
        Assert.Equal(ids[0], Assert.Single(Open()).SubjectId); // its cause still stands

        List<WorkTask> Open()
        {
            using var db = city.Get<CityDatabase>().Read();
            return [.. db.Tasks.Where(task => task.Status != WorkTaskStatus.Closed && task.TitleZh.Contains("流量卡"))];
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OnlyAPressActivatesADeviceAndOneThatIsPutBackIntoUseIsTriedAnew(string provider)
    {
        Needs.Database(provider);
        await using var database = await TestDatabase.Copy(provider);
        await using var city = LifeTable.CityWithoutTimers(database); // rounds are run by the test alone
        var keeper = await city.As("city1");
        var senior = (await city.AddSeniors(1))[0];
        var number = await city.AddDevice(senior);
        var path = $"/api/devices/{(await keeper.Read("/api/devices")).Items()[0].Text("id")}";
        foreach (var (type, sequence) in new[] { ("lowBattery", 1), ("tamper", 11), ("water", 12) }) await city.Press(number, sequence, type);
        Assert.Equal("installed", (await keeper.Read(path)).Text("state"));
        await city.Press(number, 2, "test");
        Assert.Equal("active", (await keeper.Read(path)).Text("state"));

        Assert.Equal("active", (await keeper.Post($"{path}/bind", new { seniorId = senior, address = "女儿家" }).Body()).Text("state")); // it hangs where it hung

        city.Pass(Duration.FromDays(10));
        keeper = await city.As("city1"); // a sign-in has its time
        await keeper.Post($"{path}/suspend").Body();
        Assert.Equal("installed", (await keeper.Post($"{path}/resume").Body()).Text("state"));
        await city.RunTimer(DeviceRounds.TimerKind, Guid.Empty);
        Assert.Empty(NeverTried()); // it has been in use for a moment only
        city.Clock.Advance(Duration.FromDays(4));
        await city.RunTimer(DeviceRounds.TimerKind, Guid.Empty);
        Assert.Single(NeverTried());

        List<WorkTask> NeverTried()
        {
            using var db = city.Get<CityDatabase>().Read();
            return [.. db.Tasks.Where(task => task.TitleZh.Contains("从未试按"))];
        }
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
    public async Task ABatteryThatIsLowAgainIsWorkAgain(string provider)
    {
        Needs.Database(provider);
        await using var database = await TestDatabase.Copy(provider);
        await using var city = LifeTable.CityWithoutTimers(database); // rounds are run by the test alone
        var senior = (await city.AddSeniors(1))[0];
        var number = await city.AddDevice(senior);
        var officer = await city.As("supervisor1");
        foreach (var round in new[] { 1, 2 })
        {
            await Heartbeat(5);
            var task = Assert.Single(Open());
            await officer.Post($"/api/tasks/{task.Id}/claim").Body();
            await officer.Post($"/api/tasks/{task.Id}/close", new { outcome = $"换过 {round} 次" }).Body();
            await Heartbeat(4);
            Assert.Empty(Open()); // still the same
            await Heartbeat(100);
        }

        async Task Heartbeat(int percent)
        {
            city.Clock.Advance(Duration.FromMinutes(5));
            await city.Signal(new { deviceNumber = number, type = "heartbeat", batteryPercent = percent }).Body();
            await city.Get<DeviceWatch>().WriteDown();
            await city.RunTimer(DeviceRounds.TimerKind, Guid.Empty);
        }

        List<WorkTask> Open()
        {
            using var db = city.Get<CityDatabase>().Read();
            return [.. db.Tasks.Where(task => task.Status != WorkTaskStatus.Closed && task.TitleZh.Contains("电量不足"))];
        }
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
