using ElderCare.Domain.Shared;

namespace ElderCare.Domain.HomeServices;

/// <summary>
/// What a search asks millions of times, in tables. A task is one caregiver's part of a visit; tasks are counted in the order of time.
/// A crew is a caregiver. A stop is a task, a visit that a caregiver has taken already, or the place where they are.
/// </summary>
internal sealed class BatchDay
{
    /// <summary>From there it is no way: who has never said where they are is taken to be where they come, as when caregivers are compared.</summary>
    private const int Nowhere = -1;
    private readonly VisitWish[] _wishes;
    private readonly double[] _legs;
    private readonly double[] _fromPlace;
    private readonly bool[] _together;
    private readonly bool[] _may;
    private readonly int[][] _crewsOf;
    private readonly List<GeoPoint> _stops = [];
    private readonly List<(PlannedVisit Visit, int Stop)[]> _taken = [];
    private readonly List<int> _places = [];
    private readonly List<double> _minutesTaken = [];
    private readonly double _most;

    private BatchDay(IReadOnlyList<(BatchOrder Order, VisitTime Time)> tasks, HomeServicePolicy policy)
    {
        Tasks = tasks.Count;
        _most = policy.MostMinutesADay;
        _wishes = [.. tasks.Select(task => task.Time.Wish)];
        Minutes = [.. tasks.Select(task => task.Time.Minutes)];
        _stops.AddRange(_wishes.Select(wish => wish.Home));
        var crews = new Dictionary<Guid, int>();
        var mays = new List<int>[Tasks];
        for (var task = 0; task < Tasks; task++)
        {
            mays[task] = task > 0 && ReferenceEquals(tasks[task].Order, tasks[task - 1].Order) ? mays[task - 1] : MaysOf(tasks[task].Order, tasks[task].Time, policy, crews);
        }
        Ids = [.. crews.OrderBy(crew => crew.Value).Select(crew => crew.Key)];
        _crewsOf = [.. mays.Select(may => may.ToArray())];
        _may = new bool[Tasks * Ids.Count];
        for (var task = 0; task < Tasks; task++)
        {
            foreach (var crew in _crewsOf[task]) _may[task * Ids.Count + crew] = true;
        }
        _fromPlace = new double[Tasks * Ids.Count];
        for (var crew = 0; crew < Ids.Count; crew++)
        {
            for (var task = 0; task < Tasks; task++) _fromPlace[task * Ids.Count + crew] = _places[crew] == Nowhere ? 0 : _stops[_places[crew]].MetresTo(_stops[task]);
        }
        (_legs, _together) = (new double[Tasks * Tasks], new bool[Tasks * Tasks]);
        for (var one = 0; one < Tasks; one++)
        {
            for (var other = one + 1; other < Tasks; other++)
            {
                _legs[one * Tasks + other] = _legs[other * Tasks + one] = _stops[one].MetresTo(_stops[other]);
                var visit = new PlannedVisit(_wishes[one].SeniorId, _wishes[one].Home, _wishes[one].StartsAt, _wishes[one].EndsAt);
                _together[one * Tasks + other] = _together[other * Tasks + one] = !Matching.Collides(visit, _wishes[other], policy);
            }
        }
    }

    public int Tasks { get; }

    /// <summary>The caregivers, by crew.</summary>
    public IReadOnlyList<Guid> Ids { get; }

    /// <summary>How long each task takes.</summary>
    public double[] Minutes { get; }

    public static BatchDay Of(IReadOnlyList<BatchOrder> orders, HomeServicePolicy policy) => new(
        [.. orders.OrderBy(order => order.Wish.StartsAt).ThenBy(order => order.Wish.OrderId).Select(order => (order, new VisitTime(order.Wish))).SelectMany(order => Enumerable.Repeat(order, order.order.Workers))], policy);

    public Guid OrderOf(int task) => _wishes[task].OrderId;

    /// <summary>Who may do a task beside what they have taken.</summary>
    public ReadOnlySpan<int> CrewsOf(int task) => _crewsOf[task];

    public bool May(int crew, int task) => _may[task * Ids.Count + crew];

    /// <summary>Whether one caregiver can do both.</summary>
    public bool FitTogether(int one, int other) => _together[one * Tasks + other];

    /// <summary>From one task to another, in metres.</summary>
    public double Leg(int one, int other) => _legs[one * Tasks + other];

    /// <summary>Whether so many more minutes are not too many for a day.</summary>
    public bool HasMinutes(int crew, double more) => _minutesTaken[crew] + more <= _most;

    /// <summary>The way through a day: from where a caregiver is, by what they have taken and these tasks, in metres.</summary>
    /// <param name="crew">The caregiver.</param>
    /// <param name="tasks">In the order of time.</param>
    public double MetresOf(int crew, ReadOnlySpan<int> tasks)
    {
        var (at, next, metres, taken) = (_places[crew], 0, 0d, _taken[crew]);
        foreach (var task in tasks)
        {
            for (; next < taken.Length && taken[next].Visit.StartsAt < _wishes[task].StartsAt; next++) metres += Go(crew, ref at, taken[next].Stop);
            metres += Go(crew, ref at, task);
        }
        for (; next < taken.Length; next++) metres += Go(crew, ref at, taken[next].Stop);
        return metres;
    }

    /// <summary>How far a caregiver comes to a task from where they are before it, and how much longer their way is with it, in metres.</summary>
    /// <param name="crew">The caregiver.</param>
    /// <param name="tasks">What else they do, in the order of time.</param>
    /// <param name="task">The task.</param>
    public (double To, double Added) Way(int crew, ReadOnlySpan<int> tasks, int task)
    {
        var at = 0;
        while (at < tasks.Length && tasks[at] < task) at++;
        var (before, after) = (at > 0 ? tasks[at - 1] : _places[crew], at < tasks.Length && tasks[at] == task ? at + 1 : at);
        var next = after < tasks.Length ? tasks[after] : Nowhere;
        foreach (var (visit, stop) in _taken[crew])
        {
            if (visit.StartsAt < _wishes[task].StartsAt)
            {
                if (at == 0 || visit.StartsAt >= _wishes[tasks[at - 1]].StartsAt) before = stop;
                continue;
            }
            if (next == Nowhere || visit.StartsAt < _wishes[next].StartsAt) next = stop;
            break;
        }
        var to = Leg(crew, before, task);
        return (to, next == Nowhere ? to : to + Leg(crew, task, next) - Leg(crew, before, next));
    }

    private List<int> MaysOf(BatchOrder order, VisitTime time, HomeServicePolicy policy, Dictionary<Guid, int> crews)
    {
        var may = new List<int>();
        foreach (var candidate in order.Candidates)
        {
            if (Matching.WhyNot(candidate, time, policy, asksDuty: false, out _) is not null) continue;
            if (!crews.TryGetValue(candidate.Caregiver.Id, out var crew))
            {
                crews.Add(candidate.Caregiver.Id, crew = crews.Count);
                Add(candidate, time);
            }
            may.Add(crew);
        }
        return may;
    }

    private void Add(Candidate candidate, VisitTime time)
    {
        var visits = candidate.Visits.Where(time.IsOnDay).OrderBy(visit => visit.StartsAt).ToList();
        _taken.Add([.. visits.Select((visit, i) => (visit, _stops.Count + i))]);
        _stops.AddRange(visits.Select(visit => visit.Home));
        _minutesTaken.Add(visits.Sum(visit => visit.Minutes));
        _places.Add(candidate.Caregiver.Place is null ? Nowhere : _stops.Count);
        if (candidate.Caregiver.Place is { } place) _stops.Add(place);
    }

    private double Go(int crew, ref int at, int to)
    {
        var from = at;
        at = to;
        return Leg(crew, from, to);
    }

    private double Leg(int crew, int from, int to)
    {
        if (from == Nowhere) return 0;
        if (to >= Tasks) return _stops[from].MetresTo(_stops[to]);
        return from < Tasks ? _legs[from * Tasks + to] : from == _places[crew] ? _fromPlace[to * Ids.Count + crew] : _stops[from].MetresTo(_stops[to]);
    }
}
