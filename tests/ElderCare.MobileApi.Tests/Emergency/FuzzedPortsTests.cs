using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ElderCare.Domain.Emergency;
using ElderCare.Integrations.Signing;
using ElderCare.MobileApi.Tests.Crash;
using ElderCare.Simulator.Devices;
using ElderCare.Simulator.People;
using ElderCare.Simulator.Reporting;
using MQTTnet;
using MQTTnet.Protocol;
using NodaTime;
using Xunit.Abstractions;

namespace ElderCare.MobileApi.Tests.Emergency;

/// <summary>
/// Ports that are open to everybody: nonsense, floods and forgeries break nothing, fill nothing and delay no alarm.
/// <c>ELDERCARE_FUZZ_FRAMES</c> sets how many frames each protocol gets.
/// </summary>
public sealed class FuzzedPortsTests(ITestOutputHelper output)
{
    private const int UsualFrames = 10_000, Batches = 5, HalfFrames = 100, FewSilent = 2_000, ManySilent = 5_000, FilesForMany = 12_000;
    private const int RoomMegabytes = 150;
    private static readonly int Frames = int.TryParse(Environment.GetEnvironmentVariable("ELDERCARE_FUZZ_FRAMES"), CultureInfo.InvariantCulture, out var frames) ? frames : UsualFrames;
    private static readonly TimeSpan LatestOnConsole = TimeSpan.FromSeconds(10);
    private static readonly DeviceProtocol[] OverTcp = [DeviceProtocol.Mqtt, DeviceProtocol.Dc09, DeviceProtocol.Watch, DeviceProtocol.Gt06, DeviceProtocol.Jt808];

    [Fact]
    public async Task NonsenseAndFloodsBreakNothingAndDelayNoAlarm()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        await using var copy = await TestDatabase.Copy("Sqlite");
        var ports = ServerPorts.Free();
        // The collector of servers takes memory as it comes; what is kept shows sooner without it.
        using var server = await ServerProcess.Start(copy, ports, [("DOTNET_gcServer", "0")]);
        var hostile = new HostileClients(ports, server.Http);
        var report = new SimulationReport();
        using var keeper = await CityClient.SignIn(ports.Address, "city1");
        await using var fleet = await DeviceFleet.Register(keeper, new() { Devices = DeviceKinds.All.Count, Seed = seed }, report);
        await using var console = await SimulatedAgent.Start(ports.Address, "agent1", report, works: false);
        using var over = new CancellationTokenSource();
        var pressing = Press(fleet, console, over.Token);

        var memory = new List<long>();
        var since = Stopwatch.StartNew();
        for (var batch = 0; batch < Batches; batch++)
        {
            await Fuzz(hostile, Frames / Batches, unchecked(seed + (batch * 1_000_000)));
            memory.Add(Megabytes(server));
        }
        output.WriteLine($"{Frames} frames of each protocol in {since.Elapsed.TotalSeconds:0.0} s; after each fifth {string.Join(", ", memory)} MB");
        since.Restart();
        await Task.WhenAll(OverTcp.Select(hostile.SendWithoutEnd));
        output.WriteLine($"frames without an end took {since.Elapsed.TotalSeconds:0.0} s; {Megabytes(server)} MB");
        since.Restart();
        var held = new List<IDisposable>();
        foreach (var protocol in OverTcp) held.AddRange(await hostile.Hold(protocol, HalfFrames, saysHalf: true));
        var silent = MostFiles() >= FilesForMany ? ManySilent : FewSilent;
        foreach (var protocol in OverTcp) held.AddRange(await hostile.Hold(protocol, silent / OverTcp.Length, saysHalf: false));
        await over.CancelAsync();
        var latencies = await pressing;
        foreach (var device in fleet.Devices) latencies.Add(await PressOne(fleet, console, device)); // with all of them still there
        output.WriteLine($"{held.Count} connections held after {since.Elapsed.TotalSeconds:0.0} s; {Megabytes(server)} MB; {latencies.Count} buttons pressed in between, on the console after {latencies.Average(one => one.TotalMilliseconds):0} ms, at the latest {latencies.Max().TotalMilliseconds:0} ms");
        held.ForEach(one => one.Dispose());

        Assert.False(server.HasEnded, server.Said);
        Assert.True(latencies.Max() < LatestOnConsole, $"A button was on the console after {latencies.Max()} only.");
        Assert.True(memory[^1] < memory[1] + RoomMegabytes, $"The memory has grown from {memory[1]} to {memory[^1]} MB.");
        Assert.DoesNotContain("fail:", server.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("crit:", server.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", server.Said, StringComparison.Ordinal);
        Assert.True((await server.Http.GetAsync("/health/ready")).IsSuccessStatusCode);
    }

    /// <summary>Who reads packets makes room for what the head of one says, up to 256 MB, and at that point nobody has signed in.</summary>
    [Fact]
    public async Task APacketThatSaysItIsHugeEndsItsConnection()
    {
        var port = FreePorts.Next();
        await using var city = await TestCity.Start("Sqlite", ("Devices:Mqtt:Port", $"{port}"));
        using var client = city.CreateClient();
        for (var waited = Stopwatch.StartNew(); !(await client.GetAsync("/health/ready")).IsSuccessStatusCode; await Task.Delay(20)) Assert.True(waited.Elapsed < LatestOnConsole);
        foreach (var head in new byte[][] { [0x10, 0xFF, 0xFF, 0xFF, 0x7F], [0x30, 0x80, 0x80, 0x80, 0x80, 0x01], [0x10, 0x81, 0x80, 0x08] })
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(IPAddress.Loopback, port);
            await connection.GetStream().WriteAsync(head);
            var heard = await Record.ExceptionAsync(async () => Assert.Equal(0, await connection.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(LatestOnConsole)));
            Assert.True(heard is null or IOException, $"{heard}"); // it may be closed with a reset
        }
    }

    [Fact]
    public async Task ForgeriesAreRefusedAndReplaysCountOnce()
    {
        await using var copy = await TestDatabase.Copy("Sqlite");
        var ports = ServerPorts.Free();
        using var server = await ServerProcess.Start(copy, ports, []);
        var hostile = new HostileClients(ports, server.Http);
        var body = """{"deviceNumber":"F-2","sequence":1,"type":"sos"}"""u8.ToArray();
        await hostile.SendEvent(body, "demo-device-kex").ShouldBeProblem(401, "auth.signatureInvalid"); // y and x differ by one bit
        await hostile.SendEvent(body, "demo-device-key", Duration.FromSeconds(-310)).ShouldBeProblem(401, "auth.signatureExpired");
        var signature = RequestSignature.Sign(body, Encoding.ASCII.GetBytes("demo-device-key"), SystemClock.Instance.GetCurrentInstant());
        await hostile.SendSigned([.. body[..^1], (byte)' ', (byte)'}'], signature).ShouldBeProblem(401, "auth.signatureInvalid");
        await hostile.SendSigned(body, signature.Replace("v1=", "v1=00,v2=", StringComparison.Ordinal)).ShouldBeProblem(401, "auth.signatureInvalid");
        var first = await hostile.SendSigned(body, signature).Body();
        var replayed = await hostile.SendSigned(body, signature).Body();
        Assert.Equal((first.Text("eventId"), false, true), (replayed.Text("eventId"), first.GetProperty("duplicate").GetBoolean(), replayed.GetProperty("duplicate").GetBoolean()));

        using var keeper = await CityClient.SignIn(ports.Address, "city1");
        await using var fleet = await DeviceFleet.Register(keeper, new() { Devices = 2, Kinds = [DeviceKind.Mqtt], Seed = 1 }, new SimulationReport());
        var (own, other) = (fleet.Devices[0], fleet.Devices[1]);
        var wrong = own.Key![..^1] + (char)(own.Key[^1] ^ 1);
        using var client = new MqttClientFactory().CreateMqttClient();
        Assert.Equal(MqttClientConnectResultCode.BadUserNameOrPassword, (await client.ConnectAsync(At(ports, own.Number, wrong))).ResultCode);
        Assert.Equal(MqttClientConnectResultCode.Success, (await client.ConnectAsync(At(ports, own.Number, own.Key))).ResultCode);
        var forged = new MqttApplicationMessageBuilder().WithTopic($"devices/{other.Number}/events").WithPayload(body).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();
        Assert.Equal(MqttClientPublishReasonCode.NotAuthorized, (await client.PublishAsync(forged)).ReasonCode);
        await server.SignIn("agent1");
        Assert.Equal([first.Text("incidentId")], (await server.Http.Read("/api/incidents?status=open")).Items().Select(incident => incident.Text("id")));
    }

    private static Task Fuzz(HostileClients hostile, int frames, int seed) => Task.WhenAll(
        [.. OverTcp.Select(protocol => hostile.SendFrames(protocol, frames, seed)), hostile.SendDatagrams(frames, seed), hostile.SendEvents(frames / 10, seed)]);

    /// <summary>Presses the buttons in turn until it is enough; says how long each took to a console.</summary>
    private static async Task<List<TimeSpan>> Press(DeviceFleet fleet, SimulatedAgent console, CancellationToken over)
    {
        var latencies = new List<TimeSpan>();
        for (var turn = 0; !over.IsCancellationRequested; turn++) latencies.Add(await PressOne(fleet, console, fleet.Devices[turn % fleet.Devices.Count]));
        return latencies;
    }

    private static async Task<TimeSpan> PressOne(DeviceFleet fleet, SimulatedAgent console, PlayedDevice device)
    {
        var pressed = Stopwatch.GetTimestamp();
        await fleet.Press(device);
        for (; ; await Task.Delay(5))
        {
            if (console.Offers.FirstOrDefault(offer => offer.SeniorId == device.SeniorId && offer.At > pressed) is { } offer) return Stopwatch.GetElapsedTime(pressed, offer.At);
            Assert.True(Stopwatch.GetElapsedTime(pressed) < LatestOnConsole * 2, $"{device.Number} is on no console");
        }
    }

    private static MqttClientOptions At(ServerPorts ports, string number, string key) => new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", ports.Of(DeviceProtocol.Mqtt))
        .WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V500).WithCredentials(number, key).Build();

    private static long Megabytes(ServerProcess server) => Number($"/proc/{server.Id}/status", "VmRSS:") / 1024;

    /// <summary>How many files this process, and the server that it starts, may have open.</summary>
    private static long MostFiles() => Number("/proc/self/limits", "Max open files");

    private static long Number(string file, string name) => long.Parse(
        File.ReadLines(file).First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture);
}
