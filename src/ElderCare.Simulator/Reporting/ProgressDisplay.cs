using System.Diagnostics;
using System.Globalization;

namespace ElderCare.Simulator.Reporting;

/// <summary>Says how it goes: one line that is written again and again, or a line every few seconds where the output goes to a file.</summary>
public sealed class ProgressDisplay : IAsyncDisposable
{
    private static readonly TimeSpan OnScreen = TimeSpan.FromMilliseconds(250), InFile = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource _end = new();
    private readonly Stopwatch _since = Stopwatch.StartNew();
    private readonly bool _isFile = Console.IsOutputRedirected;
    private readonly Func<string> _now;
    private readonly Task _shows;
    private int _width;

    /// <param name="now">What is to be shown.</param>
    public ProgressDisplay(Func<string> now)
    {
        _now = now;
        _shows = Show();
    }

    /// <summary>Shows the last state and ends the line.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _shows;
        Write();
        if (!_isFile) Console.WriteLine();
        _end.Dispose();
    }

    private async Task Show()
    {
        using var tick = new PeriodicTimer(_isFile ? InFile : OnScreen);
        try
        {
            while (await tick.WaitForNextTickAsync(_end.Token)) Write();
        }
        catch (OperationCanceledException)
        {
            // the last state follows
        }
    }

    private void Write()
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{_since.Elapsed.TotalSeconds,5:0} s  {_now()}");
        if (_isFile) Console.WriteLine(line);
        else
        {
            var room = Math.Max(20, Console.WindowWidth - 1); // a line that wraps cannot be written again
            if (line.Length > room) line = line[..room];
            Console.Write($"\r{line.PadRight(Math.Min(_width, room))}");
            _width = line.Length;
        }
    }
}
