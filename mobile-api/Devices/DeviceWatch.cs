using ElderCare.Data;
using ElderCare.Data.Emergency;
using ElderCare.Data.Writing;
using ElderCare.Domain.Emergency;
using NodaTime;

namespace ElderCare.MobileApi.Devices;

/// <summary>
/// Keeps when each device was last heard of. A heartbeat is no row: thousands a second are gathered, the newest of a device counts,
/// and are written together in short units of the lane for bulk work, so that no alarm waits for them.
/// </summary>
internal sealed class DeviceWatch(CityWriter writer, DevicePolicy policy, IClock clock, ILogger<DeviceWatch> log) : BackgroundService
{
    private const int Chunk = 500;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);
    private readonly Lock _gate = new();
    private Dictionary<(DeviceProtocol, string), HeardOf> _heard = [];
    private TaskCompletionSource _written = NewSource();

    /// <summary>Takes note of a device, and ends when that is on disk.</summary>
    public Task Hear(DeviceReport report)
    {
        lock (_gate)
        {
            Keep(report);
            return _written.Task;
        }
    }

    /// <summary>Takes note of a device; its report itself is on disk already.</summary>
    public void Note(DeviceReport report)
    {
        lock (_gate) Keep(report);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Every);
        try
        {
            while (await tick.WaitForNextTickAsync(stoppingToken)) await WriteDown();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await WriteDown(); // what was heard before the stop
        }
    }

    /// <summary>Writes down what has been heard until now.</summary>
    public async Task WriteDown()
    {
        (Dictionary<(DeviceProtocol, string), HeardOf> heard, TaskCompletionSource written) taken;
        lock (_gate)
        {
            if (_heard.Count == 0) return;
            taken = (_heard, _written);
            (_heard, _written) = ([], NewSource());
        }
        try
        {
            foreach (var chunk in taken.heard.Chunk(Chunk))
            {
                await writer.Commit(Lane.Bulk, unit => unit.Sql.Heard([.. chunk.Select(one => (one.Key.Item1, one.Key.Item2, one.Value))], policy.LowBatteryPercent), CancellationToken.None);
            }
            taken.written.TrySetResult();
        }
        catch (Exception fault)
        {
            log.LogWarning(fault, "What devices were heard of could not be written down; their next heartbeat says it again");
            taken.written.TrySetException(fault);
            _ = taken.written.Task.Exception; // TCP devices wait for nothing here
        }
    }

    private void Keep(DeviceReport report)
    {
        var key = (report.Protocol, report.DeviceNumber);
        var now = clock.GetCurrentInstant();
        var heard = _heard.GetValueOrDefault(key) ?? new(now, null, null, null, null, null, null);
        heard = heard with { SeenAt = now };
        if (AsOf(report, now) is { } at)
        {
            if (report.BatteryPercent is { } charge && !(heard.BatteryAt > at)) heard = heard with { BatteryPercent = charge, BatteryAt = at };
            if (report is { Latitude: { } north, Longitude: { } east } && !(heard.PlaceAt > at)) heard = heard with { Latitude = north, Longitude = east, PlaceAt = at };
            if (report.Type == SignalType.Test && !(heard.TestedAt > at)) heard = heard with { TestedAt = at };
        }
        _heard[key] = heard;
    }

    /// <summary>As of when a report tells how the device is: by its own clock where that is of use. Null for one that waited nobody knows how long.</summary>
    private static Instant? AsOf(DeviceReport report, Instant now) => report is { TimeTells: true, OccurredAt: { } occurred } ? Instant.Min(occurred, now) : report.IsDelayed ? null : now;

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
