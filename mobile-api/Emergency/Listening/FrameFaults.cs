using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ElderCare.Data.Writing;
using ElderCare.Domain.CallCentre;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Tasks;
using NodaTime;

namespace ElderCare.MobileApi.Emergency.Listening;

/// <summary>
/// Counts what came at device ports and was not understood, and keeps it as it came: all of it in figures, of one address so many
/// frames a minute, so that a flood fills no disk. Where it repeats it is work for a supervisor, once until that is done.
/// </summary>
internal sealed class FrameFaults(CityWriter writer, CityFacts facts, HotlinePolicy line, DevicePolicy devices, IClock clock, ILogger<FrameFaults> log)
{
    /// <summary>Bytes kept of one frame.</summary>
    public const int MostKept = 2_048;

    private const int MostAMinute = 20;
    private const int MostAddresses = 10_000;

    /// <summary>Served by the index of a division's tasks: their subjects have none.</summary>
    private const string OpenTask = """SELECT 1 FROM "Tasks" WHERE "DivisionCode" = @p0 AND "Status" IN ('Open', 'Claimed') AND "SubjectId" = @p1 LIMIT 1""";

    private static readonly Meter Figures = new("ElderCare.Devices");
    private static readonly Counter<long> Faults = Figures.CreateCounter<long>("eldercare.devices.faulty_frames", description: "Frames and bytes at device ports that were not understood");
    private readonly ConcurrentDictionary<string, (long Minute, int Kept)> _kept = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _senders = new(StringComparer.Ordinal);
    private long _window;
    private int _work;

    /// <summary>Counts something of which no bytes are kept.</summary>
    public void Count(DeviceProtocol protocol, string fault) => Faults.Add(1, new("protocol", protocol.ToString()), new KeyValuePair<string, object?>("fault", fault));

    /// <summary>Counts a frame and keeps it, unless its address has sent too many lately.</summary>
    public async Task Keep(DeviceProtocol protocol, string? number, string address, string fault, byte[] frame)
    {
        Count(protocol, fault);
        if (!MayKeep(address)) return;
        var sender = $"{Words<DeviceProtocol>.Of(protocol)} {number ?? address}".TrimEnd();
        var repeats = Repeats(sender);
        try
        {
            await writer.Commit(Lane.Bulk, unit =>
            {
                unit.Insert(new FaultyFrame
                {
                    Id = Guid.CreateVersion7(), Protocol = protocol, DeviceNumber = number, RemoteAddress = address, Fault = fault, Raw = frame.Length > MostKept ? frame[..MostKept] : frame, At = unit.Now,
                });
                if (repeats) Raise(unit, sender, fault);
            }, CancellationToken.None);
        }
        catch (Exception failed)
        {
            log.LogWarning(failed, "A faulty frame could not be kept");
        }
    }

    /// <summary>Whether this is the frame by which a sender has become somebody's work.</summary>
    private bool Repeats(string sender)
    {
        var policy = devices.FaultyFrames;
        var window = clock.GetCurrentInstant().ToUnixTimeTicks() / (long)policy.Within.TotalTicks;
        lock (_gate)
        {
            if (_window != window || _senders.Count > MostAddresses)
            {
                (_window, _work) = (window, 0);
                _senders.Clear();
            }
            var count = _senders[sender] = _senders.GetValueOrDefault(sender) + 1;
            return count == policy.Repeated && _work++ < policy.MostTasks;
        }
    }

    private void Raise(CityUnit unit, string sender, string fault)
    {
        var subject = $"frames:{sender}";
        if (unit.Sql.Query(OpenTask, _ => true, line.LineDivision, subject).Count > 0) return;
        unit.Raise(
            TaskKind.DeviceFault, line.LineDivision, subject, null,
            $"设备端口反复收到读不懂的数据（{sender}，{fault}），请查这台设备或这个地址。", $"A device port keeps receiving what cannot be read ({sender}, {fault}); look at the device or the address.", facts);
    }

    private bool MayKeep(string address)
    {
        var minute = clock.GetCurrentInstant().ToUnixTimeSeconds() / 60;
        if (_kept.Count > MostAddresses) _kept.Clear();
        return _kept.AddOrUpdate(address, _ => (minute, 1), (_, before) => before.Minute == minute ? (minute, before.Kept + 1) : (minute, 1)).Kept <= MostAMinute;
    }
}

/// <summary>Faults that no protocol names.</summary>
internal static class FaultWords
{
    /// <summary>No end of a frame within what a frame may have.</summary>
    public const string TooLong = "tooLong";

    /// <summary>Bytes that cannot begin a frame.</summary>
    public const string Noise = "noise";

    /// <summary>A device that writes or listens where only another may.</summary>
    public const string Topic = "topic";

    /// <summary>A message that is no event.</summary>
    public const string Body = "body";

    /// <summary>A device whose key is wrong, or that is not registered.</summary>
    public const string Key = "key";
}
