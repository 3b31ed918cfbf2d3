using ElderCare.Domain.Shared;

namespace ElderCare.Domain.Reviews;

/// <summary>Where the phone was: far from the home, or at a place that it made up. Rule R08, and the fence around a home.</summary>
internal static class PlaceSigns
{
    public static void Find(VisitBook book, ReviewLimits limits, SignSheet signs)
    {
        for (var visit = 0; visit < book.Count; visit++)
        {
            var told = book.Visits[visit];
            if (told.CheckIn?.MockLocation == true || told.CheckOut?.MockLocation == true) signs.Mark(visit, ReviewReason.MockLocation);
            if (book.HomeOf(visit) is not { } home) continue;
            var metres = MetresOutside(told.CheckIn, home, limits);
            if (metres >= limits.FarFromHomeMetres) signs.Mark(visit, ReviewReason.FarFromHome);
            else if (metres >= limits.BesideHomeMetres) signs.Mark(visit, ReviewReason.BesideHome);
            if (MetresOutside(told.CheckOut, home, limits) >= limits.CheckOutElsewhereMetres) signs.Mark(visit, ReviewReason.CheckedOutElsewhere);
        }
    }

    /// <summary>How far from the home, beyond what the phone itself doubts; 0 when it told no place.</summary>
    private static double MetresOutside(VisitStamp? stamp, GeoPoint home, ReviewLimits limits) =>
        stamp?.Place is { } place ? Math.Max(0, place.MetresTo(home) - limits.AccuracyDoubts * Math.Max(0, stamp.AccuracyMetres ?? 0)) : 0;
}
