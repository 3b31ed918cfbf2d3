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

    /// <summary>Even on a grid of a metre two of many may meet.</summary>
    private const double FineGridDegrees = 1e-5;

    public static void Find(VisitBook book, ReviewLimits limits, SignSheet signs)
    {
        foreach (var (point, visits) in Points(book))
        {
            if (visits.Count < 2) continue;
            if (HomesAmong(book, visits, limits) is > 1 and var homes) MarkAcrossHomes(book, point, visits, homes, limits, signs);
            if (!IsOn(GridDegrees, point)) MarkSameHome(book, point, visits, limits, signs);
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

    /// <summary>A position that is one home's own may have been true there once.</summary>
    private static void MarkAcrossHomes(VisitBook book, GeoPoint point, List<int> visits, int homes, ReviewLimits limits, SignSheet signs)
    {
        var isOnceTrue = visits.Count(visit => IsAtHome(book, visit, point, limits)) == 1;
        foreach (var visit in visits)
        {
            var isCopied = homes >= limits.SamePointHomes && !(isOnceTrue && IsAtHome(book, visit, point, limits));
            signs.Mark(visit, isCopied ? ReviewReason.SamePointElsewhere : ReviewReason.SamePointShared);
        }
    }

    private static void MarkSameHome(VisitBook book, GeoPoint point, List<int> visits, ReviewLimits limits, SignSheet signs)
    {
        foreach (var pair in visits.GroupBy(visit => (book.WorkerOf(visit), book.PersonOf(visit))))
        {
            var days = pair.Select(book.DayOf).Distinct().Count();
            var isHabit = days >= limits.SamePointDays && days >= limits.SamePointShare * book.Familiarity(pair.First());
            if (!isHabit && (days < 2 || IsOn(FineGridDegrees, point))) continue;
            foreach (var visit in pair) signs.Mark(visit, isHabit ? ReviewReason.SamePointAgain : ReviewReason.SamePointShared);
        }
    }

    private static bool IsOn(double grid, GeoPoint point) => IsMultiple(point.Latitude, grid) && IsMultiple(point.Longitude, grid);

    private static bool IsMultiple(double degrees, double grid) => Math.Abs(degrees / grid - Math.Round(degrees / grid)) < 1e-4;
}
