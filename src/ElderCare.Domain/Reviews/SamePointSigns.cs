using ElderCare.Domain.Shared;

namespace ElderCare.Domain.Reviews;

/// <summary>
/// Exactly the same position again. A phone never finds a home at the same millionth of a degree twice; a list of copied
/// positions always does. Rule R07.
/// </summary>
internal static class SamePointSigns
{
    /// <summary>Positions given to fewer places are cells of a grid, in which honest ones meet.</summary>
    private const double GridDegrees = 1e-4;

    public static void Find(VisitBook book, ReviewLimits limits, SignSheet signs)
    {
        foreach (var (point, visits) in Points(book))
        {
            if (visits.Count < 2) continue;
            var elsewhere = visits.Where(visit => !IsAtHome(book, visit, point, limits)).ToList();
            var homes = HomesAmong(book, visits, limits);
            if (homes > 1) MarkAcrossHomes(visits, elsewhere, homes, limits, signs);
            MarkSameHome(book, point, visits, limits, signs);
        }
    }

    private static Dictionary<GeoPoint, List<int>> Points(VisitBook book)
    {
        var points = new Dictionary<GeoPoint, List<int>>();
        for (var visit = 0; visit < book.Count; visit++)
        {
            var (began, ended) = (book.Visits[visit].CheckIn?.Place, book.Visits[visit].CheckOut?.Place);
            if (began is { } first) Add(first, visit);
            if (ended is { } second && second != began) Add(second, visit);
        }
        return points;

        void Add(GeoPoint point, int visit)
        {
            if (!points.TryGetValue(point, out var visits)) points[point] = visits = new(1);
            visits.Add(visit);
        }
    }

    private static bool IsAtHome(VisitBook book, int visit, GeoPoint point, ReviewLimits limits) => book.HomeOf(visit) is { } home && home.MetresTo(point) < limits.BesideHomeMetres;

    /// <summary>How many homes are so far from each other that a position cannot belong to two of them; enough to tell few from many.</summary>
    private static int HomesAmong(VisitBook book, List<int> visits, ReviewLimits limits)
    {
        var homes = new List<GeoPoint>();
        var unknown = new HashSet<int>();
        foreach (var visit in visits)
        {
            if (homes.Count + unknown.Count > limits.SamePointHomes) break;
            if (book.HomeOf(visit) is not { } home) unknown.Add(book.PersonOf(visit));
            else if (homes.TrueForAll(other => other.MetresTo(home) > limits.BesideHomeMetres)) homes.Add(home);
        }
        return homes.Count + unknown.Count;
    }

    private static void MarkAcrossHomes(List<int> visits, List<int> elsewhere, int homes, ReviewLimits limits, SignSheet signs)
    {
        foreach (var visit in visits) signs.Mark(visit, ReviewReason.SamePointShared);
        if (homes < limits.SamePointHomes) return;
        foreach (var visit in elsewhere) signs.Mark(visit, ReviewReason.SamePointElsewhere);
    }

    private static void MarkSameHome(VisitBook book, GeoPoint point, List<int> visits, ReviewLimits limits, SignSheet signs)
    {
        if (visits.Count < limits.SamePointDays || IsOnGrid(point)) return;
        foreach (var pair in visits.GroupBy(visit => (book.WorkerOf(visit), book.PersonOf(visit))))
        {
            var days = pair.Select(book.DayOf).Distinct().Count();
            if (days < limits.SamePointDays || days < limits.SamePointShare * book.Familiarity(pair.First())) continue;
            foreach (var visit in pair) signs.Mark(visit, ReviewReason.SamePointAgain);
        }
    }

    private static bool IsOnGrid(GeoPoint point) => IsRound(point.Latitude) && IsRound(point.Longitude);

    private static bool IsRound(double degrees) => Math.Abs(degrees / GridDegrees - Math.Round(degrees / GridDegrees)) < 1e-6;
}
