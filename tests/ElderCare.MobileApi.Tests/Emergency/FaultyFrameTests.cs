using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Emergency;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Emergency;

/// <summary>What came at device ports and was not understood: kept for a time, and work when it repeats.</summary>
public sealed class FaultyFrameTests
{
    [SkippableTheory, OnBothDatabases]
    public async Task TheyAreKeptAsLongAsThePolicySays(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await SendFaulty(city, "F-OLD");
        city.Clock.Advance(Duration.FromDays(1));
        await SendFaulty(city, "F-NEW");

        city.Clock.Advance(Duration.FromDays(179));
        await city.RunTimer(Housekeeping.TimerKind, Guid.Empty);
        Assert.Equal(["F-NEW", "F-OLD"], Kept(city)); // to the second
        city.Clock.Advance(Duration.FromSeconds(1));
        await city.RunTimer(Housekeeping.TimerKind, Guid.Empty);
        Assert.Equal(["F-NEW"], Kept(city));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task HowOftenIsWorkAndOfHowManySendersIsPolicy(string provider)
    {
        Needs.Database(provider);
        await using var database = await TestDatabase.Copy(provider);
        var policy = DevicePolicies.Read();
        Assert.Equal(new FaultyFramePolicy(180, 5, Duration.FromMinutes(10), 20), policy.FaultyFrames);
        await using var city = TestCity.Start(database, services => services.AddSingleton(policy with { FaultyFrames = new(180, Repeated: 2, Duration.FromMinutes(1), MostTasks: 1) }));
        foreach (var sender in new[] { "F-1", "F-2", "F-1", "F-2", "F-1" }) await SendFaulty(city, sender);
        Assert.Equal(["frames:http F-1"], Work(city)); // the second sender is one too many

        city.Clock.Advance(Duration.FromMinutes(1));
        foreach (var sender in new[] { "F-1", "F-1", "F-2" }) await SendFaulty(city, sender);
        Assert.Equal(["frames:http F-1"], Work(city)); // nobody has looked at it yet
        city.Clock.Advance(Duration.FromMinutes(1));
        foreach (var sender in new[] { "F-2", "F-2" }) await SendFaulty(city, sender);
        Assert.Equal(["frames:http F-1", "frames:http F-2"], Work(city));

        var supervisor = await city.As("supervisor1");
        var task = (await supervisor.Read("/api/tasks?kind=deviceFault&limit=200")).Items().Single(one => one.Text("subjectId") == "frames:http F-1").Text("id");
        await supervisor.Post($"/api/tasks/{task}/claim").Body();
        await supervisor.Post($"/api/tasks/{task}/close", new { outcome = "换了设备" }).Body();
        city.Clock.Advance(Duration.FromMinutes(1));
        foreach (var sender in new[] { "F-1", "F-1" }) await SendFaulty(city, sender);
        Assert.Equal(["frames:http F-1", "frames:http F-1", "frames:http F-2"], Work(city)); // done, and it repeats
    }

    private static List<string> Work(TestCity city)
    {
        using var db = city.Get<CityDatabase>().Read();
        return [.. db.Tasks.AsNoTracking().Where(task => task.SubjectId.StartsWith("frames:")).Select(task => task.SubjectId).OrderBy(subject => subject)];
    }

    private static Task SendFaulty(TestCity city, string number) =>
        city.Signal(new { deviceNumber = number, sequence = "x", type = "sos" }).ShouldBeProblem(400, "request.malformed", "sequence");

    private static List<string> Kept(TestCity city)
    {
        using var db = city.Get<CityDatabase>().Read();
        return [.. db.FaultyFrames.AsNoTracking().OrderBy(frame => frame.DeviceNumber).Select(frame => frame.DeviceNumber!)];
    }
}
