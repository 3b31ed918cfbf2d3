using ElderCare.Domain.Emergency;

namespace ElderCare.Integrations.Devices.Protocols.Watch;

/// <summary>
/// The alarms in a status. All bits are looked at, the most urgent first: a watch whose button is pressed while its battery is low
/// has both bits, and the button counts.
/// </summary>
internal static class WatchAlarms
{
    /// <summary>Bits that say how a watch is, such as that its battery is low, and not what an alarm is about.</summary>
    public const uint State = 0x1F;

    private static readonly (uint Bits, SignalType Type)[] ByUrgency =
    [
        (1u << 16, SignalType.Sos),
        (3u << 21, SignalType.Fall),
        (1u << 20, SignalType.Removed),
        (1u << 17 | 1u, SignalType.LowBattery),
        (1u << 14, SignalType.PowerFail),
        (3u << 18, SignalType.Status),
    ];

    /// <summary>The most urgent alarm in a status, and the bits that mean it; null when there is none.</summary>
    public static (uint Bits, SignalType Type)? MostUrgent(uint status)
    {
        foreach (var one in ByUrgency)
        {
            if ((status & one.Bits) != 0) return one;
        }
        return null;
    }
}
