using ElderCare.MobileApi.Setup;
using MQTTnet;
using MQTTnet.Protocol;

namespace ElderCare.MobileApi.Emergency.Listening;

/// <summary>
/// Listens to an external broker, where one is set (<c>Devices:Mqtt:Broker</c>, such as <c>mqtt://broker:1883</c>, with <c>User</c> and
/// <c>Password</c>): that broker keeps devices to their own topics. It is acknowledged after the commit, with a session that it keeps,
/// so that what comes while the city is down comes later; a device trusts the message on its topic of acknowledgements only.
/// </summary>
internal sealed class MqttBridge(IConfiguration settings, MqttEvents events, ListenerHealth health, Readiness readiness, ILogger<MqttBridge> log) : BackgroundService
{
    private const string Name = "MQTT broker";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly Uri? _broker = settings["Devices:Mqtt:Broker"] is { Length: > 0 } text
        ? Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "mqtt" or "mqtts" ? uri : throw new InvalidOperationException("Devices:Mqtt:Broker is not an mqtt or mqtts address.")
        : null;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (_broker is not null) health.Set(Name, false);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_broker is null) return;
        try
        {
            await readiness.Prepared.WaitAsync(stoppingToken);
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    await Follow(_broker, stoppingToken);
                }
                catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
                {
                    log.LogError(fault, "The broker at {Broker} cannot be followed; it is tried again", _broker);
                }
                health.Set(Name, false);
                await Task.Delay(Pause, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the program stops
        }
    }

    private async Task Follow(Uri broker, CancellationToken stopping)
    {
        using var client = new MqttClientFactory().CreateMqttClient();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client.DisconnectedAsync += _ =>
        {
            ended.TrySetResult();
            return Task.CompletedTask;
        };
        client.ApplicationMessageReceivedAsync += told => Take(client, told, stopping);
        var options = new MqttClientOptionsBuilder().WithConnectionUri(broker).WithClientId(settings["Devices:Mqtt:ClientId"] ?? "eldercare").WithCleanStart(false).WithCleanSession(false);
        if (settings["Devices:Mqtt:User"] is { Length: > 0 } user) options.WithCredentials(user, settings["Devices:Mqtt:Password"] ?? "");
        await client.ConnectAsync(options.Build(), stopping);
        await client.SubscribeAsync(new MqttClientSubscribeOptionsBuilder().WithTopicFilter(MqttEvents.AllEvents, MqttQualityOfServiceLevel.AtLeastOnce).Build(), stopping);
        health.Set(Name, true);
        await ended.Task.WaitAsync(stopping);
    }

    private Task Take(IMqttClient client, MqttApplicationMessageReceivedEventArgs told, CancellationToken stopping)
    {
        told.AutoAcknowledge = false;
        _ = Task.Run(async () => // one after the other would wait a commit each
        {
            try
            {
                if (MqttEvents.NumberOf(told.ApplicationMessage.Topic) is { } number && (await events.Take(number, told.ApplicationMessage.Payload, "", stopping)).Answer is { } answer)
                {
                    await client.PublishAsync(answer, stopping);
                }
                await told.AcknowledgeAsync(stopping);
            }
            catch (Exception failed) when (!stopping.IsCancellationRequested)
            {
                log.LogError(failed, "An event of the broker could not be stored; it is sent again");
                await client.DisconnectAsync(new MqttClientDisconnectOptionsBuilder().Build(), CancellationToken.None); // the broker sends what was not acknowledged
            }
        }, CancellationToken.None);
        return Task.CompletedTask;
    }
}
