using System.Text;
using ElderCare.Data;
using ElderCare.Domain.Emergency;
using Microsoft.EntityFrameworkCore;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace ElderCare.MobileApi.Tests.Emergency;

/// <summary>What is acknowledged by MQTT is stored, and what is not stored is not acknowledged.</summary>
public sealed class MqttEventTests
{
    private static readonly TimeSpan Longest = Patience.Most;

    [SkippableTheory, OnBothDatabases]
    public async Task AnAlarmIsTakenWhateverStandsBesideIt(string provider)
    {
        Needs.Database(provider);
        await using var served = await Served(provider);
        using var device = await Device(served.Port, MqttProtocolVersion.V500);
        foreach (var (body, detail) in new (string, string?)[]
        {
            ("""{"type":"sos","sequence":"1","batteryPercent":80.5,"latitude":"37.5","longitude":122.1,"occurredAt":"2026-11-23T12:00:00+08:00"}""", null),
            ("""{"type":"sos","sequence":2,"batteryPercent":"80","latitude":37.5,"longitude":122.1,"occurredAt":"2026-11-23T04:00:00Z"}""", null),
            ("""{"type":"SOS","sequence":3,"batteryPercent":[1],"latitude":37.5,"longitude":122.1,"occurredAt":"2026-11-23T04:00:00Z"}""", "left out: batteryPercent"),
            ("""{"type":"sos","sequence":{"a":"\ud800"},"\ud800":1,"occurredAt":5,"latitude":"north","longitude":122.1,}""", "left out: sequence, occurredAt, latitude, longitude"),
            ("\uFEFF{\"type\":\"sos\",\"sequence\":5}\0\0", null),
            ("""{"type":"what\u0000IsThis","sequence":6}""", "type whatIsThis"),
        })
        {
            Assert.Equal(MqttClientPublishReasonCode.Success, (await Publish(device, Encoding.UTF8.GetBytes(body))).ReasonCode);
            using var db = served.City.Get<CityDatabase>().Read();
            var stored = await db.DeviceSignals.OrderByDescending(signal => signal.Id).FirstAsync();
            Assert.Equal(detail, stored.Detail);
            Assert.Equal(body.Contains("what", StringComparison.Ordinal) ? SignalType.Unknown : SignalType.Sos, stored.Type);
            if (stored.Sequence is 1 or 2) Assert.Equal((80, 37.5, TestCity.Noon), (stored.BatteryPercent!.Value, stored.Latitude!.Value, stored.OccurredAt!.Value));
        }
        using var all = served.City.Get<CityDatabase>().Read();
        Assert.Equal((6, 1), (await all.DeviceSignals.CountAsync(), await all.Incidents.CountAsync()));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatIsNotTakenIsNotAcknowledged(string provider)
    {
        Needs.Database(provider);
        await using var served = await Served(provider);
        var tooLarge = Encoding.UTF8.GetBytes($$"""{"type":"sos","x":"{{new string('a', 100_000)}}"}""");
        var bodies = new[] { "sos"u8.ToArray(), """{"sequence":1}"""u8.ToArray(), """{"type":1}"""u8.ToArray(), "[]"u8.ToArray(), tooLarge };
        using (var device = await Device(served.Port, MqttProtocolVersion.V500))
        {
            foreach (var body in bodies) Assert.Equal(body == tooLarge ? MqttClientPublishReasonCode.QuotaExceeded : MqttClientPublishReasonCode.PayloadFormatInvalid, (await Publish(device, body)).ReasonCode);
            Assert.Equal(MqttClientPublishReasonCode.Success, (await Publish(device, """{"type":"heartbeat"}"""u8.ToArray())).ReasonCode); // the connection stands
        }
        foreach (var body in bodies)
        {
            using var old = await Device(served.Port, MqttProtocolVersion.V311);
            var ended = new TaskCompletionSource();
            old.DisconnectedAsync += _ =>
            {
                ended.TrySetResult();
                return Task.CompletedTask;
            };
            var fault = await Record.ExceptionAsync(() => Publish(old, body));
            Assert.True(fault is not null and not TimeoutException, $"{fault?.GetType().Name ?? "acknowledged"}");
            await ended.Task.WaitAsync(Longest);
        }
        using var db = served.City.Get<CityDatabase>().Read();
        Assert.Equal((0, 10), (await db.DeviceSignals.CountAsync(), await db.FaultyFrames.CountAsync(frame => frame.DeviceNumber == "M-9")));
    }

    /// <summary>A device that lost its connection comes back under its client id while the broker still holds the old one.</summary>
    [Fact]
    public async Task WhoComesBackWhileTheOldConnectionStandsIsToldOnTheNewOne()
    {
        await using var served = await Served("Sqlite");
        var old = await Device(served.Port, MqttProtocolVersion.V500, "watch");
        for (var sequence = 1; sequence <= 300; sequence++)
        {
            if (sequence % 2 == 0) old.Dispose(); // its end is noticed while the next one begins
            var now = await Device(served.Port, MqttProtocolVersion.V500, "watch");
            var told = new TaskCompletionSource();
            now.ApplicationMessageReceivedAsync += _ =>
            {
                told.TrySetResult();
                return Task.CompletedTask;
            };
            now.DisconnectedAsync += _ =>
            {
                told.TrySetException(new MqttCommunicationException("The broker has ended it."));
                return Task.CompletedTask;
            };
            try
            {
                await now.SubscribeAsync("devices/M-9/acks", MqttQualityOfServiceLevel.AtLeastOnce);
                await Publish(now, Encoding.UTF8.GetBytes($$"""{"type":"sos","sequence":{{sequence}}}"""));
                await told.Task.WaitAsync(Longest);
            }
            catch (MqttCommunicationException)
            {
                sequence--; // the broker has ended it with the old one: it comes back once more
            }
            old.Dispose();
            old = now;
        }
        old.Dispose();
    }

    /// <summary>Hardware keeps its client id when it is registered under another number.</summary>
    [Fact]
    public async Task WhoIsRegisteredAnewComesUnderItsOldClientIdOnceTheOldOneIsGone()
    {
        await using var served = await Served("Sqlite");
        await served.City.AddDevice((await served.City.AddSeniors(1))[0], "mqtt", "M-10", key: "secret-10");
        MqttClientOptions As(string number) => new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", served.Port).WithProtocolVersion(MqttProtocolVersion.V311).WithCleanSession(false)
            .WithClientId("hardware-77").WithCredentials(number, number.Replace("M-", "secret-", StringComparison.Ordinal)).Build();
        using var before = new MqttClientFactory().CreateMqttClient();
        await before.ConnectAsync(As("M-9"));
        using var anew = new MqttClientFactory().CreateMqttClient();
        Assert.NotEqual(MqttClientConnectResultCode.Success, (await anew.ConnectAsync(As("M-10"))).ResultCode); // it is somebody's who is there
        await before.DisconnectAsync(); // its session stays
        for (var waited = System.Diagnostics.Stopwatch.StartNew(); !anew.IsConnected; await Task.Delay(20))
        {
            Assert.True(waited.Elapsed < Longest, "It was never let in.");
            await anew.ConnectAsync(As("M-10")); // the broker may not have noticed yet
        }
        await anew.PublishAsync(new MqttApplicationMessageBuilder().WithTopic("devices/M-10/events").WithPayload("""{"type":"sos","sequence":1}""").WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build()).WaitAsync(Longest);
        using var db = served.City.Get<CityDatabase>().Read();
        Assert.Equal(1, await db.DeviceSignals.CountAsync(signal => signal.DeviceNumber == "M-10" && signal.Type == SignalType.Sos));
    }

    /// <summary>One listens for acknowledgements under a client id of its own and ends; the device goes on pressing.</summary>
    [Fact]
    public async Task APressIsAcknowledgedWhenWhoListenedForItIsGoneAndNobodyElseHearsOfIt()
    {
        await using var served = await Served("Sqlite");
        await served.City.AddDevice((await served.City.AddSeniors(1))[0], "mqtt", "M-10", key: "secret-10");
        using (var listener = await Device(served.Port, MqttProtocolVersion.V311, "listener"))
        {
            await listener.SubscribeAsync("devices/M-9/acks", MqttQualityOfServiceLevel.AtLeastOnce);
            await listener.DisconnectAsync();
        }
        using var device = await Device(served.Port, MqttProtocolVersion.V311, "presses");
        Assert.True((await Publish(device, "{\"type\":\"sos\",\"sequence\":1}"u8.ToArray())).IsSuccess);

        using var other = new MqttClientFactory().CreateMqttClient();
        var heard = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var own = new TaskCompletionSource();
        other.ApplicationMessageReceivedAsync += told =>
        {
            heard.Enqueue(told.ApplicationMessage.Topic);
            own.TrySetResult();
            return Task.CompletedTask;
        };
        var options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", served.Port).WithProtocolVersion(MqttProtocolVersion.V311).WithClientId("listener").WithCredentials("M-10", "secret-10").Build();
        for (var waited = System.Diagnostics.Stopwatch.StartNew(); !other.IsConnected; await Task.Delay(20))
        {
            Assert.True(waited.Elapsed < Longest, "It was never let in.");
            await other.ConnectAsync(options); // the broker may not have noticed yet that the first is gone
        }
        await other.SubscribeAsync("devices/M-10/acks", MqttQualityOfServiceLevel.AtLeastOnce);
        Assert.True((await Publish(device, "{\"type\":\"sos\",\"sequence\":2}"u8.ToArray())).IsSuccess);
        await other.PublishAsync(new MqttApplicationMessageBuilder().WithTopic("devices/M-10/events").WithPayload("{\"type\":\"sos\",\"sequence\":1}").WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build()).WaitAsync(Longest);
        await own.Task.WaitAsync(Longest);
        Assert.Equal(["devices/M-10/acks"], heard);
    }

    /// <summary>A device's own number is nobody else's client id.</summary>
    [Fact]
    public async Task NobodyComesUnderTheNumberOfAnotherDevice()
    {
        await using var served = await Served("Sqlite");
        await served.City.AddDevice((await served.City.AddSeniors(1))[0], "mqtt", "M-10", key: "secret-10");
        using var intruder = new MqttClientFactory().CreateMqttClient();
        var options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", served.Port).WithProtocolVersion(MqttProtocolVersion.V311).WithClientId("M-9").WithCredentials("M-10", "secret-10").Build();
        Assert.NotEqual(MqttClientConnectResultCode.Success, (await intruder.ConnectAsync(options)).ResultCode);
        using var own = await Device(served.Port, MqttProtocolVersion.V311, "M-9");
        Assert.True(own.IsConnected);
    }

    private static async Task<Running> Served(string provider)
    {
        var port = FreePorts.Next();
        var city = await TestCity.Start(provider, ("Devices:Mqtt:Port", $"{port}"));
        using var client = city.CreateClient();
        for (var waited = System.Diagnostics.Stopwatch.StartNew(); !(await client.GetAsync("/health/ready")).IsSuccessStatusCode; await Task.Delay(20)) Assert.True(waited.Elapsed < Longest);
        await city.AddDevice((await city.AddSeniors(1))[0], "mqtt", "M-9", key: "secret-9");
        return new(city, port);
    }

    private static async Task<IMqttClient> Device(int port, MqttProtocolVersion version, string? clientId = null)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        var options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithProtocolVersion(version).WithCredentials("M-9", "secret-9");
        await client.ConnectAsync((clientId is null ? options : options.WithClientId(clientId)).Build());
        return client;
    }

    private static Task<MqttClientPublishResult> Publish(IMqttClient client, byte[] body) => client.PublishAsync(
        new MqttApplicationMessageBuilder().WithTopic("devices/M-9/events").WithPayload(body).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build()).WaitAsync(Longest);

    private sealed record Running(TestCity City, int Port) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => City.DisposeAsync();
    }
}
