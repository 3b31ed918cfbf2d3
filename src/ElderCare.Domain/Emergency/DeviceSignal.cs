using NodaTime;

namespace ElderCare.Domain.Emergency;

/// <summary>One signal as it came; never changed.</summary>
public sealed class DeviceSignal
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>What is the same when it is sent again: number, sequence, type and the device's time; of a new press that looks like one before, which it followed. Unique.</summary>
    public required string Once { get; init; }

    /// <summary>How it came.</summary>
    public required DeviceProtocol Protocol { get; init; }

    /// <summary>How the device names itself.</summary>
    public required string DeviceNumber { get; init; }

    /// <summary>The registered device; null for one that is not known.</summary>
    public Guid? DeviceId { get; init; }

    /// <summary>The person whom the device was with; null for one that was with nobody.</summary>
    public Guid? SeniorId { get; init; }

    /// <summary>The incident that it opened or joined.</summary>
    public Guid? IncidentId { get; init; }

    /// <summary>What it says.</summary>
    public required SignalType Type { get; init; }

    /// <summary>The device's own count; it begins anew after a restart.</summary>
    public long? Sequence { get; init; }

    /// <summary>By the device's clock, which may be wrong.</summary>
    public Instant? OccurredAt { get; init; }

    /// <summary>When it was stored.</summary>
    public required Instant ReceivedAt { get; init; }

    /// <summary>0 to 100; null when it does not say.</summary>
    public int? BatteryPercent { get; init; }

    /// <summary>Degrees north; null when it does not say.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east; null when it does not say.</summary>
    public double? Longitude { get; init; }

    /// <summary>Whether it was sent later than it happened, from the device's memory.</summary>
    public bool IsDelayed { get; init; }

    /// <summary>Whether it came encrypted with the device's key, or signed.</summary>
    public bool IsProtected { get; init; }

    /// <summary>What else the protocol says, such as a code and a zone.</summary>
    public string? Detail { get; init; }

    /// <summary>Whether the system's own alarm sent it: it is forgotten after a day, which the database allows of no other.</summary>
    public bool IsProbe { get; init; }

    /// <summary>Exactly what came.</summary>
    public required byte[] Raw { get; init; }
}
