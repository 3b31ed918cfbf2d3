using NodaTime;

namespace ElderCare.Domain.Emergency;

/// <summary>How a device was when it was last heard of; what comes late never overwrites what is newer.</summary>
public sealed class DeviceHealth
{
    /// <summary>The device.</summary>
    public required Guid DeviceId { get; init; }

    /// <summary>When it last said anything.</summary>
    public required Instant SeenAt { get; init; }

    /// <summary>0 to 100, as last said.</summary>
    public int? BatteryPercent { get; init; }

    /// <summary>When it last said its charge, by its own clock where that is of use.</summary>
    public Instant? BatteryAt { get; init; }

    /// <summary>Since when its battery is low; null while it is not.</summary>
    public Instant? BatteryLowSince { get; init; }

    /// <summary>Degrees north of its last fix.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east of its last fix.</summary>
    public double? Longitude { get; init; }

    /// <summary>When it had its last fix, by its own clock where that is of use.</summary>
    public Instant? PlaceAt { get; init; }

    /// <summary>When it last made a test call, by its own clock where that is of use.</summary>
    public Instant? TestedAt { get; init; }

    /// <summary>Since when it is missed; null while it is heard.</summary>
    public Instant? SilentSince { get; init; }
}
