using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ElderCare.Data.Writing;
using ElderCare.Domain.Emergency;
using NodaTime;

namespace ElderCare.MobileApi.Emergency.Listening;

/// <summary>
/// Counts what came at device ports and was not understood, and keeps it as it came: all of it in figures, of one address so many
/// frames a minute, so that a flood fills no disk.
/// </summary>
internal sealed class FrameFaults(CityWriter writer, IClock clock, ILogger<FrameFaults> log)
{
    /// <summary>Bytes kept of one frame.</summary>
    public const int MostKept = 2_048;

    private const int MostAMinute = 20;
    private const int MostAddresses = 10_000;
    private static readonly Meter Figures = new("ElderCare.Devices");
    private static readonly Counter<long> Faults = Figures.CreateCounter<long>("eldercare.devices.faulty_frames", description: "Frames and bytes at device ports that were not understood");
    private readonly ConcurrentDictionary<string, (long Minute, int Kept)> _kept = new();

    /// <summary>Counts something of which no bytes are kept.</summary>
    public void Count(DeviceProtocol protocol, string fault) => Faults.Add(1, new("protocol", protocol.ToString()), new KeyValuePair<string, object?>("fault", fault));

    /// <summary>Counts a frame and keeps it, unless its address has sent too many lately.</summary>
    public async Task Keep(DeviceProtocol protocol, string? number, string address, string fault, byte[] frame)
    {
        Count(protocol, fault);
        if (!MayKeep(address)) return;
        try
        {
            await writer.Commit(Lane.Bulk, unit => unit.Insert(new FaultyFrame
            {
                Id = Guid.CreateVersion7(), Protocol = protocol, DeviceNumber = number, RemoteAddress = address, Fault = fault, Raw = frame.Length > MostKept ? frame[..MostKept] : frame, At = unit.Now,
            }), CancellationToken.None);
        }
        catch (Exception failed)
        {
            log.LogWarning(failed, "A faulty frame could not be kept");
        }
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
