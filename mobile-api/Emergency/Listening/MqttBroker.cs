using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using ElderCare.Domain.Emergency;
using ElderCare.MobileApi.Setup;
using Microsoft.AspNetCore.Connections;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace ElderCare.MobileApi.Emergency.Listening;

/// <summary>
/// The embedded broker. A device signs in with its number and key, publishes to its own topic of events and listens to its own topic
/// of acknowledgements, nothing else. PUBACK is sent when the handler of the publication ends, which is after the commit; where the
/// commit fails the connection is closed without one, and the device sends again. What is not taken gets a PUBACK that says so, and
/// before version 5, which has none, the connection is closed without one.
/// </summary>
internal sealed class MqttBroker(
    ListenerSettings settings, IConnectionListenerFactory sockets, MqttEvents events, DeviceConnections devices, FrameFaults faults, ListenerHealth health, Readiness readiness, ILogger<MqttBroker> log)
    : Listener("MQTT", settings.Of(DeviceProtocol.Mqtt), health, readiness, log)
{
    private const int LargestEvent = 64 * 1024;
    private const int LargestPacket = 2 * LargestEvent; // with the longest topic
    private const string Address = "address", Version = "version", Turn = "turn";
    private const string AnotherDevice = "The topic belongs to another device.";
    private readonly MqttSubscribers _subscribers = new();
    private readonly ConcurrentDictionary<string, Owner> _owners = new(StringComparer.Ordinal); // of client ids
    private long _turns;

    protected override async Task Listen(IPEndPoint at, Action listens, CancellationToken stopping)
    {
        var options = new MqttServerOptionsBuilder().WithoutDefaultEndpoint().WithPersistentSessions().Build();
        using var connections = new MqttSockets(at, LargestPacket, sockets, () => faults.Count(DeviceProtocol.Mqtt, FaultWords.TooLong));
        using var server = new MqttServerFactory().CreateMqttServer(options, [connections]);
        server.ValidatingConnectionAsync += device => SignIn(server, device);
        server.InterceptingSubscriptionAsync += Subscribe;
        server.InterceptingUnsubscriptionAsync += Unsubscribe;
        server.SessionDeletedAsync += Forget;
        server.InterceptingPublishAsync += told => Publish(server, told, stopping);
        await server.StartAsync();
        listens();
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, stopping);
        }
        finally
        {
            await server.StopAsync(new MqttServerStopOptionsBuilder().Build());
        }
    }

    private async Task SignIn(MqttServer server, ValidatingConnectionEventArgs device)
    {
        // A client id of another device would take over that device's session.
        var isKnown = device.UserName is { Length: > 0 } number && IsRight(number, device.RawPassword);
        device.SessionItems[Address] = (device.RemoteEndPoint as IPEndPoint)?.Address.ToString() ?? "";
        device.SessionItems[Version] = device.ProtocolVersion;
        device.ReasonCode = isKnown && await OwnsItsClientId(server, device) ? MqttConnectReasonCode.Success : MqttConnectReasonCode.BadUserNameOrPassword;
        if (device.ReasonCode != MqttConnectReasonCode.Success) faults.Count(DeviceProtocol.Mqtt, FaultWords.Key);
    }

    private bool IsRight(string number, byte[]? password) =>
        devices.KeyOf(DeviceProtocol.Mqtt, number) is { } key && CryptographicOperations.FixedTimeEquals(key, password ?? []);

    /// <summary>
    /// A device's own number is nobody else's client id. Of other ids: hardware that is registered anew comes under its old one, and gets
    /// it when the device of before is not connected, whose session only waits.
    /// </summary>
    private async Task<bool> OwnsItsClientId(MqttServer server, ValidatingConnectionEventArgs device)
    {
        if (device.ClientId is not { Length: > 0 } client) return true;
        if (client != device.UserName && devices.IsKnown(DeviceProtocol.Mqtt, client)) return false;
        var mine = new Owner(device.UserName, Interlocked.Increment(ref _turns));
        device.SessionItems[Turn] = mine.Turn;
        var owner = _owners.GetOrAdd(client, mine);
        if (owner.Number == mine.Number)
        {
            _owners.TryUpdate(client, mine, owner);
            return true;
        }
        if ((await server.GetClientsAsync()).Any(one => one.Id == client)) return false;
        if (await SessionOf(server, client) is { } waiting) await waiting.DeleteAsync();
        _owners.TryRemove(KeyValuePair.Create(client, owner));
        _subscribers.Remove(owner.Number, client);
        return _owners.GetOrAdd(client, mine).Number == mine.Number;
    }

    private Task Subscribe(InterceptingSubscriptionEventArgs wish)
    {
        if (wish.TopicFilter.Topic == MqttEvents.AcksOf(wish.UserName))
        {
            _subscribers.Add(wish.UserName, wish.ClientId);
            return Task.CompletedTask;
        }
        faults.Count(DeviceProtocol.Mqtt, FaultWords.Topic);
        wish.ProcessSubscription = false;
        (wish.Response.ReasonCode, wish.ReasonString) = (MqttSubscribeReasonCode.NotAuthorized, AnotherDevice);
        return Task.CompletedTask;
    }

    private Task Unsubscribe(InterceptingUnsubscriptionEventArgs wish)
    {
        if (wish.Topic == MqttEvents.AcksOf(wish.UserName)) _subscribers.Remove(wish.UserName, wish.ClientId);
        return Task.CompletedTask;
    }

    private Task Forget(SessionDeletedEventArgs session)
    {
        // Its device may have come back under the same client id meanwhile: that is another turn.
        var isBack = session.SessionItems?[Turn] is long turn && !_owners.TryRemove(KeyValuePair.Create(session.Id, new Owner(session.UserName ?? "", turn)));
        if (!isBack && session.UserName is { } number) _subscribers.Remove(number, session.Id);
        return Task.CompletedTask;
    }

    private async Task Publish(MqttServer server, InterceptingPublishEventArgs told, CancellationToken stopping)
    {
        told.ProcessPublish = false; // nobody but the city listens to events
        var number = told.UserName;
        var address = told.SessionItems?[Address] as string ?? "";
        if (told.ApplicationMessage.Topic != MqttEvents.EventsOf(number))
        {
            Refuse(told, MqttPubAckReasonCode.NotAuthorized, AnotherDevice);
            await faults.Keep(DeviceProtocol.Mqtt, number, address, FaultWords.Topic, Encoding.UTF8.GetBytes(told.ApplicationMessage.Topic));
            return;
        }
        if (told.ApplicationMessage.Payload.Length > LargestEvent)
        {
            Refuse(told, MqttPubAckReasonCode.QuotaExceeded, "The event is too large.");
            await faults.Keep(DeviceProtocol.Mqtt, number, address, FaultWords.TooLong, told.ApplicationMessage.Payload.Slice(0, FrameFaults.MostKept).ToArray());
            return;
        }
        try
        {
            var taken = await events.Take(number, told.ApplicationMessage.Payload, address, stopping);
            if (!taken.IsEvent) Refuse(told, MqttPubAckReasonCode.PayloadFormatInvalid, "It is no event.");
            if (taken.Answer is not { } answer) return;
            await Acknowledge(server, number, answer);
        }
        catch (Exception failed)
        {
            log.LogError(failed, "An event by MQTT could not be stored; its device is not answered and sends again");
            told.CloseConnection = true;
        }
    }

    /// <summary>Tells a device's own topic of acknowledgements. The event is on disk and its PUBACK is due, whatever becomes of this.</summary>
    private async Task Acknowledge(MqttServer server, string number, MqttApplicationMessage answer)
    {
        foreach (var client in _subscribers.Of(number))
        {
            var isAnothers = _owners.TryGetValue(client, out var owner) && owner.Number != number;
            if (!isAnothers && await SessionOf(server, client) is { } session) session.TryEnqueueApplicationMessage(answer, out _);
        }
    }

    /// <summary>The session of a client id; null when there is none, for which the broker has an exception only.</summary>
    private static async Task<MqttSessionStatus?> SessionOf(MqttServer server, string client)
    {
        try
        {
            return await server.GetSessionAsync(client);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Says that a publication was not taken, as far as its version of MQTT can.</summary>
    private static void Refuse(InterceptingPublishEventArgs told, MqttPubAckReasonCode why, string words)
    {
        (told.Response.ReasonCode, told.Response.ReasonString) = (why, words);
        var isAnswered = told.ApplicationMessage.QualityOfServiceLevel != MqttQualityOfServiceLevel.AtMostOnce;
        if (isAnswered && told.SessionItems?[Version] is not MqttProtocolVersion.V500) told.CloseConnection = true;
    }

    /// <summary>Whose a client id is, and since which of all sign-ins.</summary>
    private sealed record Owner(string Number, long Turn);
}
