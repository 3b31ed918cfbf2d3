using System.Net;
using System.Net.Sockets;

namespace ElderCare.MobileApi.Tests.Emergency;

/// <summary>Ports of this machine that nobody listens at.</summary>
internal static class FreePorts
{
    public static int Next()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
