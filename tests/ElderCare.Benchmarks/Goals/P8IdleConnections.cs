using ElderCare.Benchmarks.Loads;
using ElderCare.Benchmarks.Servers;

namespace ElderCare.Benchmarks.Goals;

/// <summary>
/// P8: managed memory of an idle hub connection with all that routes events to it, against a bare WebSocket. Both servers run inside
/// this process, which alone can collect its garbage before it counts; the other ends are in a process of their own.
/// </summary>
internal static class P8IdleConnections
{
    private const int Connections = 2_000;
    private const int WarmUps = 50;
    private const double Done = 2.0;
    private const double Stretch = 1.5;

    public static async Task<bool> Measure(BenchmarkCity city, Options options)
    {
        await using var program = city.HostProgram();
        var token = await city.SignIn(program, "agent1");
        var port = ServerProcess.FreePort();
        await using var bare = BareServer.Build(port, devicePort: null);
        await bare.StartAsync();
        var (hub, screens) = (new Uri($"ws://127.0.0.1:{program.Port}/hubs/dispatch"), new Uri($"ws://127.0.0.1:{port}{BareServer.Screens}"));
        var connections = Screens.Most(Connections);
        await BytesOf(hub, token, WarmUps);
        await BytesOf(screens, null, WarmUps);
        var (own, theirs) = (new List<double>(), new List<double>());
        for (var i = 0; i < options.Slices; i++)
        {
            own.Add(await BytesOf(hub, token, connections));
            theirs.Add(await BytesOf(screens, null, connections));
        }
        var ratios = own.Zip(theirs, (mine, its) => mine / its).ToList();
        var median = Figures.Median(ratios);
        var verdict = median <= Stretch ? "stretch reached" : median <= Done ? "done" : "NOT REACHED";
        Console.WriteLine();
        Console.WriteLine($"P8 memory of an idle connection, {connections} connections   (load {Machine.LoadAverage()})");
        Console.WriteLine($"  program          {Figures.Median(own) / 1024:0.0} KiB   by slice {string.Join(' ', own.Select(one => $"{one / 1024:0.0}"))}");
        Console.WriteLine($"  bare WebSocket   {Figures.Median(theirs) / 1024:0.0} KiB   by slice {string.Join(' ', theirs.Select(one => $"{one / 1024:0.0}"))}");
        Console.WriteLine($"    ratio    {median:0.00} x  ({string.Join(' ', ratios.Select(ratio => $"{ratio:0.00}"))})   goal {Done:0.0#} x, stretch {Stretch:0.0#} x: {verdict}");
        return median <= Done;
    }

    private static async Task<double> BytesOf(Uri at, string? token, int connections)
    {
        var before = await Settled();
        using var idle = await IdleScreens.Start(at, token, connections);
        return (double)(await Settled() - before) / connections;
    }

    /// <summary>What is in use once a second has passed without work and all garbage is gone.</summary>
    private static async Task<long> Settled()
    {
        await Task.Delay(TimeSpan.FromSeconds(1));
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
