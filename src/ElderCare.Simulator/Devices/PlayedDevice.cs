using System.Globalization;
using ElderCare.Domain.Emergency;
using NodaTime;

namespace ElderCare.Simulator.Devices;

/// <summary>A device that is played: how it names itself, what it encrypts with, and whose it is.</summary>
/// <param name="Kind">What it speaks.</param>
/// <param name="Number">How it names itself, as registered.</param>
/// <param name="Key">Its key, ASCII; null for one without.</param>
/// <param name="SeniorId">Whose it is.</param>
public sealed record PlayedDevice(DeviceKind Kind, string Number, string? Key, Guid SeniorId)
{
    private const int Numbers = 100_000, LastSequence = 9_999;
    private int _sequence;

    /// <summary>A device of a run. Numbers of different runs differ, so that no alarm is taken for one of an earlier run.</summary>
    /// <param name="kind">What it speaks.</param>
    /// <param name="run">Which run, such as the second in which it began.</param>
    /// <param name="index">Which device of it, below 100,000.</param>
    /// <param name="seniorId">Whose it is.</param>
    public static PlayedDevice Of(DeviceKind kind, long run, int index, Guid seniorId)
    {
        var digits = ((run % 10_000_000_000 * Numbers) + index).ToString("D15", CultureInfo.InvariantCulture);
        return kind switch
        {
            DeviceKind.Http => new(kind, $"SIM-{digits}", null, seniorId),
            DeviceKind.Mqtt => new(kind, $"SIM-{digits}", $"key-of-{digits}", seniorId),
            // Every other panel encrypts.
            DeviceKind.Dc09Tcp or DeviceKind.Dc09Udp => new(kind, digits, index % 2 == 0 ? $"K{digits}" : null, seniorId),
            DeviceKind.Watch => new(kind, digits, null, seniorId),
            DeviceKind.Gt06 => new(kind, digits, null, seniorId),
            _ => new(kind, digits[^12..], null, seniorId),
        };
    }

    /// <summary>Its button is pressed.</summary>
    /// <param name="type">What it says.</param>
    /// <param name="at">By its clock.</param>
    public PlayedAlarm Press(SignalType type, Instant at) => new(this, ((Interlocked.Increment(ref _sequence) - 1) % LastSequence) + 1, type, at);

    /// <summary>It says that it is there, as a heartbeat.</summary>
    /// <param name="at">By its clock.</param>
    public PlayedAlarm Beat(Instant at) => Press(SignalType.Heartbeat, at);
}

/// <summary>One press of a button, or one heartbeat; it stays what it is however often it is sent.</summary>
/// <param name="Device">Whose button.</param>
/// <param name="Sequence">The device's count, 1 to 9999, as the shortest of the protocols has it.</param>
/// <param name="Type">What it says.</param>
/// <param name="OccurredAt">By the device's clock, in whole seconds.</param>
public sealed record PlayedAlarm(PlayedDevice Device, int Sequence, SignalType Type, Instant OccurredAt)
{
    /// <summary>Whether the device has put its clock right since it first sent it, so that it may count as another.</summary>
    public bool IsRetimed { get; init; }

    /// <summary>Whether it says no more than that the device is there.</summary>
    public bool IsHeartbeat => Type == SignalType.Heartbeat;
}
