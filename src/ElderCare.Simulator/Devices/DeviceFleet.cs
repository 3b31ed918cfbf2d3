using System.Collections.Concurrent;
using System.Diagnostics;
using ElderCare.Domain.Emergency;
using ElderCare.Simulator.People;
using ElderCare.Simulator.Reporting;
using NodaTime;

namespace ElderCare.Simulator.Devices;

/// <summary>
/// Devices that are played: their buttons are pressed at a rate, and each sends what it has to say until it is acknowledged, over as many
/// connections as that takes.
/// </summary>
public sealed class DeviceFleet : IAsyncDisposable
{
    private static readonly Duration LargestClockError = Duration.FromHours(2);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10), ShortestPause = TimeSpan.FromMilliseconds(50), LongestPause = TimeSpan.FromSeconds(1);
    private readonly FleetPlan _plan;
    private readonly Random _dice;
    private readonly ConcurrentQueue<Post> _free;
    private readonly CancellationTokenSource _end = new();
    private int _busy;

    private DeviceFleet(FleetPlan plan, ServerAddress server, IReadOnlyList<PlayedDevice> devices, SimulationReport report)
    {
        _plan = plan;
        _dice = new Random(plan.Seed);
        Devices = devices;
        Report = report;
        var shuffled = devices.Select(device => new Post(device, DeviceLine.Of(device, server))).ToArray();
        _dice.Shuffle(shuffled);
        _free = new(shuffled);
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<PlayedDevice> Devices { get; }

    /// <summary>What becomes of what they send.</summary>
    public SimulationReport Report { get; }

    /// <summary>How many wait for an answer now.</summary>
    public int Busy => Volatile.Read(ref _busy);

    /// <summary>Registers devices and binds them to people of the demo city, whom they may have to share.</summary>
    public static async Task<DeviceFleet> Register(CityClient keeper, FleetPlan plan, SimulationReport report, Action<int>? registered = null, CancellationToken ct = default)
    {
        var people = await keeper.SeniorsOf(plan.Division, plan.People ?? plan.Devices, ct);
        if (people.Count == 0) throw new InvalidOperationException($"Nobody lives in {plan.Division} who could have a device.");
        var run = SystemClock.Instance.GetCurrentInstant().ToUnixTimeSeconds();
        var devices = Enumerable.Range(0, plan.Devices).Select(index => PlayedDevice.Of(plan.Kinds[index % plan.Kinds.Count], run, index, people[index % people.Count])).ToList();
        var done = 0;
        await Parallel.ForEachAsync(devices, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = ct }, async (device, stop) =>
        {
            await keeper.AddDevice(device, stop);
            registered?.Invoke(Interlocked.Increment(ref done));
        });
        return new(plan, keeper.Server, devices, report);
    }

    /// <summary>
    /// Presses buttons at a rate until it is told to stop. Devices that were not answered go on trying after that: see <see cref="Settle"/>.
    /// </summary>
    /// <param name="rate">Presses a second, of all devices together; what no device is free for is counted as held back.</param>
    /// <param name="stop">Ends it.</param>
    /// <param name="heartbeats">Heartbeats a second, of all devices together; one that no device is free for is left out.</param>
    public async Task Play(double rate, CancellationToken stop, double heartbeats = 0)
    {
        var since = Stopwatch.StartNew();
        var (pressed, beaten) = (0L, 0L);
        using var tick = new PeriodicTimer(Tick);
        try
        {
            while (await tick.WaitForNextTickAsync(stop))
            {
                for (var due = (long)(since.Elapsed.TotalSeconds * rate); pressed < due; pressed++)
                {
                    if (_free.TryDequeue(out var post)) Begin(post);
                    else Report.HoldBack();
                }
                for (var due = (long)(since.Elapsed.TotalSeconds * heartbeats); beaten < due; beaten++)
                {
                    if (_free.TryDequeue(out var post)) BeginBeat(post);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // enough was pressed
        }
    }

    /// <summary>Waits until every alarm that was sent is acknowledged, and no heartbeat waits for its answer.</summary>
    /// <returns>False when some are not after so long.</returns>
    public async Task<bool> Settle(TimeSpan longest)
    {
        for (var waited = Stopwatch.StartNew(); Busy > 0; await Task.Delay(Tick))
        {
            if (waited.Elapsed > longest) return false;
        }
        return true;
    }

    /// <summary>Presses the button of one device that waits for nothing, and ends when it is acknowledged.</summary>
    public async Task<PlayedAlarm> Press(PlayedDevice device, CancellationToken ct = default)
    {
        for (var others = _free.Count; ; others--)
        {
            if (!_free.TryDequeue(out var post)) throw new InvalidOperationException($"{device.Number} waits for an answer.");
            if (post.Device == device)
            {
                Interlocked.Increment(ref _busy);
                var alarm = device.Press(SignalType.Sos, Now());
                await Send(post, [alarm], new Random(_plan.Seed), new Faults(), ct);
                return alarm;
            }
            _free.Enqueue(post);
            if (others < 0) throw new InvalidOperationException($"{device.Number} waits for an answer.");
        }
    }

    /// <summary>Sends alarms that were acknowledged once more, over lines of their own, as devices do that missed the answer.</summary>
    /// <returns>How many were acknowledged again.</returns>
    public async Task<int> SendAgain(IEnumerable<PlayedAlarm> alarms, ServerAddress server, CancellationToken ct = default)
    {
        var again = 0;
        foreach (var alarm in alarms)
        {
            await using var line = DeviceLine.Of(alarm.Device, server);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(_plan.Patience);
            if (await UntilHeard(line, alarm, patience.Token) is Answer.Acknowledged or Answer.Duplicate) again++;
        }
        return again;
    }

    /// <summary>A line that ends before an answer came is opened anew, as a device does.</summary>
    private static async Task<Answer> UntilHeard(DeviceLine line, PlayedAlarm alarm, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return await line.Tell(alarm, Manner.Plain, SystemClock.Instance.GetCurrentInstant(), ct);
            }
            catch (IOException) when (!ct.IsCancellationRequested)
            {
                await Task.Delay(ShortestPause, ct);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Settle(LongestPause + _plan.Patience);
        while (_free.TryDequeue(out var post)) await post.Line.DisposeAsync();
        _end.Dispose();
    }

    private void Begin(Post post)
    {
        Interlocked.Increment(ref _busy);
        var dice = new Random(_dice.Next());
        var alarm = Alarm(post.Device, dice);
        PlayedAlarm[] alarms = dice.NextDouble() < _plan.Faults.Reorder ? [Alarm(post.Device, dice), alarm] : [alarm];
        _ = Task.Run(() => Send(post, alarms, dice, _plan.Faults, _end.Token));
    }

    private void BeginBeat(Post post)
    {
        Interlocked.Increment(ref _busy);
        var manner = _plan.Faults.MannerBy(_dice);
        _ = Task.Run(() => Beat(post, manner, _end.Token));
    }

    /// <summary>Sends a heartbeat once: the next one says the same.</summary>
    private async Task Beat(Post post, Manner manner, CancellationToken ct)
    {
        var beat = post.Device.Beat(Now());
        Report.Beat(beat);
        try
        {
            if (await Once(post, beat, manner, ct) is Answer.Acknowledged or Answer.Duplicate) Report.AcknowledgeBeat(beat);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // the fleet is taken down
        }
        finally
        {
            _free.Enqueue(post);
            Interlocked.Decrement(ref _busy);
        }
    }

    private PlayedAlarm Alarm(PlayedDevice device, Random dice)
    {
        var at = dice.NextDouble() < _plan.Faults.Clock ? Now() + (LargestClockError * ((dice.NextDouble() * 2) - 1)) : Now();
        var knowsSmoke = device.Kind is DeviceKind.Http or DeviceKind.Mqtt or DeviceKind.Dc09Tcp or DeviceKind.Dc09Udp;
        return device.Press(knowsSmoke && dice.Next(4) == 0 ? SignalType.Smoke : SignalType.Sos, Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds()));
    }

    private async Task Send(Post post, IReadOnlyList<PlayedAlarm> alarms, Random dice, Faults faults, CancellationToken ct)
    {
        try
        {
            foreach (var alarm in alarms)
            {
                if (await UntilAnswered(post, alarm, faults.MannerBy(dice), ct) is not { } stored) continue;
                if (dice.NextDouble() < faults.Duplicates && await Once(post, stored, Manner.Plain, ct) is Answer.Acknowledged or Answer.Duplicate) Report.Repeat(stored);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // the fleet is taken down
        }
        finally
        {
            _free.Enqueue(post);
            Interlocked.Decrement(ref _busy);
        }
    }

    /// <summary>Sends an alarm until it is acknowledged; null when it is refused for ever.</summary>
    private async Task<PlayedAlarm?> UntilAnswered(Post post, PlayedAlarm alarm, Manner manner, CancellationToken ct)
    {
        Report.Press(alarm);
        var since = Stopwatch.StartNew();
        for (var pause = ShortestPause; ; pause = pause < LongestPause ? pause * 2 : pause)
        {
            switch (await Once(post, alarm, manner, ct))
            {
                case Answer.Acknowledged:
                    Report.Acknowledge(alarm, since.Elapsed, wasThere: false);
                    return alarm;
                case Answer.Duplicate:
                    Report.Acknowledge(alarm, since.Elapsed, wasThere: true);
                    return alarm;
                case Answer.Refused:
                    Report.Refuse(alarm);
                    return null;
                case Answer.WrongClock:
                    Report.CorrectClock();
                    alarm = alarm with { OccurredAt = Now(), IsRetimed = true };
                    break;
                default:
                    await Task.Delay(pause, ct);
                    break;
            }
            manner = Manner.Plain;
        }
    }

    /// <summary>Sends it once; <see cref="Answer.Other"/> when no answer came.</summary>
    private async Task<Answer> Once(Post post, PlayedAlarm alarm, Manner manner, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(_plan.Patience);
        try
        {
            return await post.Line.Tell(alarm, manner, SystemClock.Instance.GetCurrentInstant(), patience.Token);
        }
        catch (DroppedException)
        {
            Report.Drop();
        }
        catch (Exception unanswered) when (unanswered is IOException || (unanswered is OperationCanceledException && !ct.IsCancellationRequested))
        {
            Report.Miss(alarm);
        }
        return Answer.Other;
    }

    private static Instant Now() => Instant.FromUnixTimeSeconds(SystemClock.Instance.GetCurrentInstant().ToUnixTimeSeconds());

    private sealed record Post(PlayedDevice Device, DeviceLine Line);
}
