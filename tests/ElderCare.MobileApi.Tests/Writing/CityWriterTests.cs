using ElderCare.Data;
using ElderCare.Data.Feed;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Tests.Realtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Writing;

/// <summary>The one door for changes: all or nothing, one bad unit hurts nobody else, the urgent first, on disk before it is answered.</summary>
public sealed class CityWriterTests(SharedCities cities) : IClassFixture<SharedCities>
{
    private const string Audience = "account:nobody";

    [SkippableTheory, OnBothDatabases]
    public async Task ABadUnitFailsAloneAndItsWaiterLearnsWhy(string provider)
    {
        Needs.Database(provider);
        var writer = (await cities.On(provider)).Get<CityWriter>();
        var marks = Enumerable.Range(0, 20).Select(_ => Guid.NewGuid().ToString()).ToList();
        List<Task> units;
        using (Occupied(writer, provider)) // so that they wait together and go in one group
        {
            units = [.. marks.Select((mark, i) => writer.Commit(Lane.Interactive, unit =>
            {
                Mark(unit, mark);
                if (i % 5 == 3) throw new RuleViolation("test.no", new("不", "No"), $"field{i}");
                if (i % 5 == 4) unit.Sql.Execute("""INSERT INTO "Funds" ("Id", "NameZh", "NameEn", "DivisionCode") VALUES (NULL, NULL, NULL, NULL)""");
            }))];
        }
        for (var i = 0; i < units.Count; i++)
        {
            if (i % 5 == 3) Assert.Equal($"field{i}", (await Assert.ThrowsAsync<RuleViolation>(() => units[i])).Field);
            else if (i % 5 == 4) await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => units[i]);
            else await units[i];
            Assert.Equal(i % 5 < 3 ? 1 : 0, await Marks(provider, marks[i]));
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ARowFoundIsTheRowThatTheContextReads(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var id = Guid.Empty;
        var found = await city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
        {
            var incident = Incident.Open(IncidentKind.Fall, DemoIds.Senior1, null, id.ToString(), "371002", city.Get<EmergencyPolicy>().LadderOf([]), unit.Now, isProbe: true);
            incident.Take(DemoIds.Senior1, takeOver: false, unit.Now);
            id = incident.Id;
            unit.Insert(incident);
            Assert.Null(unit.Find<Incident>("""WHERE "Id" = @p0""", Guid.NewGuid()));
            return unit.Find<Incident>("""WHERE "Id" = @p0""", id)!;
        });
        using var db = city.Get<CityDatabase>().Read();
        Assert.Equivalent(db.Incidents.Single(incident => incident.Id == id), found, strict: true);
        Assert.Equal((IncidentState.Claimed, true, 1), (found.State, found.IsProbe, found.Claim));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AUnitThatThrowsAfterItsInsertsLeavesNothing(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var mark = Guid.NewGuid().ToString();
        var before = city.Written(Audience, 0).Count;
        await Assert.ThrowsAsync<InvalidOperationException>(() => city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
        {
            Mark(unit, mark);
            unit.Tell("notice.published", mark, new { }, [Audience]);
            unit.Schedule("test.never", mark, unit.Now);
            unit.Db.Canteens.Single(canteen => canteen.Id == DemoIds.Canteen1);
            unit.Sql.Execute("""UPDATE "Canteens" SET "Seats" = -1 WHERE "Id" = @p0""", DemoIds.Canteen1);
            unit.AfterCommit(() => Assert.Fail("It was not committed."));
            throw new InvalidOperationException();
        }));
        using var db = city.Get<CityDatabase>().Read();
        Assert.Equal(0, await Marks(provider, mark));
        Assert.Equal(before, city.Written(Audience, 0).Count);
        Assert.Empty(db.Timers.Where(timer => timer.Subject == mark));
        Assert.True(db.Canteens.Single(canteen => canteen.Id == DemoIds.Canteen1).Seats > 0);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoGivesUpBeforeTheirTurnLeavesNothing(string provider)
    {
        Needs.Database(provider);
        var writer = (await cities.On(provider)).Get<CityWriter>();
        var (waited, begun) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        using var cancel = new CancellationTokenSource();
        Task giveUp;
        using (Occupied(writer, provider))
        {
            giveUp = writer.Commit(Lane.Interactive, unit => Mark(unit, waited), cancel.Token);
            cancel.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => giveUp);
        }
        using var running = new CancellationTokenSource();
        await writer.Commit(Lane.Interactive, unit =>
        {
            running.Cancel(); // too late: it has begun, is finished and says so
            Mark(unit, begun);
        }, running.Token);
        await writer.Commit(Lane.Bulk, _ => { }); // after all that waited
        Assert.Equal((0, 1), (await Marks(provider, waited), await Marks(provider, begun)));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AnAlarmOvertakesWhatWaits(string provider)
    {
        Needs.Database(provider);
        using var database = Open((await cities.On(provider)).Database);
        using var writer = new CityWriter(database, SystemClock.Instance, NullLogger<CityWriter>.Instance, parallel: 1);
        writer.Start();
        var order = new List<string>();
        List<Task> units = [];
        void Add(Lane lane, string what) => units.Add(writer.Commit(lane, _ => { lock (order) order.Add(what); }));
        using (Occupied(writer, "Sqlite"))
        {
            Add(Lane.Bulk, "import");
            Add(Lane.Interactive, "order");
            Add(Lane.Bulk, "import");
            Add(Lane.Emergency, "alarm 1");
            Add(Lane.Interactive, "order");
            Add(Lane.Emergency, "alarm 2");
        }
        await Task.WhenAll(units);
        Assert.Equal(["alarm 1", "alarm 2", "order", "order", "import", "import"], order);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AWriterThatStopsFinishesWhatWaitsAndTakesNoMore(string provider)
    {
        Needs.Database(provider);
        using var database = Open((await cities.On(provider)).Database);
        var writer = new CityWriter(database, SystemClock.Instance, NullLogger<CityWriter>.Instance, parallel: 1);
        writer.Start();
        var mark = Guid.NewGuid().ToString();
        Task waiting;
        using (Occupied(writer, "Sqlite")) waiting = writer.Commit(Lane.Bulk, unit => Mark(unit, mark));
        writer.Dispose();
        await waiting;
        Assert.Equal(1, await Marks(provider, mark));
        await Assert.ThrowsAsync<WriterBusyException>(() => writer.Commit(Lane.Emergency, _ => { }));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatFollowsACommitCannotUndoIt(string provider)
    {
        Needs.Database(provider);
        var writer = (await cities.On(provider)).Get<CityWriter>();
        var mark = Guid.NewGuid().ToString();
        await writer.Commit(Lane.Interactive, unit =>
        {
            Mark(unit, mark);
            unit.AfterCommit(() => throw new InvalidOperationException("A cache could not be dropped."));
        });
        await writer.Commit(Lane.Interactive, _ => { }); // it still works
        Assert.Equal(1, await Marks(provider, mark));
    }

    [SkippableFact]
    public async Task TwoUnitsThatLockCrosswiseBothSucceed()
    {
        const string provider = "PostgreSql";
        Needs.Database(provider);
        var city = await cities.On(provider);
        var writer = city.Get<CityWriter>();
        using var bothHoldOne = new Barrier(2);
        var runs = 0;
        Task Cross(Guid first, Guid second, bool tracked) => writer.Commit(Lane.Interactive, unit =>
        {
            Interlocked.Increment(ref runs);
            Seat(unit, first);
            if (runs <= 2) bothHoldOne.SignalAndWait(TimeSpan.FromSeconds(1));
            // The change tracker wraps what PostgreSQL says; that must be understood, too.
            if (tracked) SeatTracked(unit, second);
            else Seat(unit, second);
        });
        int Seats(Guid id) => city.Get<CityDatabase>().Read(sql => sql.Query("""SELECT "Seats" FROM "Canteens" WHERE "Id" = @p0""", row => row.GetInt32(0), id)[0]);
        foreach (var tracked in new[] { false, true })
        {
            runs = 0;
            var (one, other) = (Seats(DemoIds.Canteen1), Seats(DemoIds.Canteen2));
            await Task.WhenAll(Cross(DemoIds.Canteen1, DemoIds.Canteen2, tracked), Cross(DemoIds.Canteen2, DemoIds.Canteen1, tracked));
            Assert.Equal((one + 2, other + 2), (Seats(DemoIds.Canteen1), Seats(DemoIds.Canteen2)));
            Assert.True(runs > 2, "nobody lost the race");
        }
    }

    [SkippableFact]
    public async Task AUnitThatHoldsThePostgreSqlTransactionTooLongIsEndedAndTheNextOneRuns()
    {
        const string provider = "PostgreSql";
        Needs.Database(provider);
        using var database = Open((await cities.On(provider)).Database);
        using var writer = new CityWriter(database, SystemClock.Instance, NullLogger<CityWriter>.Instance, parallel: 1);
        writer.Start();
        var mark = Guid.NewGuid().ToString();
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => writer.Commit(Lane.Interactive, unit =>
        {
            Mark(unit, mark);
            unit.Sql.Query("SELECT pg_sleep(5)", _ => true);
        }));
        await writer.Commit(Lane.Interactive, unit => Mark(unit, mark));
        Assert.Equal(1, await Marks(provider, mark));
    }

    [Fact]
    public async Task OnSqliteTheNumbersOfEventsAreInTheOrderOfTheCommits()
    {
        var city = await cities.On("Sqlite");
        var writer = city.Get<CityWriter>();
        var answered = new List<string>();
        var start = city.Get<EventFeed>().Horizon();
        await Task.WhenAll(Enumerable.Range(0, 500).Select(number => Task.Run(() => writer.Commit(number % 7 == 0 ? Lane.Emergency : Lane.Interactive, unit =>
        {
            unit.Tell("notice.published", $"{number}", new { }, [Audience]);
            unit.AfterCommit(() => answered.Add($"{number}")); // on the one writing thread
        }))));
        var written = city.Get<EventFeed>().Tail(start, long.MaxValue, 1_000).Select(row => row.SubjectId);
        Assert.Equal(answered, written);
    }

    [Fact]
    public async Task OnSqliteARolledBackNumberIsNotCountedAsRead()
    {
        await using var database = await TestDatabase.Copy("Sqlite");
        long stands;
        await using (var city = TestCity.Start(database))
        {
            await city.Tell(Audience);
            await Assert.ThrowsAsync<InvalidOperationException>(() => city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
            {
                unit.Tell("notice.published", "never", new { }, [Audience]);
                throw new InvalidOperationException();
            }));
            stands = city.Get<EventFeed>().Horizon();
        }
        await using var again = TestCity.Start(database);
        Assert.True(await again.Tell(Audience) > stands, "a client that had read up to there would miss it");
    }

    [Fact]
    public async Task OnSqliteEveryCommitIsOnDiskAndKeysAreChecked()
    {
        var city = await cities.On("Sqlite");
        string Pragma(CityUnit unit, string name) => unit.Sql.Query($"PRAGMA {name}", row => row.GetString(0))[0];
        var kept = await city.Get<CityWriter>().Commit(Lane.Interactive, unit => (Pragma(unit, "synchronous"), Pragma(unit, "foreign_keys"), Pragma(unit, "journal_mode")));
        Assert.Equal(("2", "1", "wal"), kept); // 2 is FULL
    }

    /// <summary>Keeps every writing thread busy until it is disposed of.</summary>
    private static Busy Occupied(CityWriter writer, string provider) => new(writer, provider == "Sqlite" ? 1 : 8);

    private static void Mark(CityUnit unit, string mark) => unit.Record("test", "test.marked", mark);

    private static void Seat(CityUnit unit, Guid canteen) => unit.Sql.Execute("""UPDATE "Canteens" SET "Seats" = "Seats" + 1, "Version" = "Version" + 1 WHERE "Id" = @p0""", canteen);

    private static void SeatTracked(CityUnit unit, Guid id)
    {
        var canteen = unit.Db.Canteens.AsTracking().Single(canteen => canteen.Id == id);
        canteen.Seats++;
        canteen.Version++;
    }

    private static CityDatabase Open(TestDatabase database) => new(database.Provider, database.ConnectionString);

    private async Task<int> Marks(string provider, string mark) => (await cities.On(provider)).Get<CityDatabase>()
        .Read(sql => sql.Query("""SELECT COUNT(*) FROM "Audit" WHERE "Subject" = @p0""", row => row.GetInt32(0), mark)[0]);

    private sealed class Busy : IDisposable
    {
        private readonly ManualResetEventSlim _over = new();
        private readonly Task _units;

        public Busy(CityWriter writer, int threads)
        {
            var all = new CountdownEvent(threads); // a unit may run again, also after the count is over
            _units = Task.WhenAll(Enumerable.Range(0, threads).Select(_ => writer.Commit(Lane.Emergency, _ =>
            {
                if (!all.IsSet) all.Signal();
                _over.Wait(TimeSpan.FromSeconds(5));
            })));
            Assert.True(all.Wait(Patience.Most));
        }

        public void Dispose()
        {
            _over.Set();
            _units.Wait(Patience.Most);
            _over.Dispose();
        }
    }
}
