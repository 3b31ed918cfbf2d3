using ElderCare.Benchmarks.Loads;

namespace ElderCare.Benchmarks.Goals;

/// <summary>The program and its yardstick in turn, A B A B, and the median of the ratios.</summary>
internal sealed class Duel(string name, double done, double stretch)
{
    private const double Settled = 0.05;
    private const int SettledSlices = 3;
    private static readonly TimeSpan WarmUpSlice = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(60);

    /// <summary>Measures and prints; false when an answer was not 2xx or "done" was not reached.</summary>
    public async Task<bool> Fight(Load program, Load yardstick, string yardstickName, Options options, string dataFolder)
    {
        var length = TimeSpan.FromSeconds(options.Seconds);
        var disk = new DiskPulse(dataFolder);
        await WarmUp(yardstick);
        var warm = await WarmUp(program);
        var pairs = new List<(Slice Program, Slice Yardstick)>();
        for (var i = 0; i < options.Slices; i++)
        {
            disk.Take();
            pairs.Add((await program.Run(length), await yardstick.Run(length)));
        }
        Console.WriteLine();
        Console.WriteLine($"{name}   (disk {disk}; load {Machine.LoadAverage()})");
        Print("program", pairs.Select(pair => pair.Program));
        Print(yardstickName, pairs.Select(pair => pair.Yardstick));
        var ratios = pairs.Select(pair => pair.Program.PerSecond / pair.Yardstick.PerSecond).ToList();
        var median = Figures.Median(ratios);
        var verdict = median >= stretch ? "stretch reached" : median >= done ? "done" : "NOT REACHED";
        Console.WriteLine($"  ratio      {median:0.00} x  ({string.Join(' ', ratios.Select(ratio => $"{ratio:0.00}"))})   goal {done:0.0#} x, stretch {stretch:0.0#} x: {verdict}");
        var refusals = pairs.SelectMany(pair => new[] { pair.Program, pair.Yardstick }).Append(warm).Where(slice => slice.Refused > 0).ToList();
        if (refusals.Count > 0) Console.WriteLine($"  FAILED: {refusals.Sum(slice => slice.Refused)} answers were not 2xx, the first: {refusals[0].FirstRefusal}");
        return refusals.Count == 0 && median >= done;
    }

    /// <summary>Runs until the compiler has done its work: when an answer has not become cheaper for some slices.</summary>
    private static async Task<Slice> WarmUp(Load load)
    {
        var (cheapest, since) = (double.MaxValue, 0);
        var slice = await load.Run(WarmUpSlice);
        for (var spent = WarmUpSlice; spent < LongestWarmUp && slice.Refused == 0 && since < SettledSlices; spent += WarmUpSlice)
        {
            slice = await load.Run(WarmUpSlice);
            since = slice.CpuMicroseconds < cheapest * (1 - Settled) ? 0 : since + 1;
            cheapest = Math.Min(cheapest, slice.CpuMicroseconds);
        }
        return slice;
    }

    private static void Print(string who, IEnumerable<Slice> slices)
    {
        var all = slices.ToList();
        var milliseconds = all.SelectMany(slice => slice.Milliseconds).ToList();
        Console.WriteLine($"  {who,-30} {Figures.Median(all.Select(slice => slice.PerSecond)),8:0}/s   p50 {Figures.Percentile(milliseconds, 0.5),6:0.0} ms   p99 {Figures.Percentile(milliseconds, 0.99),6:0.0} ms   cpu {Figures.Median(all.Select(slice => slice.CpuMicroseconds)),5:0} µs   by slice {string.Join(' ', all.Select(slice => $"{slice.PerSecond:0}"))}");
    }
}
