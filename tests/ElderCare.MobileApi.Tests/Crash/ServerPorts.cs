using System.Net;
using System.Net.Sockets;
using ElderCare.Domain.Emergency;
using ElderCare.Simulator;

namespace ElderCare.MobileApi.Tests.Crash;

/// <summary>
/// The ports of one server over all its starts. They lie below those that the system gives to clients: a device that tries to connect
/// while nobody listens could otherwise be given that very port, and the server could not have it back.
/// </summary>
internal sealed class ServerPorts
{
    public static readonly IReadOnlyList<DeviceProtocol> Listeners = [DeviceProtocol.Mqtt, DeviceProtocol.Dc09, DeviceProtocol.Watch, DeviceProtocol.Gt06, DeviceProtocol.Jt808];
    private const int First = 12_000, Last = 32_000;
    private readonly Dictionary<DeviceProtocol, int> _ports;

    private ServerPorts(int api, Dictionary<DeviceProtocol, int> ports)
    {
        _ports = ports;
        Address = new(new Uri($"http://127.0.0.1:{api}"), ports);
    }

    /// <summary>For those who connect.</summary>
    public ServerAddress Address { get; }

    /// <summary>Ports that are free now, for the API and all listeners.</summary>
    public static ServerPorts Free() => new(Next(), Listeners.ToDictionary(protocol => protocol, _ => Next()));

    public int Of(DeviceProtocol protocol) => _ports[protocol];

    private static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            if (IsFree(port, SocketType.Stream, ProtocolType.Tcp) && IsFree(port, SocketType.Dgram, ProtocolType.Udp)) return port;
        }
    }

    private static bool IsFree(int port, SocketType type, ProtocolType protocol)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, type, protocol);
        try
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
