using ElderCare.Domain.Emergency;

namespace ElderCare.Integrations.Devices.Protocols.Jt808;

/// <summary>What the 32 alarm bits of a location mean for a person with a device.</summary>
internal static class Jt808Alarms
{
    private const uint Button = 1u << 0;
    private const uint LowPower = 1u << 7;
    private const uint NoPower = 1u << 8;
    // Moved unlawfully, opened unlawfully.
    private const uint Moved = (1u << 28) | (1u << 31);
    // Of the device's own parts: aerial, receiver of positions, display, speech, camera, card reader.
    private const uint Faults = (7u << 4) | (15u << 9) | (1u << 24);

    // The most urgent first. Bits made for drivers are alarms that have no name here.
    private static readonly (SignalType Type, uint Bits)[] Meanings =
    [
        (SignalType.Sos, Button),
        (SignalType.Unknown, ~(Button | LowPower | NoPower | Moved | Faults)),
        (SignalType.Tamper, Moved),
        (SignalType.PowerFail, NoPower),
        (SignalType.LowBattery, LowPower),
        (SignalType.Status, Faults),
    ];

    /// <summary>All that is told, the most urgent first; what has no name adds nothing to a person's call for help.</summary>
    /// <param name="alarms">The bits of this report.</param>
    /// <param name="before">The bits of the report before it.</param>
    /// <returns>Each with whether it stood before; none when no bit is set.</returns>
    public static IEnumerable<(SignalType Type, bool Stands)> Read(uint alarms, uint before)
    {
        foreach (var (type, bits) in Meanings)
        {
            if ((alarms & bits) == 0 || (type == SignalType.Unknown && (alarms & Button) != 0)) continue;
            yield return (type, (alarms & bits & ~before) == 0);
        }
    }

    /// <summary>Whether somebody may need help.</summary>
    public static bool AreUrgent(uint alarms) => (alarms & ~(LowPower | NoPower | Faults)) != 0;
}
