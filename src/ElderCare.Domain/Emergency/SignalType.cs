namespace ElderCare.Domain.Emergency;

/// <summary>What a device says, whatever its protocol calls it.</summary>
public enum SignalType
{
    /// <summary>Somebody pressed the button or pulled the cord.</summary>
    Sos,

    /// <summary>The device felt a fall.</summary>
    Fall,

    /// <summary>Nobody moved, or checked in, for longer than is usual.</summary>
    Inactivity,

    /// <summary>Smoke or fire.</summary>
    Smoke,

    /// <summary>Burnable or poisonous gas.</summary>
    Gas,

    /// <summary>An electrical fault.</summary>
    Electric,

    /// <summary>Water where none should be, or none used for too long.</summary>
    Water,

    /// <summary>It is there.</summary>
    Heartbeat,

    /// <summary>Its battery is nearly empty.</summary>
    LowBattery,

    /// <summary>Somebody opens or moves it.</summary>
    Tamper,

    /// <summary>It was taken off, or from its place.</summary>
    Removed,

    /// <summary>The mains are gone.</summary>
    PowerFail,

    /// <summary>What it reported before is over.</summary>
    Restore,

    /// <summary>The wearer took the alarm back at the device; a spoken word is still needed.</summary>
    Cancel,

    /// <summary>A test call.</summary>
    Test,

    /// <summary>An alarm that the protocol does not name.</summary>
    Unknown,

    /// <summary>Something else that asks nobody for help, such as a line at fault or a door opened with its key.</summary>
    Status,
}
