namespace ElderCare.Domain.Emergency;

/// <summary>Where a device is in its life.</summary>
public enum DeviceState
{
    /// <summary>Registered, with nobody.</summary>
    InStock,

    /// <summary>With somebody, no test call yet.</summary>
    Installed,

    /// <summary>A first signal has come from its place.</summary>
    Active,

    /// <summary>Out of use for a while.</summary>
    Suspended,

    /// <summary>Handed out, not yet with a person.</summary>
    Issued,

    /// <summary>It came back.</summary>
    Returned,

    /// <summary>Nobody knows where it is.</summary>
    Lost,
}
