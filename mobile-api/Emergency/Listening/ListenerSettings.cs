using System.Net;
using ElderCare.Domain.Emergency;

namespace ElderCare.MobileApi.Emergency.Listening;

/// <summary>Where devices are listened to: <c>Devices:BindAddress</c> and a port for each protocol; 0 switches one off.</summary>
internal sealed class ListenerSettings
{
    private static readonly Dictionary<DeviceProtocol, int> UsualPorts = new()
    {
        [DeviceProtocol.Mqtt] = 1883, [DeviceProtocol.Dc09] = 9998, [DeviceProtocol.Watch] = 5093, [DeviceProtocol.Gt06] = 5023, [DeviceProtocol.Jt808] = 5015,
    };

    private readonly Dictionary<DeviceProtocol, int> _ports;

    /// <exception cref="InvalidOperationException">A setting is wrong; the message names it.</exception>
    public ListenerSettings(IConfiguration settings, IHostEnvironment environment)
    {
        var address = settings["Devices:BindAddress"] is { Length: > 0 } text ? text : environment.IsDevelopment() ? "127.0.0.1" : "0.0.0.0";
        Address = IPAddress.TryParse(address, out var parsed) ? parsed : throw new InvalidOperationException("Devices:BindAddress is not an IP address.");
        _ports = UsualPorts.ToDictionary(usual => usual.Key, usual => PortOf(settings, usual.Key, usual.Value));
    }

    /// <summary>The address on which to listen.</summary>
    public IPAddress Address { get; }

    /// <summary>Where to listen for a protocol; null when it is switched off.</summary>
    public IPEndPoint? Of(DeviceProtocol protocol) => _ports[protocol] is > 0 and var port ? new IPEndPoint(Address, port) : null;

    private static int PortOf(IConfiguration settings, DeviceProtocol protocol, int usual)
    {
        var name = $"Devices:{protocol}:Port";
        return settings[name] is not { Length: > 0 } text ? usual : int.TryParse(text, out var port) && port is >= 0 and <= IPEndPoint.MaxPort ? port : throw new InvalidOperationException($"{name} is not a port.");
    }
}
