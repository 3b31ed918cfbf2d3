using ElderCare.Integrations.Devices.Protocols.Dc09;
using ElderCare.Integrations.Devices.Protocols.Gt06;
using ElderCare.Integrations.Devices.Protocols.Jt808;
using ElderCare.Integrations.Devices.Protocols.Watch;

namespace ElderCare.Integrations.Devices;

/// <summary>The protocols that are listened to; a new one is one line here.</summary>
public static class DeviceProtocols
{
    /// <summary>SIA DC-09, which comes over UDP too.</summary>
    public static readonly IDeviceProtocol Dc09 = new Dc09Protocol();

    /// <summary>All that come over TCP.</summary>
    public static readonly IReadOnlyList<IDeviceProtocol> OverTcp = [Dc09, new WatchProtocol(), new Gt06Protocol(), new Jt808Protocol()];
}
