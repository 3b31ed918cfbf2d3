using ElderCare.Benchmarks.Loads;

namespace ElderCare.Benchmarks.Goals;

/// <summary>What the program is measured against.</summary>
internal sealed record Yardstick(string Name, ILoad Load);

/// <summary>The program and its yardsticks in turn, A B C A B C, and the median of the ratios; the first yardstick is the goal's.</summary>
internal sealed class Duel(string name, double done, double stretch)
{
    private const double Settled = 0.05;
    private const int SettledSlices = 3;
    private static readonly TimeSpan WarmUpSlice = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(60);

    /// <summary>Measures and prints; false when an answer was not 2xx or "done" was not reached.</summary>
    public async Task<bool> Fight(ILoad program, IReadOnlyList<Yardstick> yardsticks, Options options, string dataFolder)
    {
        var length = TimeSpan.FromSeconds(options.Seconds);
        var disk = new DiskPulse(dataFolder);
        foreach (var yardstick in yardsticks) await WarmUp(yardstick.Load);
        var warm = await WarmUp(program);
        var own = new List<Slice>();
        var theirs = yardsticks.Select(_ => new List<Slice>()).ToList();
        for (var i = 0; i < options.Slices; i++)
        {
            disk.Take();
            own.Add(await program.Run(length));
            for (var j = 0; j < yardsticks.Count; j++) theirs[j].Add(await yardsticks[j].Load.Run(length));
        }
        Console.WriteLine();
        Console.WriteLine($"{name}   (disk {disk}; load {Machine.LoadAverage()})");
        Print("program", own);
        var reached = true;
        for (var j = 0; j < yardsticks.Count; j++)
        {
            Print(yardsticks[j].Name, theirs[j]);
            var ratios = own.Zip(theirs[j], (mine, its) => mine.PerSecond / its.PerSecond).ToList();
            var median = Figures.Median(ratios);
            var verdict = median >= stretch ? "stretch reached" : median >= done ? "done" : "NOT REACHED";
            if (j == 0) reached = median >= done;
            Console.WriteLine($"    ratio    {median:0.00} x  ({string.Join(' ', ratios.Select(ratio => $"{ratio:0.00}"))})   " + (j == 0 ? $"goal {done:0.0#} x, stretch {stretch:0.0#} x: {verdict}" : "to compare"));
        }
        var refusals = own.Append(warm).Concat(theirs.SelectMany(its => its)).Where(slice => slice.Refused > 0).ToList();
        if (refusals.Count > 0) Console.WriteLine($"  FAILED: {refusals.Sum(slice => slice.Refused)} answers were not 2xx, the first: {refusals[0].FirstRefusal}");
        return refusals.Count == 0 && reached;
    }

    /// <summary>Runs until the compiler has done its work: when an answer has not become cheaper for some slices.</summary>
    private static async Task<Slice> WarmUp(ILoad load)
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
