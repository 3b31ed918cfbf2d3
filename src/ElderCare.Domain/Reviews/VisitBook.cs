using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Reviews;

/// <summary>The visits of a case with their times, places and order.</summary>
internal sealed class VisitBook : IPersonRecords
{
    private const double BelievableAccuracyMetres = 200;
    private static readonly Duration LongestBeyondPlan = Duration.FromHours(6);
    private readonly PeopleBook _people;
    private readonly int[] _person;
    private readonly int[] _worker;
    private readonly Instant[] _from;
    private readonly Instant[] _to;
    private readonly LocalDate[] _day;
    private readonly int[] _place;
    private readonly Dictionary<(int Worker, int Person), int> _together = [];

    public VisitBook(IReadOnlyList<ReviewedVisit> visits, PeopleBook people)
    {
        (Visits, _people) = (visits, people);
        (_person, _worker, _from, _to, _day) = (new int[visits.Count], new int[visits.Count], new Instant[visits.Count], new Instant[visits.Count], new LocalDate[visits.Count]);
        var workers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var visit = 0; visit < visits.Count; visit++)
        {
            var told = visits[visit];
            _person[visit] = people.NumberOf(told.SeniorId);
            if (!workers.TryGetValue(told.WorkerId, out var worker)) workers[told.WorkerId] = worker = workers.Count;
            _worker[visit] = worker;
            (_from[visit], _to[visit]) = SpanOf(told);
            _day[visit] = CityClock.DateOf(_from[visit]);
            _together[(worker, _person[visit])] = Familiarity(visit) + 1;
        }
        ByWorker = Ordered(_worker);
        ByPerson = Ordered(_person);
        _place = new int[Count];
        for (var place = 0; place < Count; place++) _place[ByWorker[place]] = place;
    }

    public IReadOnlyList<ReviewedVisit> Visits { get; }

    public int Count => Visits.Count;

    /// <summary>All visits by worker, then by beginning.</summary>
    public int[] ByWorker { get; }

    /// <summary>All visits by person, then by beginning.</summary>
    public int[] ByPerson { get; }

    /// <summary>Where a visit stands in <see cref="ByWorker"/>.</summary>
    public int PlaceInOrder(int visit) => _place[visit];

    public int PersonOf(int record) => _person[record];

    public int WorkerOf(int visit) => _worker[visit];

    public Instant At(int record) => _from[record];

    public LocalDate DayOf(int record) => _day[record];

    /// <summary>When it began: as checked in, or else as planned.</summary>
    public Instant From(int visit) => _from[visit];

    /// <summary>When it ended: as checked out if that can be, or else as planned.</summary>
    public Instant To(int visit) => _to[visit];

    /// <summary>How many visits of this worker to this person there are.</summary>
    public int Familiarity(int visit) => _together.GetValueOrDefault((_worker[visit], _person[visit]));

    public GeoPoint? HomeOf(int visit) => _people[_person[visit]]?.Home;

    /// <summary>Where the worker was at the beginning, as the phone told it, or else at the home.</summary>
    public GeoPoint? PlaceAtStart(int visit) => Believable(Visits[visit].CheckIn) ?? HomeOf(visit) ?? Visits[visit].CheckIn?.Place;

    /// <summary>Where the worker was at the end, as the phone told it, or else where they were at the beginning.</summary>
    public GeoPoint? PlaceAtEnd(int visit) => Believable(Visits[visit].CheckOut) ?? PlaceAtStart(visit);

    /// <summary>How long it lasted by the phone's clock; null unless it told both times.</summary>
    public Duration? Lasted(int visit) =>
        Visits[visit].CheckIn?.OccurredAt is { } began && Visits[visit].CheckOut?.OccurredAt is { } ended ? ended - began : null;

    /// <summary>Whether two visits are in one home, as those to a couple; two to one person are not meant.</summary>
    public bool IsOneHome(int one, int other, double metres) =>
        _person[one] != _person[other] && (HomeOf(one) ?? PlaceAtStart(one)) is { } here && (HomeOf(other) ?? PlaceAtStart(other)) is { } there && here.MetresTo(there) <= metres;

    private static GeoPoint? Believable(VisitStamp? stamp) => stamp is { AccuracyMetres: null or <= BelievableAccuracyMetres } ? stamp.Place : null;

    /// <summary>A check-out that was forgotten for hours says nothing about how long the worker was there.</summary>
    private static (Instant From, Instant To) SpanOf(ReviewedVisit visit)
    {
        var planned = Duration.FromMinutes(visit.Minutes ?? 0);
        var from = visit.CheckIn?.OccurredAt ?? visit.StartsAt;
        var to = visit.CheckOut?.OccurredAt ?? from + planned;
        return (from, to < from || to - from > planned + LongestBeyondPlan ? from + planned : to);
    }

    private int[] Ordered(int[] owner)
    {
        var order = new int[Count];
        for (var visit = 0; visit < Count; visit++) order[visit] = visit;
        Array.Sort(order, (one, other) => (owner[one], _from[one], one).CompareTo((owner[other], _from[other], other)));
        return order;
    }
}
