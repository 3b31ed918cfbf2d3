namespace ElderCare.Domain.Emergency;

/// <summary>How a device speaks.</summary>
public enum DeviceProtocol
{
    /// <summary>Signed HTTPS of its maker's platform.</summary>
    Http,

    /// <summary>MQTT.</summary>
    Mqtt,

    /// <summary>SIA DC-09.</summary>
    Dc09,

    /// <summary>The watch text protocol.</summary>
    Watch,

    /// <summary>GT06.</summary>
    Gt06,

    /// <summary>JT/T 808.</summary>
    Jt808,
}
