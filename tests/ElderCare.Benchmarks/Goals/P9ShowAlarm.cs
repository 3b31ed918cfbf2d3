using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using ElderCare.Benchmarks.Loads;
using ElderCare.Benchmarks.Servers;

namespace ElderCare.Benchmarks.Goals;

/// <summary>P9: from the press of a button, over TCP, to an agent's screen, over the hub, while thousands of others are connected.</summary>
internal static class P9ShowAlarm
{
    private const int Others = 5_000;
    private const double Done = 100;
    private const double Stretch = 50;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenPresses = TimeSpan.FromSeconds(0.02);

    public static async Task<bool> Measure(BenchmarkCity city, Options options)
    {
        var buttons = await Buttons.In(city);
        var port = ServerProcess.FreePort();
        await using var program = await city.StartProgramForWatches(port);
        var hub = new Uri($"ws://127.0.0.1:{program.Port}/hubs/dispatch");
        await using var agent = await Screens.Open(hub, ScreenWire.Hub(await city.SignIn(program, "agent1")), 1);
        await using var others = await Screens.Open(hub, ScreenWire.Hub(await city.SignIn(program, "canteen1")), Screens.Most(Others));
        using var watch = new TcpClient { NoDelay = true };
        await watch.ConnectAsync("127.0.0.1", port);
        var presses = buttons.Select(button => (button.SeniorId, Frame: ButtonPresses.FrameOf(button, Random.Shared.Next()))).GetEnumerator();
        await Slice(TimeSpan.FromSeconds(options.Seconds));
        var disk = new DiskPulse(city.Folder);
        var slices = new List<IReadOnlyList<double>>();
        for (var i = 0; i < options.Slices; i++)
        {
            disk.Take();
            slices.Add(await Slice(TimeSpan.FromSeconds(options.Seconds)));
        }
        Console.WriteLine();
        Console.WriteLine($"P9 button to screen, {city.Provider}, {others.Count} others connected   (disk {disk}; load {Machine.LoadAverage()})");
        return Latency.Print("shown", slices, Done, Stretch, disk, agent.Lost + others.Lost);

        async Task<IReadOnlyList<double>> Slice(TimeSpan length)
        {
            var milliseconds = new List<double>();
            for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < length && presses.MoveNext(); await Task.Delay(BetweenPresses)) milliseconds.Add(await Press(presses.Current.SeniorId, presses.Current.Frame));
            await city.CloseEmergencies();
            return milliseconds;
        }

        async Task<double> Press(Guid senior, byte[] frame)
        {
            var shown = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            var (type, whose) = (Encoding.ASCII.GetBytes("\"incident.offered\""), Encoding.ASCII.GetBytes($"\"{senior}\""));
            agent.Heard = (message, at) =>
            {
                if (message.Span.IndexOf(type) >= 0 && message.Span.IndexOf(whose) >= 0) shown.TrySetResult(at);
            };
            var sent = Stopwatch.GetTimestamp();
            await watch.GetStream().WriteAsync(frame);
            var at = await shown.Task.WaitAsync(Longest);
            await watch.GetStream().ReadAtLeastAsync(new byte[256], "[3G*8000000000*0000*0002*AL]".Length);
            return Stopwatch.GetElapsedTime(sent, at).TotalMilliseconds;
        }
    }
}
