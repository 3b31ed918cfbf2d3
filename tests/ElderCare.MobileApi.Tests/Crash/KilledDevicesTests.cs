using System.Diagnostics;
using System.Globalization;
using ElderCare.Data;
using ElderCare.Domain.Emergency;
using ElderCare.Simulator.Devices;
using ElderCare.Simulator.People;
using ElderCare.Simulator.Reporting;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Xunit.Abstractions;

namespace ElderCare.MobileApi.Tests.Crash;

/// <summary>
/// A server that is killed while alarms of all protocols come in has kept every one that it acknowledged. <c>ELDERCARE_CRASH_ROUNDS</c>
/// sets how often it is killed on each database.
/// </summary>
public sealed class KilledDevicesTests(ITestOutputHelper output)
{
    private const int Devices = 70, People = 25, Replays = 40, AtLeast = 30;
    private const double Rate = 300;
    private static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("ELDERCARE_CRASH_ROUNDS"), CultureInfo.InvariantCulture, out var rounds) ? rounds : 3;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);
    private static readonly Duration MostLate = Duration.FromSeconds(20);
    private readonly List<(Instant From, Instant Until)> _outages = [];

    [SkippableTheory, OnBothDatabases]
    public async Task EveryAcknowledgedAlarmIsStoredOnceAndItsLadderIsClimbed(string provider)
    {
        Needs.Database(provider);
        await using var copy = await TestDatabase.Copy(provider);
        var ports = ServerPorts.Free();
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var dice = new Random(seed);
        var report = new SimulationReport();
        var server = await Start(copy, ports);
        DeviceFleet? fleet = null;
        try
        {
            using (var keeper = await CityClient.SignIn(ports.Address, "city1"))
            {
                var faults = new Faults(Duplicates: 0.1, Reorder: 0.1, Splits: 0.2, Drops: 0.05);
                fleet = await DeviceFleet.Register(keeper, new() { Devices = Devices, People = People, Seed = seed, Faults = faults }, report);
            }
            for (var round = 1; round <= Rounds; round++)
            {
                var before = report.Acknowledged.Count;
                using var stop = new CancellationTokenSource();
                var playing = fleet.Play(Rate, stop.Token);
                await Until(() => Task.FromResult(report.Acknowledged.Count >= before + AtLeast), () => server.Said);
                await Task.Delay(dice.Next(200, 1_500)); // a random moment, as a power cut comes
                var killed = SystemClock.Instance.GetCurrentInstant();
                await server.Kill();
                var answered = report.Acknowledged.Count - before;
                server.Dispose();
                server = await Start(copy, ports);
                _outages.Add((killed, SystemClock.Instance.GetCurrentInstant()));
                await stop.CancelAsync();
                await playing;
                Assert.True(await fleet.Settle(Longest), $"{fleet.Busy} devices are not answered. {server.Said}");

                var again = report.Acknowledged.Skip(before).Take(answered).Select(one => one.Alarm).Where(alarm => !Expires(alarm)).TakeLast(Replays).ToList();
                Assert.Equal(again.Count, await fleet.SendAgain(again, ports.Address));
                output.WriteLine($"round {round}: {answered} acknowledged before the kill, {report.Acknowledged.Count - before - answered} after it; {again.Count} sent again");
                await NothingIsLostOrDoubled(provider, copy, report, fleet);
            }
            await TheLaddersAreClimbed(provider, copy, server);
        }
        finally
        {
            server.Dispose();
            if (fleet is not null) await fleet.DisposeAsync();
        }
        output.WriteLine($"{report}");
    }

    private async Task<ServerProcess> Start(TestDatabase database, ServerPorts ports)
    {
        var since = Stopwatch.StartNew();
        var server = await ServerProcess.Start(database, ports, []);
        output.WriteLine($"ready after {since.Elapsed.TotalSeconds:0.0} s");
        return server;
    }

    /// <summary>A panel that encrypts proves by its clock that a frame is not an old one: its alarm cannot be sent again a minute later.</summary>
    private static bool Expires(PlayedAlarm alarm) => alarm.Device.Kind is DeviceKind.Dc09Tcp or DeviceKind.Dc09Udp && alarm.Device.Key is not null;

    private static async Task NothingIsLostOrDoubled(string provider, TestDatabase copy, SimulationReport report, DeviceFleet fleet)
    {
        using var database = new CityDatabase(provider, copy.ConnectionString);
        await using var db = database.Read();
        var stored = (await db.DeviceSignals.Select(signal => new { signal.DeviceNumber, signal.Sequence, signal.IncidentId, signal.Type }).ToListAsync()).ToLookup(signal => (signal.DeviceNumber, signal.Sequence));
        var incidents = (await db.Incidents.Where(incident => !incident.IsProbe && incident.Kind != IncidentKind.Outage).ToListAsync()).ToDictionary(incident => incident.Id);
        foreach (var (alarm, _, _) in report.Acknowledged)
        {
            var signals = stored[(alarm.Device.Number, alarm.Sequence)].ToList();
            Assert.True(signals.Count >= 1, $"{alarm} was acknowledged and is lost");
            Assert.True(signals.Count == 1 || alarm.IsRetimed, $"{alarm} is stored {signals.Count} times");
            Assert.All(signals, signal => Assert.Equal((alarm.Type, alarm.Device.SeniorId), (signal.Type, incidents[signal.IncidentId!.Value].SeniorId!.Value)));
        }
        // Nobody closes anything here, so that a person has one incident of a class at most.
        var people = fleet.Devices.Select(device => device.SeniorId).ToHashSet();
        Assert.All(incidents.Values, incident => Assert.Contains(incident.SeniorId!.Value, people));
        Assert.All(incidents.Values.GroupBy(incident => (incident.SeniorId, IncidentUrgency.ClassOf(incident.Kind))), one => Assert.Single(one));
        Assert.All(incidents.Values, incident => Assert.Equal(IncidentState.Offered, incident.State));
    }

    /// <summary>What was raised before a kill climbs after the start: never before its time, and what came due while nothing ran at once.</summary>
    private async Task TheLaddersAreClimbed(string provider, TestDatabase copy, ServerProcess server)
    {
        using var database = new CityDatabase(provider, copy.ConnectionString);
        await Until(async () =>
        {
            await using var looking = database.Read();
            return await looking.Incidents.AllAsync(incident => incident.IsProbe || incident.EscalationLevel > 0);
        }, () => server.Said);
        await using var db = database.Read();
        var incidents = await db.Incidents.Where(incident => !incident.IsProbe).ToDictionaryAsync(incident => incident.Id);
        var latest = Duration.Zero;
        foreach (var note in await db.IncidentNotes.Where(note => note.Kind == IncidentNoteKind.Escalated).ToListAsync())
        {
            var incident = incidents[note.IncidentId];
            var due = incident.RaisedAt + Duration.FromSeconds(incident.Ladder.Rungs[int.Parse(note.Text!, CultureInfo.InvariantCulture)].AfterSeconds);
            Assert.True(note.At >= due, $"{incident.Id} climbed to {note.Text} at {note.At}, before {due}");
            // A server that was away when it came due does it as soon as it is there again.
            var away = _outages.Select(outage => Instant.Min(outage.Until, note.At) - Instant.Max(outage.From, due)).Where(part => part > Duration.Zero).Aggregate(Duration.Zero, (sum, part) => sum + part);
            latest = Duration.Max(latest, note.At - due - away);
        }
        output.WriteLine($"{incidents.Count} incidents have climbed, the last {latest.TotalSeconds:0.0} s late");
        Assert.True(latest < MostLate, $"A rung was climbed {latest} late.");
    }

    /// <summary>Looks again and again: what happens in another process tells nobody here.</summary>
    private static async Task Until(Func<Task<bool>> happened, Func<string> why)
    {
        for (var waited = Stopwatch.StartNew(); !await happened(); await Task.Delay(20)) Assert.True(waited.Elapsed < Longest, $"It did not happen. {why()}");
    }
}
