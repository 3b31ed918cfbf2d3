using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;
using MQTTnet.Implementations;
using MQTTnet.Packets;
using MQTTnet.Server;

namespace ElderCare.MobileApi.Emergency.Listening;

/// <summary>
/// The connections of the embedded broker, over the sockets that all device ports use. The broker's own would make room for all that a
/// packet says it has, up to 256 MB, before it knows who sends it; see <see cref="MqttStream"/>.
/// </summary>
internal sealed class MqttSockets(IPEndPoint at, int largestPacket, IConnectionListenerFactory sockets, Action tooLong) : IMqttServerAdapter
{
    private readonly CancellationTokenSource _stop = new();
    private IConnectionListener? _listener;
    private Task _accepting = Task.CompletedTask;

    public Func<IMqttChannelAdapter, Task>? ClientHandler { get; set; }

    public async Task StartAsync(MqttServerOptions options, IMqttNetLogger logger)
    {
        _listener = await sockets.BindAsync(at, _stop.Token);
        _accepting = Accept(_listener, options, logger);
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        if (_listener is not null) await _listener.DisposeAsync();
        await _accepting;
    }

    public void Dispose() => _stop.Dispose();

    private async Task Accept(IConnectionListener listener, MqttServerOptions options, IMqttNetLogger logger)
    {
        try
        {
            while (await listener.AcceptAsync(_stop.Token) is { } connection) _ = Task.Run(() => Serve(connection, options, logger), CancellationToken.None);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // the broker stops
        }
    }

    private async Task Serve(ConnectionContext connection, MqttServerOptions options, IMqttNetLogger logger)
    {
        await using (connection)
        {
            await using var stream = new MqttStream(connection.Transport, largestPacket, tooLong);
            var channel = new MqttTcpChannel(stream, connection.LocalEndPoint, connection.RemoteEndPoint, null);
            using var adapter = new MqttChannelAdapter(channel, new MqttPacketFormatterAdapter(new MqttBufferWriter(options.WriterBufferSize, options.WriterBufferSizeMax)), logger);
            if (ClientHandler is { } handler) await handler(new NamedClient(adapter)); // its faults are its own: it tells the logger of them
        }
    }

    /// <summary>A client of MQTT 3.1.1 may leave its client id to the broker, as the standard says (3.1.3.1) and common tools do; the library names only those of version 5.</summary>
    private sealed class NamedClient(IMqttChannelAdapter client) : IMqttChannelAdapter
    {
        public long BytesReceived => client.BytesReceived;

        public long BytesSent => client.BytesSent;

        public X509Certificate2 ClientCertificate => client.ClientCertificate;

        public EndPoint RemoteEndPoint => client.RemoteEndPoint;

        public EndPoint LocalEndPoint => client.LocalEndPoint;

        public bool IsSecureConnection => client.IsSecureConnection;

        public MqttPacketFormatterAdapter PacketFormatterAdapter => client.PacketFormatterAdapter;

        public Task ConnectAsync(CancellationToken cancellationToken) => client.ConnectAsync(cancellationToken);

        public Task DisconnectAsync(CancellationToken cancellationToken) => client.DisconnectAsync(cancellationToken);

        public async Task<MqttPacket> ReceivePacketAsync(CancellationToken cancellationToken)
        {
            var packet = await client.ReceivePacketAsync(cancellationToken);
            if (packet is MqttConnectPacket { ClientId: null or "" } nameless) nameless.ClientId = $"unnamed-{Guid.CreateVersion7():N}";
            return packet;
        }

        public void ResetStatistics() => client.ResetStatistics();

        public Task SendPacketAsync(MqttPacket packet, CancellationToken cancellationToken) => client.SendPacketAsync(packet, cancellationToken);

        public void Dispose() => client.Dispose();
    }
}
