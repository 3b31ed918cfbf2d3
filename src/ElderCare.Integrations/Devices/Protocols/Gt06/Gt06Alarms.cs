using ElderCare.Domain.Emergency;

namespace ElderCare.Integrations.Devices.Protocols.Gt06;

/// <summary>What a device of GT06 raises an alarm about: bits 3 to 5 of its terminal information, and the alarm byte of a packet.</summary>
internal static class Gt06Alarms
{
    /// <summary>By the terminal information; null when it says none.</summary>
    public static SignalType? OfInformation(byte information) => ((information >> 3) & 7) switch
    {
        0 => null,
        1 => SignalType.Tamper,
        2 => SignalType.PowerFail,
        3 => SignalType.LowBattery,
        4 => SignalType.Sos,
        _ => SignalType.Unknown,
    };

    /// <summary>By the alarm byte; null when it says none.</summary>
    public static SignalType? OfAlarm(byte alarm) => alarm switch
    {
        0x00 => null,
        0x01 => SignalType.Sos,
        0x02 => SignalType.PowerFail,
        0x0E or 0x0F or 0x19 => SignalType.LowBattery,
        0x13 or 0x25 or 0x32 or 0x0C => SignalType.Tamper,
        0x18 => SignalType.Removed,
        0x23 => SignalType.Fall,
        _ => SignalType.Unknown,
    };

    /// <summary>Both, the most urgent first. What has no name adds nothing to a person's call for help.</summary>
    public static SignalType[] Together(SignalType? one, SignalType? other)
    {
        if (one is null || other is null || one == other) return (one ?? other) is { } only ? [only] : [];
        SignalType[] both = Urgency(one.Value) <= Urgency(other.Value) ? [one.Value, other.Value] : [other.Value, one.Value];
        return both is [SignalType.Sos or SignalType.Fall, SignalType.Unknown] ? both[..1] : both;
    }

    private static int Urgency(SignalType type) => type switch
    {
        SignalType.Sos => 0,
        SignalType.Fall => 1,
        SignalType.Unknown => 2,
        SignalType.Removed => 3,
        SignalType.Tamper => 4,
        SignalType.PowerFail => 5,
        _ => 6,
    };
}
