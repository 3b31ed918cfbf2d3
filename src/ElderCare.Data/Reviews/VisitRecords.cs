using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Reviews;
using ElderCare.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Stamp = ElderCare.Domain.HomeServices.VisitStamp;

namespace ElderCare.Data.Reviews;

/// <summary>Reads the city's own visits as the truth score judges them.</summary>
public static class VisitRecords
{
    /// <summary>Visits that were served and planned to begin between two moments, with what is known of their people.</summary>
    public static async Task<ReviewCase> Between(CityContext db, Instant from, Instant until, CancellationToken ct)
    {
        var served = db.ServiceOrders.Where(order => order.CheckedInAt != null && order.WorkerId != null && order.StartsAt >= from && order.StartsAt < until);
        var orders = await served.Select(order => new { order.Id, order.SeniorId, WorkerId = order.WorkerId!.Value, order.StartsAt, order.Minutes, order.Rating, order.ConfirmedAt }).ToListAsync(ct);
        var stamps = (await db.VisitStamps.Where(stamp => (stamp.Kind == StampKind.CheckIn || stamp.Kind == StampKind.CheckOut) && served.Any(order => order.Id == stamp.OrderId && (order.WorkerId == stamp.CaregiverId || order.SecondWorkerId == stamp.CaregiverId))).ToListAsync(ct))
            .ToLookup(stamp => (stamp.OrderId, stamp.Kind));
        var seniors = await db.Seniors.IgnoreQueryFilters().Where(senior => served.Any(order => order.SeniorId == senior.Id))
            .Select(senior => new { senior.Id, senior.BornOn, senior.DiedOn, senior.PhoneIndex, senior.Latitude, senior.Longitude }).ToListAsync(ct);
        var (first, last) = (CityClock.DateOf(from), CityClock.DateOf(until));
        var away = (await db.Absences.Where(absence => absence.SupersededAt == null && absence.ValidFrom <= last && (absence.ValidTo == null || absence.ValidTo >= first)).Select(absence => new { absence.SeniorId, absence.ValidFrom, absence.ValidTo }).ToListAsync(ct))
            .ToLookup(absence => absence.SeniorId, absence => new DaysAway(absence.ValidFrom, absence.ValidTo));
        return new(
            [
                .. orders.Select(order =>
                {
                    var (came, went) = (stamps[(order.Id, StampKind.CheckIn)].FirstOrDefault(), stamps[(order.Id, StampKind.CheckOut)].FirstOrDefault());
                    return new ReviewedVisit(
                        $"{order.Id}", $"{came?.CaregiverId ?? order.WorkerId}", // of two who came the one who checked in
                         $"{order.SeniorId}", order.StartsAt, order.Minutes, Told(came), Told(went), (went ?? came)?.RecordedAt, order.Rating, order.Rating is null ? null : order.ConfirmedAt);
                }),
            ],
            [], [.. seniors.Select(senior => new KnownSenior($"{senior.Id}", senior.BornOn, senior.DiedOn, senior.PhoneIndex, new(senior.Latitude, senior.Longitude), [.. away[senior.Id]]))], []);
    }

    private static Domain.Reviews.VisitStamp? Told(Stamp? stamp) =>
        stamp is null ? null : new(stamp.Latitude, stamp.Longitude, stamp.AccuracyMetres, stamp.OccurredAt, stamp.IsMockLocation, stamp.PhotoSha256, stamp.Reason);
}
