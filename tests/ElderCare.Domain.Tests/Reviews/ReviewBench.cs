using ElderCare.Domain.Reviews;
using ElderCare.Domain.Shared;
using ElderCare.Reviews.Generator;

namespace ElderCare.Domain.Tests.Reviews;

/// <summary>How many of the planted cheats were flagged, and how many of the flagged were planted.</summary>
/// <param name="Kind">The kind of cheat; null for all.</param>
/// <param name="Planted">Cheats of the kind.</param>
/// <param name="Found">Those of them that were flagged.</param>
internal sealed record KindFound(string? Kind, int Planted, int Found);

/// <summary>What came of judging a labelled city.</summary>
/// <param name="Kinds">By kind of cheat, in the order of their names.</param>
/// <param name="Flagged">All that was flagged.</param>
/// <param name="Wrongly">Honest records that were flagged, by their reasons, the most frequent first.</param>
internal sealed record FraudFigures(IReadOnlyList<KindFound> Kinds, int Records, int Flagged, IReadOnlyList<(string Reasons, int Count)> Wrongly)
{
    public double Recall => (double)Kinds.Sum(kind => kind.Found) / Math.Max(1, Kinds.Sum(kind => kind.Planted));

    public double Precision => (double)Kinds.Sum(kind => kind.Found) / Math.Max(1, Flagged);
}

/// <summary>Hands a made-up city to the detector, labels left out, and compares.</summary>
internal static class ReviewBench
{
    public static FraudFigures Judge(LabelledCity city, ReviewPolicy policy)
    {
        var scores = TruthScoring.Score(CaseOf(city), policy);
        var judged = city.Visits.Select((visit, i) => (visit.Cheat, Score: scores.Visits[i])).Concat(city.Sales.Select((sale, i) => (Cheat: sale.Cheat is null ? null : $"meal {sale.Cheat}", Score: scores.Sales[i]))).ToList();
        return new(
            [.. judged.Where(one => one.Cheat is not null).GroupBy(one => one.Cheat, StringComparer.Ordinal).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => new KindFound(kind.Key, kind.Count(), kind.Count(one => one.Score.IsFlagged)))],
            judged.Count,
            judged.Count(one => one.Score.IsFlagged),
            [.. judged.Where(one => one.Cheat is null && one.Score.IsFlagged).GroupBy(one => string.Join(" ", one.Score.Reasons), StringComparer.Ordinal).OrderByDescending(one => one.Count()).Select(one => (one.Key, one.Count()))]);
    }

    public static ReviewCase CaseOf(LabelledCity city) => new(
        [.. city.Visits.Select(visit => new ReviewedVisit(visit.Id, visit.WorkerId, visit.Senior.Id, visit.StartsAt, visit.Minutes, StampOf(visit.CheckIn), StampOf(visit.CheckOut), visit.RecordedAt, visit.Rating, visit.RatedAt))],
        [.. city.Sales.Select(sale => new ReviewedSale(sale.Id, sale.Senior.Id, sale.Canteen.Id, sale.OperatorId, sale.SoldAt, Enum.Parse<MealPeriod>(sale.Period, ignoreCase: true), sale.Vouched, sale.SubsidyFen))],
        [.. city.Seniors.Select(senior => new KnownSenior(senior.Id, senior.BornOn, senior.DiedOn, senior.Phone, new GeoPoint(senior.Latitude, senior.Longitude), [.. senior.Away.Select(away => new DaysAway(away.From, away.To))]))],
        [.. city.Canteens.Select(canteen => new KnownCanteen(canteen.Id, canteen.Seats, canteen.ClosedOn, new GeoPoint(canteen.Latitude, canteen.Longitude)))]);

    private static VisitStamp? StampOf(MadeStamp? stamp) => stamp is null ? null : new(stamp.Latitude, stamp.Longitude, stamp.AccuracyMetres, stamp.OccurredAt, stamp.MockLocation, stamp.Photo, stamp.Reason);
}
