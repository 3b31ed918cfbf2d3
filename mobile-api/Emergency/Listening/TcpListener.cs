using System.Net;
using ElderCare.Integrations.Devices;
using ElderCare.MobileApi.Setup;
using Microsoft.AspNetCore.Connections;

namespace ElderCare.MobileApi.Emergency.Listening;

/// <summary>Listens to devices of one protocol over TCP.</summary>
internal sealed class TcpListener(
    IDeviceProtocol protocol, ListenerSettings settings, IConnectionListenerFactory sockets, DeviceConnections devices, ListenerHealth health, Readiness readiness, ILogger<TcpListener> log)
    : Listener($"{protocol.Protocol} over TCP", settings.Of(protocol.Protocol), health, readiness, log)
{
    protected override async Task Listen(IPEndPoint at, Action listens, CancellationToken stopping)
    {
        await using var listener = await sockets.BindAsync(at, stopping);
        listens();
        while (await listener.AcceptAsync(stopping) is { } connection) _ = Task.Run(() => Serve(connection, stopping), CancellationToken.None);
    }

    /// <summary>A fault of one connection ends that connection.</summary>
    private async Task Serve(ConnectionContext connection, CancellationToken stopping)
    {
        await using (connection)
        {
            try
            {
                await devices.Serve(protocol, connection.Transport, connection.RemoteEndPoint, stopping);
            }
            catch (Exception end) when (end is OperationCanceledException or IOException or ConnectionAbortedException)
            {
                // it went away, or said nothing for too long
            }
            catch (Exception fault)
            {
                log.LogError(fault, "A connection of {Protocol} ended with a fault", protocol.Protocol);
            }
        }
    }
}
