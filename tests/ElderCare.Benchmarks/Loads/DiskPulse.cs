using System.Diagnostics;

namespace ElderCare.Benchmarks.Loads;

/// <summary>The disk's own speed between the slices: 4 KiB written and synced, one after the other.</summary>
internal sealed class DiskPulse(string folder)
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(0.3);
    private readonly List<double> _milliseconds = [];

    public void Take()
    {
        using var file = File.OpenHandle(Path.Combine(folder, "pulse"), FileMode.Create, FileAccess.Write);
        var page = new byte[4096];
        var began = Stopwatch.GetTimestamp();
        for (var at = 0L; Stopwatch.GetElapsedTime(began) < Length; at += page.Length)
        {
            var one = Stopwatch.GetTimestamp();
            RandomAccess.Write(file, page, at);
            RandomAccess.FlushToDisk(file);
            _milliseconds.Add(Stopwatch.GetElapsedTime(one).TotalMilliseconds);
        }
    }

    /// <summary>What one write and sync takes, in milliseconds.</summary>
    public double Median => Figures.Median(_milliseconds);

    /// <summary>What one write and sync takes at most in 99 of 100 times, in milliseconds.</summary>
    public double P99 => Figures.Percentile(_milliseconds, 0.99);

    public override string ToString() =>
        $"{_milliseconds.Count / (_milliseconds.Sum() / 1000):0} fsync/s, p99 {P99:0.0} ms";
}
