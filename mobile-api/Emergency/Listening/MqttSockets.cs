using System.Net;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Server;
using MQTTnet.Server.Internal.Adapter;

namespace ElderCare.MobileApi.Emergency.Listening;

/// <summary>
/// The broker's sockets, on which a client of MQTT 3.1.1 may leave its client id to the broker, as the standard says (3.1.3.1) and common
/// tools do; the library names only those of version 5.
/// </summary>
internal sealed class MqttSockets : IMqttServerAdapter
{
    private readonly MqttTcpServerAdapter _sockets = new();

    public Func<IMqttChannelAdapter, Task> ClientHandler
    {
        get => _sockets.ClientHandler;
        set => _sockets.ClientHandler = client => value(new NamedClient(client));
    }

    public Task StartAsync(MqttServerOptions options, IMqttNetLogger logger) => _sockets.StartAsync(options, logger);

    public Task StopAsync() => _sockets.StopAsync();

    public void Dispose() => _sockets.Dispose();

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
