using System.Collections.Concurrent;
using System.Globalization;
using ElderCare.Benchmarks.Servers;
using ElderCare.Integrations.Devices.Protocols.Watch;
using NodaTime;

namespace ElderCare.Benchmarks.Loads;

/// <summary>Frames of watches whose button is pressed, each watch in its turn and each press with another count.</summary>
/// <param name="buttons">Who presses.</param>
/// <param name="atMost">Presses of one slice: with no more than there are buttons, each of them opens an emergency of its own.</param>
internal sealed class ButtonPresses(IReadOnlyList<Button> buttons, int atMost)
{
    private readonly ConcurrentQueue<byte[]> _ready = new();
    private int _turn = -1;
    private int _left;

    /// <summary>The next press; null when the slice has no more.</summary>
    public byte[]? Next() => Interlocked.Decrement(ref _left) >= 0 && _ready.TryDequeue(out var frame) ? frame : null;

    /// <summary>Makes a slice ready.</summary>
    public void Prepare(int presses)
    {
        _left = Math.Min(presses, atMost);
        while (_ready.Count < _left) _ready.Enqueue(Make(Interlocked.Increment(ref _turn)));
    }

    /// <summary>One press of one watch now.</summary>
    /// <param name="button">Which.</param>
    /// <param name="count">The watch's own count.</param>
    public static byte[] FrameOf(Button button, int count)
    {
        var at = SystemClock.Instance.GetCurrentInstant().InUtc();
        var content = string.Create(CultureInfo.InvariantCulture, $"AL,{at.Day:00}{at.Month:00}{at.Year % 100:00},{at.Hour:00}{at.Minute:00}{at.Second:00},A,37.500000,N,122.100000,E,0.0,0,0,8,90,80,0,0,00010000,0,0,0");
        return WatchFrames.Build("3G", button.Number, content, count & 0xffff);
    }

    private byte[] Make(int turn) => FrameOf(buttons[turn % buttons.Count], turn / buttons.Count);
}
