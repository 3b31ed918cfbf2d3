namespace ElderCare.Data.Writing;

/// <summary>Units that wait for a writer, in three lanes; the emergency lane is always emptied first.</summary>
internal sealed class WaitingUnits
{
    /// <summary>Beyond this the city is told to come again: memory is not a queue for hours.</summary>
    private const int MostWaiting = 20_000;

    /// <summary>In case it was closed meanwhile, or bulk work has been held for too long.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly Queue<WaitingUnit>[] _lanes = [new(), new(), new()];
    private readonly Queue<WaitingUnit> _begun = new();
    private readonly AutoResetEvent _begunTaken = new(false);
    private readonly object _gate = new();
    private Func<bool> _holdsBulk = () => false;
    private bool _closed;

    /// <summary>Leaves the lane of bulk work waiting while a condition holds; whoever ends it calls <see cref="LookAgain"/>.</summary>
    public void HoldBulkWhile(Func<bool> holds)
    {
        lock (_gate) _holdsBulk = holds;
    }

    /// <summary>Has whoever waits for a unit look again.</summary>
    public void LookAgain()
    {
        lock (_gate) Monitor.PulseAll(_gate);
    }

    public bool TryAdd(Lane lane, WaitingUnit unit)
    {
        lock (_gate)
        {
            if (_closed || (lane != Lane.Emergency && _lanes[(int)lane].Count >= MostWaiting)) return false;
            _lanes[(int)lane].Enqueue(unit);
            Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>Waits for the next unit; null when closed and empty.</summary>
    public WaitingUnit? Take()
    {
        lock (_gate)
        {
            while (true)
            {
                if (Next() is { } unit) return unit;
                if (_closed) return null;
                Monitor.Wait(_gate, _lanes[(int)Lane.Bulk].Count > 0 ? BetweenLooks : Timeout.InfiniteTimeSpan);
            }
        }
    }

    private WaitingUnit? TakeIfAny(bool onlyUrgent)
    {
        lock (_gate) return !onlyUrgent ? Next() : _lanes[(int)Lane.Emergency].TryDequeue(out var urgent) ? urgent : null;
    }

    /// <summary>Begins another unit and adds it to those begun, while they are fewer than a number and one waits.</summary>
    /// <param name="begun">Those begun.</param>
    /// <param name="most">So many of all lanes together.</param>
    /// <param name="mostUrgent">Up to so many while emergencies wait.</param>
    public bool TakeInto(List<WaitingUnit> begun, int most, int mostUrgent = 0)
    {
        while (begun.Count < Math.Max(most, mostUrgent) && TakeIfAny(onlyUrgent: begun.Count >= most) is { } unit)
        {
            if (!unit.TryBegin()) continue;
            begun.Add(unit);
            return true;
        }
        return false;
    }

    /// <summary>Takes over a unit that has begun elsewhere, before all that wait but emergencies; false when closed.</summary>
    public bool TryAddBegun(WaitingUnit unit)
    {
        lock (_gate)
        {
            if (_closed) return false;
            _begun.Enqueue(unit);
            Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>Waits while more than a number of begun units wait here: meanwhile others can still give up where they are.</summary>
    public void AwaitFewerBegun(int most)
    {
        while (HasMoreBegun(most)) _begunTaken.WaitOne(BetweenLooks);
    }

    private bool HasMoreBegun(int most)
    {
        lock (_gate) return !_closed && _begun.Count > most;
    }

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private WaitingUnit? Next()
    {
        if (_lanes[(int)Lane.Emergency].TryDequeue(out var urgent)) return urgent;
        if (_begun.TryDequeue(out var begun))
        {
            _begunTaken.Set();
            return begun;
        }
        if (_lanes[(int)Lane.Interactive].TryDequeue(out var unit)) return unit;
        return !_closed && _holdsBulk() ? null : _lanes[(int)Lane.Bulk].TryDequeue(out var bulk) ? bulk : null;
    }
}

/// <summary>One unit that waits, runs and is answered.</summary>
internal abstract class WaitingUnit
{
    private int _state;

    /// <summary>The writer takes it; false when its waiter has given up.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref _state, 1, 0) != 2;

    /// <summary>The waiter gives up; false when the writer has begun.</summary>
    public bool TryGiveUp() => Interlocked.CompareExchange(ref _state, 2, 0) == 0;

    public abstract void Run(CityUnit unit);

    /// <summary>Does in this process what follows the commit.</summary>
    public abstract void Committed();

    public abstract void Complete();

    public abstract void Fail(Exception why);
}

/// <inheritdoc/>
internal sealed class WaitingUnit<T>(Func<CityUnit, T> work) : WaitingUnit
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CityUnit? _unit;
    private T? _result;

    public Task<T> Task => _answer.Task;

    public override void Run(CityUnit unit)
    {
        _unit = unit;
        _result = work(unit);
    }

    public override void Committed() => _unit!.Committed();

    public override void Complete() => _answer.TrySetResult(_result!);

    public override void Fail(Exception why) => _answer.TrySetException(why);
}
