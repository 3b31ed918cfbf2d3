using System.Buffers;
using System.Net;
using System.Net.Sockets;
using ElderCare.Integrations.Devices;
using ElderCare.MobileApi.Setup;

namespace ElderCare.MobileApi.Emergency.Listening;

/// <summary>Listens to devices of one protocol over UDP: a datagram is a conversation of its own.</summary>
internal sealed class UdpListener(
    IDeviceProtocol protocol, ListenerSettings settings, DeviceConnections devices, ListenerHealth health, Readiness readiness, ILogger<UdpListener> log)
    : Listener($"{protocol.Protocol} over UDP", settings.Of(protocol.Protocol), health, readiness, log)
{
    private const int LongestDatagram = 65_507;
    private const int MostAtOnce = 1_024;
    private const int ReceiveBuffer = 4 * 1024 * 1024;

    protected override async Task Listen(IPEndPoint at, Action listens, CancellationToken stopping)
    {
        using var socket = new Socket(at.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = ReceiveBuffer };
        socket.Bind(at);
        listens();
        using var places = new SemaphoreSlim(MostAtOnce);
        var buffer = new byte[LongestDatagram];
        while (true)
        {
            var received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(at.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0), stopping);
            var datagram = buffer[..received.ReceivedBytes];
            await places.WaitAsync(stopping);
            _ = Task.Run(() => Serve(socket, datagram, (IPEndPoint)received.RemoteEndPoint, places, stopping), CancellationToken.None);
        }
    }

    private async Task Serve(Socket socket, byte[] datagram, IPEndPoint from, SemaphoreSlim places, CancellationToken stopping)
    {
        try
        {
            var conversation = protocol.Begin(number => devices.KeyOf(protocol.Protocol, number));
            var rest = new ReadOnlySequence<byte>(datagram);
            while (protocol.TryReadFrame(ref rest, out var frame)) await Handle(frame);
            if (rest.Length > 0) await Handle(rest); // a datagram ends where it ends, also without a delimiter

            Task<bool> Handle(ReadOnlySequence<byte> frame) => devices.Handle(
                protocol.Protocol, conversation, frame.ToArray(), from, async answer => await socket.SendToAsync(answer, SocketFlags.None, from, stopping), stopping);
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // the program stops, or nobody is there any more to be answered
        }
        catch (Exception fault)
        {
            log.LogError(fault, "A datagram of {Protocol} ended with a fault", protocol.Protocol);
        }
        finally
        {
            places.Release();
        }
    }
}
