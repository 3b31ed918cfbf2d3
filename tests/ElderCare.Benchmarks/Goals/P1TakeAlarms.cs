using ElderCare.Benchmarks.Loads;
using ElderCare.Benchmarks.Servers;

namespace ElderCare.Benchmarks.Goals;

/// <summary>
/// P1: alarms over TCP, each acknowledged when it is on disk with all that follows from it, against a ConnectionHandler that stores
/// nothing. Those that open an emergency, each of another person, decide; those that join an open one are counted apart.
/// </summary>
internal static class P1TakeAlarms
{
    private const int Connections = 1_000;
    private const int OpenedInASlice = 10_000;
    private const int JoinedInASlice = 100_000;
    private const double Done = 0.20;
    private const double Stretch = 0.60;

    public static async Task<bool> Measure(BenchmarkCity city, Options options)
    {
        var buttons = await Buttons.In(city);
        var port = ServerProcess.FreePort();
        await using var program = await city.StartProgramForWatches(port);
        await using var bare = await BareServer.Start(city);
        var frames = buttons.Take(Connections).Select(button => ButtonPresses.FrameOf(button, 0)).ToArray();
        var turn = 0;
        using var acknowledging = new DeviceLoad(bare.Process, bare.DevicePort, Connections, () => frames[(uint)Interlocked.Increment(ref turn) % frames.Length]);
        var yardstick = new Yardstick("ConnectionHandler, no storing", acknowledging);

        var presses = new ButtonPresses(buttons, OpenedInASlice);
        var before = await city.Emergencies();
        using var opening = new DeviceLoad(program, port, Connections, presses.Next, presses.Prepare, afterwards: city.CloseEmergencies);
        var reached = await new Duel($"P1 alarms that open an emergency, {city.Provider}, {Connections} connections", Done, Stretch).Fight(opening, [yardstick], options, city.Folder);
        var opened = await city.Emergencies() - before;
        Console.WriteLine($"  {opening.Acknowledged} alarms were acknowledged, the warm-up's with them, and {opened} emergencies were opened");

        var repeats = new ButtonPresses([.. buttons.Take(Connections)], JoinedInASlice);
        using var joining = new DeviceLoad(program, port, Connections, repeats.Next, repeats.Prepare, afterwards: city.ForgetLadders);
        await joining.Run(TimeSpan.FromSeconds(1)); // the first of each opens
        await new Duel($"P1 repeats that join an open emergency, {city.Provider}, {Connections} connections", Done, Stretch).Fight(joining, [yardstick], options, city.Folder);
        return reached && opened == opening.Acknowledged;
    }
}
