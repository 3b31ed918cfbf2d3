using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ElderCare.Benchmarks.Loads;
using ElderCare.Benchmarks.Servers;
using ElderCare.Integrations.Devices.Protocols.Watch;

namespace ElderCare.Benchmarks.Goals;

/// <summary>
/// 100,000 registered watches say once a minute that they are there, and 100 buttons are pressed a second that nobody takes, so that
/// their ladders are climbed beside all that: how soon each alarm is on an agent's screen.
/// </summary>
internal static class AlarmsBesideHeartbeats
{
    private const int Watches = 100_000;
    private const int HeartbeatsPerSecond = 1_667;
    private const int AlarmsPerSecond = 100;
    private const int Connections = 1_000;
    private const double Done = 2_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public static async Task<bool> Measure(BenchmarkCity city, Options options)
    {
        var numbers = await Buttons.Register(city, Watches);
        var port = ServerProcess.FreePort();
        await using var program = await city.StartProgramForWatches(port);
        await using var agent = await Screens.Open(new($"ws://127.0.0.1:{program.Port}/hubs/dispatch"), ScreenWire.Hub(await city.SignIn(program, "agent1")), 1);
        var turn = -1;
        using var heartbeats = new DeviceLoad(program, port, Connections, () => WatchFrames.Build("3G", numbers[(int)((uint)Interlocked.Increment(ref turn) % numbers.Count)], "LK,0,0,90"), perSecond: HeartbeatsPerSecond, word: "LK");
        await heartbeats.Run(TimeSpan.FromSeconds(1));

        var length = TimeSpan.FromSeconds(options.Slices * options.Seconds);
        var (pressed, shown) = (new ConcurrentDictionary<string, long>(), new ConcurrentBag<double>());
        agent.Heard = (message, at) =>
        {
            foreach (var senior in OfferedIn(message.Span))
            {
                if (pressed.TryRemove(senior, out var since)) shown.Add(Stopwatch.GetElapsedTime(since, at).TotalMilliseconds);
            }
        };
        var listening = heartbeats.Run(length);
        var presses = await Press(city.Buttons, port, length, pressed);
        var heard = await listening;
        for (var waited = Stopwatch.StartNew(); !pressed.IsEmpty && waited.Elapsed < Longest;) await Task.Delay(10);

        var p99 = Figures.Percentile([.. shown], 0.99);
        var reached = p99 <= Done && pressed.IsEmpty && heard.Refused == 0;
        Console.WriteLine();
        Console.WriteLine($"{numbers.Count} watches, {heard.PerSecond:0} heartbeats/s answered beside {AlarmsPerSecond} alarms/s, {city.Provider}   (load {Machine.LoadAverage()})");
        Console.WriteLine($"  on a screen    {shown.Count} of {presses} alarms   p50 {Figures.Percentile([.. shown], 0.5):0.0} ms   p99 {p99:0.0} ms   worst {shown.DefaultIfEmpty(double.NaN).Max():0.0} ms   goal {Done:0} ms: {(reached ? "done" : "NOT REACHED")}");
        Console.WriteLine($"  heartbeats     p50 {Figures.Percentile(heard.Milliseconds, 0.5):0.0} ms   p99 {Figures.Percentile(heard.Milliseconds, 0.99):0.0} ms   failed {heard.Refused}");
        await city.CloseEmergencies();
        return reached;
    }

    /// <summary>Presses buttons, each of another person, without waiting for an answer.</summary>
    private static async Task<int> Press(IReadOnlyList<Button> buttons, int port, TimeSpan length, ConcurrentDictionary<string, long> pressed)
    {
        var lines = new List<Socket>();
        for (var i = 0; i < AlarmsPerSecond; i++)
        {
            var line = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await line.ConnectAsync(IPAddress.Loopback, port);
            lines.Add(line);
        }
        var count = Math.Min(buttons.Count, (int)(length.TotalSeconds * AlarmsPerSecond));
        var turns = new Turns(AlarmsPerSecond);
        for (var i = 0; i < count; i++)
        {
            await turns.Next();
            pressed[buttons[i].SeniorId.ToString()] = Stopwatch.GetTimestamp();
            await lines[i % lines.Count].SendAsync(ButtonPresses.FrameOf(buttons[i], Random.Shared.Next()));
        }
        await Task.WhenAll(lines.Select(Hear));
        return count;
    }

    /// <summary>Reads what is left of the answers: a line that is closed before would take its last alarm with it.</summary>
    private static async Task Hear(Socket line)
    {
        line.Shutdown(SocketShutdown.Send);
        var answers = new byte[4096];
        while (await line.ReceiveAsync(answers) > 0) { }
        line.Dispose();
    }

    /// <summary>Whose alarms are offered in what a screen was sent; several messages may come together.</summary>
    private static IEnumerable<string> OfferedIn(ReadOnlySpan<byte> message)
    {
        const string key = "\"seniorId\":\"";
        var people = new List<string>();
        foreach (var range in message.Split((byte)0x1e))
        {
            var one = message[range];
            if (one.IndexOf("\"incident.offered\""u8) < 0) continue;
            var text = Encoding.UTF8.GetString(one);
            var at = text.IndexOf(key, StringComparison.Ordinal);
            if (at >= 0) people.Add(text.Substring(at + key.Length, Guid.Empty.ToString().Length));
        }
        return people;
    }
}
