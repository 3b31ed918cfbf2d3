using ElderCare.MobileApi.Errors;
using NodaTime;

namespace ElderCare.MobileApi.Access;

/// <summary>
/// Counts failures by key in a sliding window. Tries that run at once count as failures until their outcome is known: a try
/// that might be one too many waits for them, so that neither a burst of guesses slips through nor a burst of right ones is refused.
/// </summary>
/// <param name="limit">Failures allowed in the window; 0 for no limit.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="refusal">The 429 for a number of seconds to wait.</param>
internal sealed class FailureWindow(int limit, IClock clock, Func<int, RequestProblem> refusal)
{
    private const int SweepAt = 10_000;
    private static readonly Duration Length = Duration.FromMinutes(5);
    private readonly Dictionary<string, Entry> _entries = [];
    private readonly Lock _gate = new();
    private int _sweepAt = SweepAt;

    /// <summary>Takes part in the window; null when there is no limit.</summary>
    /// <exception cref="RequestProblem">429 when too many failed.</exception>
    public async ValueTask<Try?> Enter(string key, CancellationToken ct)
    {
        if (limit <= 0) return null;
        while (true)
        {
            Task change;
            lock (_gate)
            {
                var entry = EntryOf(key);
                if (entry.Failures.Count >= limit) throw refusal(SecondsUntilOpen(entry));
                if (entry.Failures.Count + entry.Running < limit)
                {
                    entry.Running++;
                    return new Try(this, entry);
                }
                change = entry.Change.Task;
            }
            await change.WaitAsync(ct);
        }
    }

    /// <summary>Counts a failure of somebody who was let through without asking.</summary>
    public void Add(string key)
    {
        if (limit <= 0) return;
        lock (_gate) EntryOf(key).Failures.Enqueue(clock.GetCurrentInstant());
    }

    private Entry EntryOf(string key)
    {
        var oldest = clock.GetCurrentInstant() - Length;
        if (_entries.Count >= _sweepAt) Sweep(oldest);
        if (!_entries.TryGetValue(key, out var entry)) _entries.Add(key, entry = new());
        entry.DropUntil(oldest);
        return entry;
    }

    private int SecondsUntilOpen(Entry entry)
    {
        var leaves = entry.Failures.ElementAt(entry.Failures.Count - limit) + Length;
        return Math.Max(1, (int)Math.Ceiling((leaves - clock.GetCurrentInstant()).TotalSeconds));
    }

    private void Sweep(Instant oldest)
    {
        foreach (var (key, entry) in _entries)
        {
            entry.DropUntil(oldest);
            if (entry is { Running: 0, Failures.Count: 0 }) _entries.Remove(key);
        }
        _sweepAt = Math.Max(SweepAt, 2 * _entries.Count);
    }

    private void Leave(Entry entry, bool failed)
    {
        TaskCompletionSource change;
        lock (_gate)
        {
            entry.Running--;
            if (failed) entry.Failures.Enqueue(clock.GetCurrentInstant());
            change = entry.Change;
            entry.Change = NewChange();
        }
        change.SetResult();
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>One try; disposing it tells its outcome.</summary>
    internal sealed class Try(FailureWindow window, Entry entry) : IDisposable
    {
        private bool _failed;

        public void Failed() => _failed = true;

        public void Dispose() => window.Leave(entry, _failed);
    }

    /// <summary>What happened for one key.</summary>
    internal sealed class Entry
    {
        public Queue<Instant> Failures { get; } = new();

        public int Running { get; set; }

        public TaskCompletionSource Change { get; set; } = NewChange();

        public void DropUntil(Instant oldest)
        {
            while (Failures.TryPeek(out var first) && first <= oldest) Failures.Dequeue();
        }
    }
}
