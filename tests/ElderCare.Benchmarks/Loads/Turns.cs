using System.Diagnostics;

namespace ElderCare.Benchmarks.Loads;

/// <summary>Requests at an even pace: each has its moment, whoever sends it.</summary>
internal sealed class Turns(int perSecond)
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private int _taken;

    /// <summary>Ends when the next one is to be sent.</summary>
    public Task Next()
    {
        var due = TimeSpan.FromSeconds(Interlocked.Increment(ref _taken) / (double)perSecond) - Stopwatch.GetElapsedTime(_began);
        return due > TimeSpan.Zero ? Task.Delay(due) : Task.CompletedTask;
    }
}
