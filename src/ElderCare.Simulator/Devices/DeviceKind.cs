using ElderCare.Domain.Emergency;

namespace ElderCare.Simulator.Devices;

/// <summary>What a played device speaks, and over what.</summary>
public enum DeviceKind
{
    /// <summary>The signed webhook, as a maker's platform calls it.</summary>
    Http,

    /// <summary>MQTT at QoS 1.</summary>
    Mqtt,

    /// <summary>SIA DC-09 over TCP.</summary>
    Dc09Tcp,

    /// <summary>SIA DC-09 over UDP.</summary>
    Dc09Udp,

    /// <summary>The watch protocol.</summary>
    Watch,

    /// <summary>GT06.</summary>
    Gt06,

    /// <summary>JT/T 808.</summary>
    Jt808,
}

/// <summary>Kinds and their protocols.</summary>
public static class DeviceKinds
{
    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<DeviceKind> All = Enum.GetValues<DeviceKind>();

    /// <summary>As which a device of the kind is registered.</summary>
    public static DeviceProtocol Protocol(this DeviceKind kind) => kind switch
    {
        DeviceKind.Http => DeviceProtocol.Http,
        DeviceKind.Mqtt => DeviceProtocol.Mqtt,
        DeviceKind.Dc09Tcp or DeviceKind.Dc09Udp => DeviceProtocol.Dc09,
        DeviceKind.Watch => DeviceProtocol.Watch,
        DeviceKind.Gt06 => DeviceProtocol.Gt06,
        _ => DeviceProtocol.Jt808,
    };
}
