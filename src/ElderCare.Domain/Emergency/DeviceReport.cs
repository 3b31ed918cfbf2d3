using NodaTime;

namespace ElderCare.Domain.Emergency;

/// <summary>What a device says, as its protocol has understood it, before it is stored.</summary>
public sealed record DeviceReport
{
    /// <summary>The number of a device that does not say who it is, as its protocol has understood it; where it came from makes it one of its own.</summary>
    public const string Nameless = "-";

    /// <summary>How it came.</summary>
    public required DeviceProtocol Protocol { get; init; }

    /// <summary>How the device names itself, exactly as sent.</summary>
    public required string DeviceNumber { get; init; }

    /// <summary>What it says; of several things at once the most urgent.</summary>
    public required SignalType Type { get; init; }

    /// <summary>What is the same when the device sends the same report again, within its protocol and number, and of no other report within <see cref="SameWithin"/>.</summary>
    public required string Identity { get; init; }

    /// <summary>For how long the same identity is the same report; null is for ever.</summary>
    public Duration? SameWithin { get; init; }

    /// <summary>Whether the identity holds a time of the device that tells two presses apart for ever. Without it the same identity is a new press once the first is closed.</summary>
    public bool TimeTells { get; init; }

    /// <summary>The address from which a nameless report came; null for a device that says who it is.</summary>
    public string? From { get; init; }

    /// <summary>The device's own count; null when the protocol has none. It begins anew after a restart.</summary>
    public long? Sequence { get; init; }

    /// <summary>By the device's clock, which may be wrong.</summary>
    public Instant? OccurredAt { get; init; }

    /// <summary>0 to 100; null when it does not say.</summary>
    public int? BatteryPercent { get; init; }

    /// <summary>Degrees north; null without a fix.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east; null without a fix.</summary>
    public double? Longitude { get; init; }

    /// <summary>Whether the alarm has stood since an earlier report of the device, so that it is no new press.</summary>
    public bool Stands { get; init; }

    /// <summary>Whether the protocol says that it comes from the device's memory, or it has come later than an alarm may.</summary>
    public bool IsDelayed { get; init; }

    /// <summary>Whether it came encrypted with the device's key, or signed.</summary>
    public bool IsProtected { get; init; }

    /// <summary>What else the protocol says, such as a code and a zone, in its own words; at most 200 characters, no health data.</summary>
    public string? Detail { get; init; }
}
