using ElderCare.Benchmarks.Loads;
using ElderCare.Benchmarks.Servers;

namespace ElderCare.Benchmarks.Goals;

/// <summary>P2: how soon an alarm is acknowledged at 1,000 alarms a second, each of another person, beside the disk's own fsync.</summary>
internal static class P2TakeAlarmsPaced
{
    private const int Connections = 1_000;
    private const int PerSecond = 1_000;
    private const double Done = 10;
    private const double Stretch = 3;
    private const int WarmUps = 3;

    public static async Task<bool> Measure(BenchmarkCity city, Options options)
    {
        var length = TimeSpan.FromSeconds(options.Seconds);
        var port = ServerProcess.FreePort();
        var presses = new ButtonPresses(await Buttons.In(city), atMost: 20_000);
        await using var program = await city.StartProgramForWatches(port);
        using var load = new DeviceLoad(program, port, Connections, presses.Next, presses.Prepare, PerSecond, city.CloseEmergencies);
        for (var i = 0; i < WarmUps; i++) await load.Run(length);
        var disk = new DiskPulse(city.Folder);
        var slices = new List<Slice>();
        for (var i = 0; i < options.Slices; i++)
        {
            disk.Take();
            slices.Add(await load.Run(length));
        }
        Console.WriteLine();
        Console.WriteLine($"P2 alarms paced at {PerSecond}/s, {city.Provider}, {Connections} connections   (disk {disk}; load {Machine.LoadAverage()})");
        return Latency.Print("acknowledged", [.. slices.Select(slice => slice.Milliseconds)], Done, Stretch, disk, slices.Sum(slice => slice.Refused));
    }
}
