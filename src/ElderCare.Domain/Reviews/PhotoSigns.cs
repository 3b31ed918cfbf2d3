namespace ElderCare.Domain.Reviews;

/// <summary>The same photo for more than one visit, whoever made it. The first use is the lesser sign, unless the photo is everywhere. Rule R11.</summary>
internal static class PhotoSigns
{
    private const int Everywhere = 5;
    private const double OneStopHours = 4;

    public static void Find(VisitBook book, ReviewLimits limits, SignSheet signs)
    {
        foreach (var visits in Photos(book).Values)
        {
            if (visits.Count < 2) continue;
            var first = visits.MinBy(visit => (book.From(visit), visit));
            var reused = visits.Where(visit => visit != first && !IsOneStop(book, first, visit, limits)).ToList();
            foreach (var visit in reused) signs.Mark(visit, ReviewReason.PhotoUsedBefore);
            if (reused.Count > 0) signs.Mark(first, reused.Count + 1 >= Everywhere ? ReviewReason.PhotoUsedBefore : ReviewReason.PhotoUsedAgain);
        }
    }

    private static Dictionary<string, List<int>> Photos(VisitBook book)
    {
        var photos = new Dictionary<string, List<int>>(StringComparer.OrdinalIgnoreCase);
        for (var visit = 0; visit < book.Count; visit++)
        {
            var (began, ended) = (book.Visits[visit].CheckIn?.PhotoSha256, book.Visits[visit].CheckOut?.PhotoSha256);
            if (!string.IsNullOrWhiteSpace(began)) Add(began, visit);
            if (!string.IsNullOrWhiteSpace(ended) && !string.Equals(began, ended, StringComparison.OrdinalIgnoreCase)) Add(ended, visit);
        }
        return photos;

        void Add(string photo, int visit)
        {
            if (!photos.TryGetValue(photo, out var visits)) photos[photo] = visits = new(1);
            visits.Add(visit);
        }
    }

    /// <summary>A couple may be on one photo.</summary>
    private static bool IsOneStop(VisitBook book, int one, int other, ReviewLimits limits) =>
        book.WorkerOf(one) == book.WorkerOf(other) && book.IsOneHome(one, other, limits.SameHomeMetres) && (book.From(other) - book.From(one)).TotalHours <= OneStopHours;
}
