using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Emergency;
using ElderCare.Integrations.Devices.Protocols.Jt808;
using ElderCare.MobileApi.Tests.Realtime;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using MQTTnet;
using MQTTnet.Protocol;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Emergency;

/// <summary>Buttons pressed over real sockets, one test of all protocols each.</summary>
public sealed class ListenerTests
{
    private static readonly TimeSpan Longest = Patience.Most;

    [SkippableTheory, OnBothDatabases]
    public async Task AButtonOfEachProtocolIsStoredAnsweredAndOnAConsole(string provider)
    {
        Needs.Database(provider);
        var (dc09, watch, gt06, jt808) = (FreePorts.Next(), FreePorts.Next(), FreePorts.Next(), FreePorts.Next());
        await using var city = await TestCity.Start(provider, Port("Dc09", dc09), Port("Watch", watch), Port("Gt06", gt06), Port("Jt808", jt808));
        await UntilReady(city);
        await using var console = await city.HubOf("agent1");
        var rung = new System.Collections.Concurrent.ConcurrentQueue<JsonElement>();
        console.On<JsonElement>("event", told => { if (told.Text("type") == "incident.offered") rung.Enqueue(told); });
        await console.Listen();
        var people = await city.AddSeniors(4);
        await city.AddDevice(people[0], "dc09", "1234");
        await city.AddDevice(people[1], "watch", "6907919734");
        await city.AddDevice(people[2], "gt06", "864717003283581");
        await city.AddDevice(people[3], "jt808", "094027587492");

        Assert.Equal("\n1BC10012\"ACK\"0001L0#1234[]\r", Encoding.Latin1.GetString(await Say(dc09, Encoding.Latin1.GetBytes("\n170A003B\"ADM-CID\"0001L0#1234[#1234|1101 00 001]_14:12:04,09-25-2019\r"), 28)));
        Assert.Equal("[3G*6907919734*0002*AL]", Encoding.Latin1.GetString(await Say(watch, Encoding.Latin1.GetBytes("[3G*6907919734*003e*AL_LTE,170525,214118,V,0,N,0,E,0,0,0,0,0,22,0,0,00010000,0,0,0]"), 23)));
        var gt06Frames = Convert.FromHexString("78780d01086471700328358100093f040d0a" + "7878241617070a150e24ca01fba0040780e177005c0001720253360027db6204e40400004bf1e90d0a");
        Assert.Equal("78780501000955940d0a78780516004b3d120d0a", Convert.ToHexStringLower(await Say(gt06, gt06Frames, 20)));
        var location = Convert.FromHexString("7e0200002e094027587492000a000000010000000a03083db7001329f3000000140000130412164952010400000012360a0002341502cb0c20085c107e");
        Assert.Equal("7e800100050940275874920000000a0200005c7e", Convert.ToHexStringLower(await Say(jt808, location, 20)));

        await Eventually(() => rung.Count >= 4);
        using var db = city.Get<CityDatabase>().Read();
        Assert.Equal(people.Order(), db.Incidents.Where(incident => people.Contains(incident.SeniorId!.Value)).Select(incident => incident.SeniorId!.Value).ToList().Order());
        Assert.Equal(4, await db.DeviceSignals.CountAsync());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task APartThatWasAnsweredCompletesItsMessageOnAnotherConnection(string provider)
    {
        Needs.Database(provider);
        await using var database = await TestDatabase.Copy(provider);
        Guid person;
        byte[][] parts;
        var port = FreePorts.Next();
        await using (var city = TestCity.Start(database, Port("Jt808", port)))
        {
            await UntilReady(city);
            person = (await city.AddSeniors(1))[0];
            await city.AddDevice(person, "jt808", "094027587492");
            var at = city.Clock.GetCurrentInstant();
            var calm = Jt808Frames.LocationBody(at, 37.5, 122.1);
            parts = Jt808Frames.Split(0x0704, "094027587492", 7, Jt808Frames.BatchBody(false, calm, calm, Jt808Frames.LocationBody(at, 37.5, 122.1, Jt808Frames.SosBit)), 40);
            foreach (var part in parts[..^1]) Assert.Equal(0, (await Say(port, part, 20))[^3]);
        }
        var again = FreePorts.Next();
        await using var restarted = TestCity.Start(database, Port("Jt808", again)); // nothing that was in memory is left
        await UntilReady(restarted);
        Assert.Equal(0, (await Say(again, parts[^1], 20))[^3]);
        using var db = restarted.Get<CityDatabase>().Read();
        Assert.Equal(person, Assert.Single(db.Incidents.Where(incident => incident.Kind == IncidentKind.Sos).ToList()).SeniorId);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Dc09ComesOverUdpAndEncryptedAndARepeatIsTheSame(string provider)
    {
        Needs.Database(provider);
        var port = FreePorts.Next();
        await using var city = await TestCity.Start(provider, Port("Dc09", port));
        await UntilReady(city);
        var person = (await city.AddSeniors(1))[0];
        await city.AddDevice(person, "dc09", "1111", key: "AAAAAAAAAAAAAAAA");
        city.Clock.Reset(Instant.FromUtc(2019, 9, 25, 14, 12, 5));
        var frame = Encoding.Latin1.GetBytes("\n145A0076\"*ADM-CID\"0101L0#1111[A73EEEE037B902F0AB14CD55D5CBB8F74A10A59EDF98D6E78C4064400EB458A5189B710B7B14FAAF84AE576D2B3CBE12\r");
        using var udp = new UdpClient();
        udp.Connect(IPAddress.Loopback, port);
        for (var time = 0; time < 2; time++)
        {
            await udp.SendAsync(frame);
            Assert.Contains("\"*ACK\"0101L0#1111[", Encoding.Latin1.GetString((await udp.ReceiveAsync().WaitAsync(Longest)).Buffer), StringComparison.Ordinal);
        }
        city.Clock.Advance(Duration.FromSeconds(41));
        await udp.SendAsync(frame);
        Assert.Contains("\"NAK\"0000R0L0A0[]_", Encoding.Latin1.GetString((await udp.ReceiveAsync().WaitAsync(Longest)).Buffer), StringComparison.Ordinal);
        using var db = city.Get<CityDatabase>().Read();
        Assert.True(Assert.Single(db.DeviceSignals.ToList()).IsProtected);
        Assert.Equal(person, Assert.Single(db.Incidents.ToList()).SeniorId);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ByMqttADeviceIsAcknowledgedAfterTheCommitAndKeepsToItsOwnTopics(string provider)
    {
        Needs.Database(provider);
        var port = FreePorts.Next();
        await using var city = await TestCity.Start(provider, Port("Mqtt", port));
        await UntilReady(city);
        var people = await city.AddSeniors(2);
        await city.AddDevice(people[0], "mqtt", "M-1", key: "secret-1");
        await city.AddDevice(people[1], "mqtt", "M-2", key: "secret-2");

        using var wrong = new MqttClientFactory().CreateMqttClient();
        Assert.Equal(MqttClientConnectResultCode.BadUserNameOrPassword, (await Connect(wrong, port, "M-1", "secret-2")).ResultCode);
        using var device = new MqttClientFactory().CreateMqttClient();
        var acks = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        device.ApplicationMessageReceivedAsync += told =>
        {
            acks.TrySetResult(JsonDocument.Parse(told.ApplicationMessage.Payload).RootElement.Clone());
            return Task.CompletedTask;
        };
        await Connect(device, port, "M-1", "secret-1");
        var subscribed = await device.SubscribeAsync(new MqttClientSubscribeOptionsBuilder().WithTopicFilter("devices/M-1/acks", MqttQualityOfServiceLevel.AtLeastOnce).WithTopicFilter("devices/M-2/acks").Build());
        Assert.Equal([MqttClientSubscribeResultCode.GrantedQoS1, MqttClientSubscribeResultCode.NotAuthorized], subscribed.Items.Select(item => item.ResultCode));

        var body = JsonSerializer.SerializeToUtf8Bytes(new { deviceNumber = "M-2", sequence = 7, type = "sos", batteryPercent = 50 });
        Assert.Equal(MqttClientPublishReasonCode.Success, (await Publish(device, "devices/M-1/events", body)).ReasonCode);
        var answered = await acks.Task.WaitAsync(Longest);
        Assert.Equal((7, false), (answered.GetProperty("sequence").GetInt32(), answered.GetProperty("duplicate").GetBoolean()));
        Assert.Equal(MqttClientPublishReasonCode.NotAuthorized, (await Publish(device, "devices/M-2/events", body)).ReasonCode);

        using var db = city.Get<CityDatabase>().Read();
        Assert.Equal(people[0], Assert.Single(db.Incidents.ToList()).SeniorId); // its topic says who it is, not its words
        Assert.Equal(answered.Text("eventId"), Assert.Single(db.DeviceSignals.ToList()).Id.ToString());
        await Eventually(() => city.Get<CityDatabase>().Read().FaultyFrames.Any(frame => frame.Fault == "topic"));

        using var nameless = new MqttClientFactory().CreateMqttClient(); // as common tools are, whose client id is empty
        var old = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V311).WithClientId("").WithCredentials("M-2", "secret-2").Build();
        Assert.Equal(MqttClientConnectResultCode.Success, (await nameless.ConnectAsync(old)).ResultCode);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task HeartbeatsAreAnsweredAndLeaveNoRowButWhenTheDeviceWasHeardOf(string provider)
    {
        Needs.Database(provider);
        var port = FreePorts.Next();
        await using var city = await TestCity.Start(provider, Port("Watch", port));
        await UntilReady(city);
        await city.AddDevice(DemoIds.Senior1, "watch", "4700186508");
        Assert.Equal("[3G*4700186508*0002*LK]", Encoding.Latin1.GetString(await Say(port, Encoding.Latin1.GetBytes("[3G*4700186508*000B*LK,0,10,100]"), 23)));
        await Eventually(() => city.Get<CityDatabase>().Read().DeviceHealth.Any(health => health.BatteryPercent == 100));
        using var db = city.Get<CityDatabase>().Read();
        Assert.Empty(db.DeviceSignals);
        Assert.Empty(db.Incidents);
    }

    private static (string, string) Port(string protocol, int port) => ($"Devices:{protocol}:Port", $"{port}");

    private static async Task UntilReady(TestCity city)
    {
        using var client = city.CreateClient();
        await Eventually(() => client.GetAsync("/health/ready").Result.IsSuccessStatusCode);
    }

    /// <summary>Looks again and again: neither a port nor a batch of heartbeats tells a test.</summary>
    private static async Task Eventually(Func<bool> holds)
    {
        for (var waited = System.Diagnostics.Stopwatch.StartNew(); !holds(); await Task.Delay(20)) Assert.True(waited.Elapsed < Longest, "It did not happen.");
    }

    private static async Task<byte[]> Say(int port, byte[] frames, int answers)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await client.GetStream().WriteAsync(frames);
        var answer = new byte[answers];
        await client.GetStream().ReadExactlyAsync(answer).AsTask().WaitAsync(Longest);
        return answer;
    }

    private static Task<MqttClientConnectResult> Connect(IMqttClient client, int port, string number, string key) => client.ConnectAsync(
        new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V500).WithCredentials(number, key).Build());

    private static Task<MqttClientPublishResult> Publish(IMqttClient client, string topic, byte[] body) => client.PublishAsync(
        new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(body).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build());
}
