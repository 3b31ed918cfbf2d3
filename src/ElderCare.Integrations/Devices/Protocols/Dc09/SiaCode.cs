using ElderCare.Domain.Emergency;

namespace ElderCare.Integrations.Devices.Protocols.Dc09;

/// <summary>Event codes of SIA DC-03, two capital letters.</summary>
internal static class SiaCode
{
    /// <summary>What a code says.</summary>
    public static SignalType TypeOf(char first, char second) => (first, second) switch
    {
        // ND, disarmed under threat, is the one alarm among the openings and closings.
        ('M', 'A') or ('Q', 'A') or ('P', 'A') or ('H', 'A') or ('N', 'D') => SignalType.Sos,
        ('F', 'A' or 'M' or 'G') => SignalType.Smoke,
        ('G', 'A') => SignalType.Gas,
        ('W', 'A') => SignalType.Water,
        ('N', 'A') => SignalType.Inactivity,
        ('A', 'T') => SignalType.PowerFail,
        ('Y', 'T') or ('X', 'T') or ('Y', 'M') => SignalType.LowBattery,
        ('T', 'A') or ('J', 'A') => SignalType.Tamper,
        ('R', 'X') or ('T', 'X') => SignalType.Test,
        ('R', 'P') => SignalType.Heartbeat,
        // Armed or disarmed by itself, a card or an account added, a call that failed, a bell or a part at fault.
        ('C' or 'O' or 'D' or 'X' or 'R' or 'Y' or 'I', 'A') => SignalType.Status,
        // Alarms with another ending: of two sensors, verified, undefined.
        (_, 'A') or ('B', 'M' or 'V') or ('U', 'M' or 'X') => SignalType.Unknown,
        // R and H end an alarm or a fault of what the first letter names; of other first letters they mean something else, such as RR, power is up.
        ('A' or 'B' or 'D' or 'E' or 'F' or 'G' or 'H' or 'I' or 'K' or 'M' or 'P' or 'Q' or 'S' or 'T' or 'U' or 'W' or 'X' or 'Y' or 'Z', 'R' or 'H') => SignalType.Restore,
        ('Y', 'K') => SignalType.Restore,
        _ => SignalType.Status,
    };
}
