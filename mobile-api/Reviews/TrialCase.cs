using ElderCare.Domain.Reviews;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Errors;

namespace ElderCare.MobileApi.Reviews;

/// <summary>Turns what was sent into a case, and names what cannot be.</summary>
internal static class TrialCase
{
    private const int LongestId = 200;
    private const int MostMinutes = 10_080;
    private const int MostSeats = 100_000;
    private const double MostMetres = 50_000_000;

    /// <exception cref="RequestProblem">400 that names every field, up to a hundred.</exception>
    public static ReviewCase Of(TrialReviewsRequest request)
    {
        var fields = new TrialFields();
        var visits = fields.Each(request.Visits, "visits", visit => visit.Id, ReadVisit);
        var sales = fields.Each(request.Sales, "sales", sale => sale.Id, ReadSale);
        var seniors = fields.Each(request.Facts?.Seniors, "facts.seniors", senior => senior.Id, ReadSenior);
        var canteens = fields.Each(request.Facts?.Canteens, "facts.canteens", canteen => canteen.Id, ReadCanteen);
        fields.ThrowIfAny();
        return new(visits, sales, seniors, canteens);
    }

    private static ReviewedVisit? ReadVisit(TrialVisit visit, TrialFields fields)
    {
        fields.Id(visit.Id, "id", LongestId);
        fields.Id(visit.WorkerId, "workerId", LongestId);
        fields.Id(visit.SeniorId, "seniorId", LongestId);
        fields.Present(visit.StartsAt, "startsAt");
        fields.Time(visit.StartsAt, "startsAt");
        fields.Time(visit.RecordedAt, "recordedAt");
        fields.Time(visit.RatedAt, "ratedAt");
        fields.Between(visit.Minutes, 0, MostMinutes, "minutes");
        fields.Between(visit.Rating, 1, 5, "rating");
        var (checkIn, checkOut) = (ReadStamp(visit.CheckIn, "checkIn", fields), ReadStamp(visit.CheckOut, "checkOut", fields));
        return fields.AreGood ? new(visit.Id!, visit.WorkerId!, visit.SeniorId!, visit.StartsAt!.Value, visit.Minutes, checkIn, checkOut, visit.RecordedAt, visit.Rating, visit.RatedAt) : null;
    }

    private static VisitStamp? ReadStamp(TrialStamp? stamp, string name, TrialFields fields)
    {
        if (stamp is null) return null;
        fields.Place(stamp.Latitude, stamp.Longitude, $"{name}.");
        fields.Between(stamp.AccuracyMetres, 0, MostMetres, $"{name}.accuracyMetres");
        fields.Time(stamp.OccurredAt, $"{name}.occurredAt");
        return new(stamp.Latitude, stamp.Longitude, stamp.AccuracyMetres, stamp.OccurredAt, stamp.MockLocation == true, stamp.PhotoSha256, stamp.Reason);
    }

    private static ReviewedSale? ReadSale(TrialSale sale, TrialFields fields)
    {
        fields.Id(sale.Id, "id", LongestId);
        fields.Id(sale.SeniorId, "seniorId", LongestId);
        fields.Id(sale.CanteenId, "canteenId", LongestId);
        fields.Present(sale.SoldAt, "soldAt");
        fields.Time(sale.SoldAt, "soldAt");
        fields.Between(sale.SubsidyFen, 0, Money.MaximumFen, "subsidyFen");
        return fields.AreGood ? new(sale.Id!, sale.SeniorId!, sale.CanteenId!, sale.OperatorId, sale.SoldAt!.Value, sale.Period, sale.Vouched == true, sale.SubsidyFen) : null;
    }

    private static KnownSenior? ReadSenior(TrialSenior senior, TrialFields fields)
    {
        fields.Id(senior.Id, "id", LongestId);
        fields.Require(senior.DiedOn is null || senior.BornOn is null || senior.BornOn <= senior.DiedOn, "diedOn", "不能早于出生日期。", "It must not be before the birthday.");
        fields.Place(senior.Latitude, senior.Longitude, "");
        var away = senior.Away ?? [];
        for (var i = 0; i < away.Count; i++)
        {
            fields.Present(away[i]?.From, $"away[{i}].from");
            fields.Require(away[i] is not { From: { } from, To: { } to } || from <= to, $"away[{i}].to", "不能早于开始日期。", "It must not be before the first day.");
        }
        return fields.AreGood ? new(senior.Id!, senior.BornOn, senior.DiedOn, senior.Phone, PlaceOf(senior.Latitude, senior.Longitude), [.. away.Select(days => new DaysAway(days!.From!.Value, days.To))]) : null;
    }

    private static KnownCanteen? ReadCanteen(TrialCanteen canteen, TrialFields fields)
    {
        fields.Id(canteen.Id, "id", LongestId);
        fields.Between(canteen.Seats, 0, MostSeats, "seats");
        fields.Place(canteen.Latitude, canteen.Longitude, "");
        return fields.AreGood ? new(canteen.Id!, canteen.Seats, (canteen.ClosedOn ?? []).ToHashSet(), PlaceOf(canteen.Latitude, canteen.Longitude)) : null;
    }

    private static GeoPoint? PlaceOf(double? latitude, double? longitude) => latitude is { } north && longitude is { } east ? new GeoPoint(north, east) : null;
}
