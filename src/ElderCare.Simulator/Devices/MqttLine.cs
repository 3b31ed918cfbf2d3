using System.Collections.Concurrent;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;
using NodaTime;

namespace ElderCare.Simulator.Devices;

/// <summary>A device at the broker, which trusts both the broker's acknowledgement and the message on its own topic.</summary>
internal sealed class MqttLine(PlayedDevice device, ServerAddress server) : DeviceLine
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<bool>> _waiting = new();
    private IMqttClient? _client;

    public override async Task<Answer> Tell(PlayedAlarm alarm, Manner manner, Instant now, CancellationToken ct)
    {
        var told = _waiting[alarm.Sequence] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            if (_client is null) await Open(ct);
            var message = new MqttApplicationMessageBuilder().WithTopic($"devices/{device.Number}/events").WithPayload(HttpDialect.BodyOf(alarm)).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();
            var published = _client!.PublishAsync(message, ct);
            if (manner.DropAt is not null)
            {
                await DisposeAsync(); // before it can be answered, though it may have arrived
                await published.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                throw new DroppedException();
            }
            if ((await published).ReasonCode is not (MqttClientPublishReasonCode.Success or MqttClientPublishReasonCode.NoMatchingSubscribers)) return Answer.Refused;
            if (alarm.IsHeartbeat) return Answer.Acknowledged; // the broker's word is all that is said to it
            return await told.Task.WaitAsync(ct) ? Answer.Duplicate : Answer.Acknowledged;
        }
        catch (Exception broken)
        {
            await DisposeAsync();
            if (broken is MqttCommunicationException or InvalidOperationException) throw new IOException(broken.Message, broken);
            throw;
        }
        finally
        {
            _waiting.TryRemove(alarm.Sequence, out _);
        }
    }

    public override ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _client = null;
        return ValueTask.CompletedTask;
    }

    private async Task Open(CancellationToken ct)
    {
        var at = server.Of(device.Kind);
        _client = new MqttClientFactory().CreateMqttClient();
        _client.ApplicationMessageReceivedAsync += Hear;
        _client.DisconnectedAsync += End;
        var options = new MqttClientOptionsBuilder().WithTcpServer(at.Address.ToString(), at.Port).WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V500)
            .WithClientId(device.Number).WithCredentials(device.Number, device.Key).Build();
        var connected = await _client.ConnectAsync(options, ct);
        if (connected.ResultCode != MqttClientConnectResultCode.Success) throw new IOException($"The broker answers {connected.ResultCode}.");
        await _client.SubscribeAsync(new MqttClientSubscribeOptionsBuilder().WithTopicFilter($"devices/{device.Number}/acks", MqttQualityOfServiceLevel.AtLeastOnce).Build(), ct);
    }

    private Task End(MqttClientDisconnectedEventArgs ended)
    {
        foreach (var waiting in _waiting.Values) waiting.TrySetException(new IOException("The broker has ended the connection."));
        return Task.CompletedTask;
    }

    private Task Hear(MqttApplicationMessageReceivedEventArgs told)
    {
        using var answer = JsonDocument.Parse(told.ApplicationMessage.Payload);
        if (_waiting.TryGetValue(answer.RootElement.GetProperty("sequence").GetInt32(), out var waiting)) waiting.TrySetResult(answer.RootElement.GetProperty("duplicate").GetBoolean());
        return Task.CompletedTask;
    }
}
