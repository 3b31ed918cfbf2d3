namespace ElderCare.MobileApi.Tests.Realtime;

/// <summary>What a client has received, in the order in which it came; tells when a number has been reached.</summary>
internal sealed class SeenEvents
{
    private readonly Lock _gate = new();
    private readonly List<long> _sequences = [];
    private readonly List<(long Sequence, TaskCompletionSource Reached)> _awaited = [];

    public IReadOnlyList<long> Sequences
    {
        get { lock (_gate) return [.. _sequences]; }
    }

    public void Add(long sequence)
    {
        lock (_gate)
        {
            _sequences.Add(sequence);
            foreach (var (_, reached) in _awaited.Where(one => one.Sequence <= sequence)) reached.TrySetResult();
        }
    }

    public bool Has(long sequence)
    {
        lock (_gate) return _sequences.Contains(sequence);
    }

    /// <summary>Waits until an event with that number, or a higher one, has come.</summary>
    public Task Reach(long sequence)
    {
        lock (_gate)
        {
            if (_sequences.Any(seen => seen >= sequence)) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((sequence, reached));
            return reached.Task.WaitAsync(Patience.Most);
        }
    }
}
