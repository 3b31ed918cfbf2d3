using ElderCare.Integrations.Devices;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace ElderCare.MobileApi.Emergency.Listening;

/// <summary>The ports of devices, one for each protocol.</summary>
internal static class ListeningServices
{
    public static void AddListening(this IServiceCollection services)
    {
        services.AddSingleton<ListenerSettings>();
        services.AddSingleton<ListenerHealth>();
        services.AddSingleton<FrameFaults>();
        services.AddSingleton<DeviceConnections>();
        services.AddSingleton<MqttEvents>();
        services.AddSingleton<IHostedService>(found => ActivatorUtilities.CreateInstance<MqttBroker>(found, Sockets(found)));
        services.AddHostedService<MqttBridge>();
        foreach (var protocol in DeviceProtocols.OverTcp)
        {
            // Not by type: several listeners are one class.
            services.AddSingleton<IHostedService>(found => ActivatorUtilities.CreateInstance<TcpListener>(found, protocol, Sockets(found)));
        }
        services.AddSingleton<IHostedService>(found => ActivatorUtilities.CreateInstance<UdpListener>(found, DeviceProtocols.Dc09));
    }

    /// <summary>Kestrel's own sockets: pipes with back-pressure, without a second server of requests.</summary>
    private static IConnectionListenerFactory Sockets(IServiceProvider found) =>
        new SocketTransportFactory(Options.Create(new SocketTransportOptions { Backlog = 4_096 }), found.GetRequiredService<ILoggerFactory>());
}
