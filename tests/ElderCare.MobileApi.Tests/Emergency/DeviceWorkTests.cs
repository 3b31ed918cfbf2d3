using ElderCare.Data;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Devices;
using ElderCare.MobileApi.Emergency;
using ElderCare.MobileApi.Tests.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Emergency;

/// <summary>What devices make somebody's work, when it comes back, and what shows that one works.</summary>
public sealed class DeviceWorkTests
{
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
}
