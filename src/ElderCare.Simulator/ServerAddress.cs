using System.Net;
using ElderCare.Domain.Emergency;
using ElderCare.Simulator.Devices;

namespace ElderCare.Simulator;

/// <summary>Where the server is that is played for. Only ever on this machine: a load of alarms is not sent to strangers.</summary>
public sealed record ServerAddress
{
    /// <summary>Where a server listens to devices unless it is told otherwise.</summary>
    public static readonly IReadOnlyDictionary<DeviceProtocol, int> UsualPorts = new Dictionary<DeviceProtocol, int>
    {
        [DeviceProtocol.Mqtt] = 1883, [DeviceProtocol.Dc09] = 9998, [DeviceProtocol.Watch] = 5093, [DeviceProtocol.Gt06] = 5023, [DeviceProtocol.Jt808] = 5015,
    };

    private readonly IReadOnlyDictionary<DeviceProtocol, int> _ports;

    /// <param name="api">Such as <c>http://localhost:5080</c>.</param>
    /// <param name="ports">Of the device listeners; the usual ones for those that are not named.</param>
    /// <exception cref="ArgumentException">It is on another machine, or not plain HTTP.</exception>
    public ServerAddress(Uri api, IReadOnlyDictionary<DeviceProtocol, int>? ports = null)
    {
        if (!api.IsAbsoluteUri || api.Scheme != Uri.UriSchemeHttp) throw new ArgumentException($"{api} is not an address such as http://localhost:5080.", nameof(api));
        if (!api.IsLoopback) throw new ArgumentException($"{api.Host} is not this machine: loads go to 127.0.0.1 only.", nameof(api));
        Api = api;
        _ports = ports ?? new Dictionary<DeviceProtocol, int>();
    }

    /// <summary>Its API.</summary>
    public Uri Api { get; }

    /// <summary>Its hub.</summary>
    public Uri Hub => new(Api, "/hubs/dispatch");

    /// <summary>Where devices of a kind connect to.</summary>
    public IPEndPoint Of(DeviceKind kind)
    {
        var address = Api.HostNameType == UriHostNameType.IPv6 ? IPAddress.IPv6Loopback : IPAddress.Loopback;
        var protocol = kind.Protocol();
        return new(address, protocol == DeviceProtocol.Http ? Api.Port : _ports.TryGetValue(protocol, out var port) ? port : UsualPorts[protocol]);
    }
}
