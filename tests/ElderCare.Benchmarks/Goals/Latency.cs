using ElderCare.Benchmarks.Loads;

namespace ElderCare.Benchmarks.Goals;

/// <summary>A goal of time: at most so much beyond twice the disk's own fsync of the same run.</summary>
internal static class Latency
{
    /// <summary>Prints the median of the slices' p99; false when it is too long or something failed.</summary>
    public static bool Print(string what, IReadOnlyList<IReadOnlyList<double>> slices, double done, double stretch, DiskPulse disk, int failed)
    {
        var p99s = slices.Select(slice => Figures.Percentile(slice, 0.99)).ToList();
        var (p99, fsync) = (Figures.Median(p99s), disk.P99);
        var beyond = p99 - (2 * fsync);
        var verdict = beyond <= stretch ? "stretch reached" : beyond <= done ? "done" : "NOT REACHED";
        Console.WriteLine($"  {what,-14} {slices.Sum(slice => slice.Count)} times   p50 {Figures.Median(slices.Select(slice => Figures.Percentile(slice, 0.5))):0.0} ms   p99 {p99:0.0} ms   by slice {string.Join(' ', p99s.Select(one => $"{one:0.0}"))}   failed {failed}");
        Console.WriteLine($"    fsync p99 {fsync:0.0} ms: {beyond:0.0} ms beyond twice that   goal {done:0} ms, stretch {stretch:0} ms: {verdict}");
        return beyond <= done && failed == 0;
    }
}
