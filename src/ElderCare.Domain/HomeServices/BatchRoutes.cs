namespace ElderCare.Domain.HomeServices;

/// <summary>Which tasks each caregiver does; see <see cref="BatchDay"/>.</summary>
internal sealed class BatchRoutes
{
    private readonly int[][] _tasks;
    private readonly double[] _metres;
    private readonly int[] _crewOf;
    private readonly double _metresBefore;

    private BatchRoutes(BatchDay day, int[][] tasks, double[] metres, int[] crewOf, double metresBefore)
    {
        Day = day;
        (_tasks, _metres, _crewOf, _metresBefore) = (tasks, metres, crewOf, metresBefore);
    }

    public BatchDay Day { get; }

    public int Crews => _tasks.Length;

    /// <summary>How many tasks somebody does.</summary>
    public int Placed => _crewOf.Count(crew => crew >= 0);

    /// <summary>All ways of all caregivers.</summary>
    public double Metres => _metres.Sum();

    public static BatchRoutes Empty(BatchDay day)
    {
        var metres = Enumerable.Range(0, day.Ids.Count).Select(crew => day.MetresOf(crew, [])).ToArray();
        return new(day, [.. metres.Select(_ => Array.Empty<int>())], metres, [.. Enumerable.Repeat(-1, day.Tasks)], metres.Sum());
    }

    public BatchRoutes Copy() => new(Day, [.. _tasks], [.. _metres], [.. _crewOf], _metresBefore);

    /// <summary>What a caregiver does, in the order of time; never changed in place.</summary>
    public int[] TasksOf(int crew) => _tasks[crew];

    public double MetresOf(int crew) => _metres[crew];

    /// <summary>Who does a task; below 0 for nobody.</summary>
    public int CrewOf(int task) => _crewOf[task];

    public bool PlacesAllOf(BatchRoutes other) => Enumerable.Range(0, Day.Tasks).All(task => other._crewOf[task] < 0 || _crewOf[task] >= 0);

    /// <summary>Whether one of those who may do a task may do it beside what they do now.</summary>
    public bool MayTake(int crew, int task)
    {
        var minutes = Day.Minutes[task];
        foreach (var other in _tasks[crew])
        {
            if (!Day.FitTogether(task, other)) return false;
            minutes += Day.Minutes[other];
        }
        return Day.HasMinutes(crew, minutes);
    }

    public double MetresTo(int crew, int task) => Day.Way(crew, _tasks[crew], task).To;

    /// <summary>What one more task adds to a caregiver's way; beyond all measure when they may not take it, or it is not less than asked for.</summary>
    public double Adds(int crew, int task, double lessThan = double.PositiveInfinity)
    {
        var added = Day.Way(crew, _tasks[crew], task).Added;
        return added < lessThan && MayTake(crew, task) ? added : double.PositiveInfinity;
    }

    public void Put(int crew, int task)
    {
        var with = new int[_tasks[crew].Length + 1];
        Insert(_tasks[crew], task, with);
        Set(crew, with);
    }

    public void TakeOut(int task)
    {
        var crew = _crewOf[task];
        _crewOf[task] = -1;
        Set(crew, [.. _tasks[crew].Where(other => other != task)]);
    }

    /// <summary>Has everybody do what they do there.</summary>
    public void Become(BatchRoutes other)
    {
        other._tasks.CopyTo(_tasks, 0);
        other._metres.CopyTo(_metres, 0);
        other._crewOf.CopyTo(_crewOf, 0);
    }

    /// <summary>Has a caregiver do these, in the order of time.</summary>
    public void Set(int crew, int[] tasks)
    {
        _tasks[crew] = tasks;
        _metres[crew] = Day.MetresOf(crew, tasks);
        foreach (var task in tasks) _crewOf[task] = crew;
    }

    /// <summary>Has tasks be nobody's; their caregivers are given others.</summary>
    public void Forget(IEnumerable<int> tasks)
    {
        foreach (var task in tasks) _crewOf[task] = -1;
    }

    public BatchPlan ToPlan(HomeServicePolicy policy)
    {
        var visits = Enumerable.Range(0, Day.Tasks).Where(task => _crewOf[task] >= 0)
            .Select(task => new BatchVisit(Day.OrderOf(task), Day.Ids[_crewOf[task]], MetresTo(_crewOf[task], task) / policy.MetresPerMinute));
        return new([.. visits], (Metres - _metresBefore) / policy.MetresPerMinute);
    }

    private static void Insert(int[] tasks, int task, Span<int> with)
    {
        var at = 0;
        while (at < tasks.Length && tasks[at] < task) at++;
        tasks.AsSpan(0, at).CopyTo(with);
        with[at] = task;
        tasks.AsSpan(at).CopyTo(with[(at + 1)..]);
    }
}
