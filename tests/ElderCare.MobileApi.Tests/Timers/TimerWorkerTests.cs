using ElderCare.Data;
using ElderCare.Data.Ledger;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Ledger;
using ElderCare.MobileApi.Setup;
using ElderCare.MobileApi.Tests.Realtime;
using ElderCare.MobileApi.Timers;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Timers;

/// <summary>A timer is a row: it runs once, by one node, again after a failure, and a restart loses none.</summary>
public sealed class TimerWorkerTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task ATimerRunsOnceThoughTwoNodesLookAtTheSameTime(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var handler = new Counting();
        var (one, other) = (Node(city, handler), Node(city, handler));
        var subjects = await Schedule(city, handler, 30);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(look => Task.Run(() => (look % 2 == 0 ? one : other).RunDue(default))));
        Assert.Equal(subjects.Order(), handler.Ran.Order());
        Assert.Equal(0, await one.RunDue(default));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ATimerIsNotRunBeforeItIsDue(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var handler = new Counting();
        var node = Node(city, handler);
        var subjects = await Schedule(city, handler, 1, Duration.FromMinutes(1));
        city.Clock.Advance(Duration.FromSeconds(59));
        Assert.Equal(0, await node.RunDue(default));
        city.Clock.Advance(Duration.FromSeconds(1));
        Assert.Equal(1, await node.RunDue(default));
        Assert.Equal(subjects, handler.Ran);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AnotherNodeTakesOverWhenTheLeaseOfADeadOneHasRunOut(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var handler = new Counting { Do = _ => new TaskCompletionSource<Instant?>().Task }; // dies while it runs: never comes back
        var subjects = await Schedule(city, handler, 1);
        _ = Node(city, handler).RunDue(default);
        await handler.Began.WaitAsync(Patience.Most);
        var next = Node(city, handler);
        city.Clock.Advance(Duration.FromSeconds(29));
        Assert.Equal(0, await next.RunDue(default));
        city.Clock.Advance(Duration.FromSeconds(2));
        handler.Do = _ => Task.FromResult<Instant?>(null);
        Assert.Equal(1, await next.RunDue(default));
        Assert.Equal([subjects[0], subjects[0]], handler.Ran);
        Assert.Null(await Row(city, subjects[0]));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatFailsIsTriedAgainLaterAndLater(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var handler = new Counting { Do = _ => throw new InvalidOperationException("not today") };
        var subject = (await Schedule(city, handler, 1))[0];
        var node = Node(city, handler);
        foreach (var seconds in new[] { 1, 2, 4, 8 })
        {
            Assert.Equal(1, await node.RunDue(default));
            Assert.Equal(city.Clock.GetCurrentInstant() + Duration.FromSeconds(seconds), (await Row(city, subject))!.DueAt);
            city.Clock.Advance(Duration.FromSeconds(seconds) - Duration.Epsilon * 100);
            Assert.Equal(0, await node.RunDue(default));
            city.Clock.Advance(Duration.Epsilon * 100);
        }
        handler.Do = _ => throw new OperationCanceledException("a call of the handler's own timed out");
        Assert.Equal(1, await node.RunDue(default)); // a failure like any other: the program goes on
        city.Clock.Advance(Duration.FromSeconds(16));
        var again = city.Clock.GetCurrentInstant() + Duration.FromMinutes(5);
        handler.Do = _ => Task.FromResult<Instant?>(again);
        Assert.Equal(1, await node.RunDue(default));
        var row = (await Row(city, subject))!;
        Assert.Equal((again, 0, null), (row.DueAt, row.Attempts, row.Owner));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task KindsThatNobodyRunsHereDoNotBlockOthers(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        await Schedule(city, new Counting(), 60); // of a newer version, say
        var handler = new Counting();
        var subjects = await Schedule(city, handler, 1);
        Assert.Equal(1, await Node(city, handler).RunDue(default));
        Assert.Equal(subjects, handler.Ran);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AMealThatNobodyFetchedIsMissedAfterARestart(string provider)
    {
        Needs.Database(provider);
        await using var database = await TestDatabase.Copy(provider);
        string id;
        Dictionary<AccountKind, long> before;
        await using (var city = TestCity.Start(database))
        {
            before = Sums(city);
            id = (await city.OrderDinner()).Text("id");
            Assert.NotEqual(before, Sums(city));
        }
        await using var again = TestCity.Start(database);
        var heard = new TaskCompletionSource<EventSeen>(TaskCreationOptions.RunContinuationsAsynchronously);
        var raised = new TaskCompletionSource<EventSeen>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var canteen = await again.HubOf("canteen1");
        canteen.On<EventSeen>("event", seen => { if (seen.SubjectId == id) heard.TrySetResult(seen); });
        await canteen.Listen();
        await using var community = await again.HubOf("community1");
        community.On<EventSeen>("event", seen => { if (seen.Type == "task.changed") raised.TrySetResult(seen); });
        await community.Listen();

        again.Clock.Advance(Duration.FromHours(12));
        await again.RunTimers();

        var changed = await heard.Task.WaitAsync(Patience.Most);
        Assert.Equal("mealOrder.changed", changed.Type);
        Assert.Contains("\"missed\"", changed.Data!.ToString()!, StringComparison.Ordinal);
        var task = await raised.Task.WaitAsync(Patience.Most);
        Assert.Contains("welfareCheck", task.Data!.ToString()!, StringComparison.Ordinal);
        var officer = again.With(await again.TokenOf("community1"));
        Assert.Equal("missed", (await officer.GetAsync($"/api/meal-orders/{id}").Body()).Text("state"));
        var check = Assert.Single((await officer.GetAsync("/api/tasks?kind=welfareCheck&status=open").Body()).Items());
        Assert.Equal(id, check.Text("subjectId"));
        Assert.Equal(before, Sums(again)); // every line is back where it came from
        again.BooksShouldBalance();
        using var db = again.Get<CityDatabase>().Read();
        Assert.Empty(db.SubsidyClaims.Where(claim => claim.OrderId == Guid.Parse(id)));
    }

    private static TimerWorker Node(TestCity city, ITimerHandler handler) =>
        new(city.Get<CityDatabase>(), city.Get<CityWriter>(), city.Clock, [handler], city.Get<Readiness>(), NullLogger<TimerWorker>.Instance);

    private static async Task<List<string>> Schedule(TestCity city, Counting handler, int count, Duration? ahead = null)
    {
        var subjects = Enumerable.Range(0, count).Select(_ => Guid.NewGuid().ToString()).ToList();
        await city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
        {
            foreach (var subject in subjects) unit.Schedule(handler.Kind, subject, unit.Now + (ahead ?? Duration.Zero));
        });
        return subjects;
    }

    private static Task<TimerRow?> Row(TestCity city, string subject)
    {
        using var db = city.Get<CityDatabase>().Read();
        return Task.FromResult(db.Timers.SingleOrDefault(timer => timer.Subject == subject));
    }

    private static Dictionary<AccountKind, long> Sums(TestCity city) => LedgerReads.Trial(city.Get<CityDatabase>(), null).ByKind.Where(kind => kind.Balance != 0).ToDictionary(kind => kind.Kind, kind => kind.Balance);

    /// <summary>A handler of a kind of its own that writes down what it ran.</summary>
    private sealed class Counting : ITimerHandler
    {
        private readonly List<string> _ran = [];
        private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Kind { get; } = $"test.{Guid.NewGuid()}";

        public Func<TimerRow, Task<Instant?>> Do { get; set; } = _ => Task.FromResult<Instant?>(null);

        public Task Began => _began.Task;

        public IReadOnlyList<string> Ran
        {
            get { lock (_ran) return [.. _ran]; }
        }

        public Task<Instant?> Run(TimerRow timer, CancellationToken ct)
        {
            lock (_ran) _ran.Add(timer.Subject);
            _began.TrySetResult();
            return Do(timer);
        }
    }
}
