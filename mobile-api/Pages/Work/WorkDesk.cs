using ElderCare.Data;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.HomeServices;
using ElderCare.MobileApi.Pages.Look;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Pages.Work;

/// <summary>What a caregiver is asked, and where they go.</summary>
internal sealed class WorkDesk(CityDatabase database, DoorNotes doors, Visitor you)
{
    private const int MostShown = 50;
    private static readonly ServiceOrderState[] Done = [ServiceOrderState.Completed, ServiceOrderState.Confirmed, ServiceOrderState.Settled, ServiceOrderState.Disputed];

    /// <exception cref="RequestProblem">403 for who is no caregiver on record.</exception>
    public async Task<WorkDay> Day(Caller caller, string? trouble, CancellationToken ct)
    {
        using var db = database.Read();
        var caregiver = await db.Caregivers.AsNoTracking().SingleOrDefaultAsync(one => one.Id == caller.Account.WorkerId, ct) ?? throw RequestProblem.Forbidden();
        var (today, worker) = (you.Today, caregiver.Id);
        var (begin, end) = (CityClock.At(today, LocalTime.Midnight), CityClock.EndOf(today));
        var back = await db.CaregiverLeaves.Where(leave => leave.CaregiverId == worker && leave.From <= today && leave.Until > today).Select(leave => (LocalDate?)leave.Until).ToListAsync(ct);
        var mine = db.ServiceOrders.AsNoTracking().Where(order => order.WorkerId == worker || order.SecondWorkerId == worker);
        var standing = mine.Where(order => ServiceOrder.Standing.Contains(order.State)).OrderBy(order => order.StartsAt).ThenBy(order => order.Id);
        var now = await standing.Where(order => order.StartsAt < end).Take(MostShown).ToListAsync(ct); // also what began before today and is not over
        var later = await standing.Where(order => order.StartsAt >= end).Take(MostShown).ToListAsync(ct);
        var done = await mine.Where(order => Done.Contains(order.State) && order.CheckedOutAt >= begin).OrderByDescending(order => order.CheckedOutAt).Take(MostShown).ToListAsync(ct);
        var shown = new List<WorkVisit>();
        foreach (var row in ServiceOrders.RowsOf(db, now)) shown.Add(VisitOf(row) with { DoorNote = await doors.Show(db, row.Order, caller, ct) });
        return new(
            caller.Account.Name, caregiver.IsOnDuty, caregiver.SuspendedAt is not null, back.Max(), [.. (await ServiceOrders.OffersTo(db, worker, you.Now, ct)).Select(offer => OfferOf(offer.Offer, offer.Row, caregiver.Place))],
            shown, [.. ServiceOrders.RowsOf(db, later).Select(VisitOf)], [.. ServiceOrders.RowsOf(db, done).Select(VisitOf)], trouble);
    }

    /// <exception cref="RequestProblem">404 when it is not, or no longer, theirs.</exception>
    public async Task<WorkVisit> Show(Guid id, Caller caller, WorkTyped typed, CancellationToken ct)
    {
        using var db = database.Read();
        var order = await db.ServiceOrders.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, ct);
        if (order is null || !ServiceAccess.Comes(caller, order)) throw RequestProblem.NotFound();
        var worker = caller.Account.WorkerId;
        var isBeside = order.Workers > 1 && order.State == ServiceOrderState.InService && !await db.VisitStamps.AnyAsync(stamp => stamp.OrderId == id && stamp.CaregiverId == worker && stamp.Kind == StampKind.CheckIn, ct);
        return VisitOf(ServiceOrders.RowOf(db, order)) with { IsBeside = isBeside, DoorNote = await doors.Show(db, order, caller, ct), Typed = typed };
    }

    private WorkOffer OfferOf(ServiceOffer offer, ServiceOrderRow row, GeoPoint? place)
    {
        var view = ServiceOfferView.Of(offer, offer.State, row, you.IsEnglish);
        return new(view.Id, view.ServiceName, view.SeniorName, view.StartsAt, row.Order.EndsAt, view.Minutes, view.Address, view.Notes, place?.MetresTo(new GeoPoint(row.Order.Latitude, row.Order.Longitude)), view.ExpiresAt);
    }

    private WorkVisit VisitOf(ServiceOrderRow row) => new()
    {
        Id = row.Order.Id,
        State = row.Order.State,
        Service = you.Say(row.Item.NameZh, row.Item.NameEn),
        Who = row.SeniorName,
        StartsAt = row.Order.StartsAt,
        EndsAt = row.Order.EndsAt,
        Minutes = row.Order.Minutes,
        Address = row.Address,
        Latitude = row.Order.Latitude,
        Longitude = row.Order.Longitude,
        Notes = row.Order.Notes,
        IsShort = ServiceOrder.Open.Contains(row.Order.State),
        CheckedInAt = row.Order.CheckedInAt,
        CheckedOutAt = row.Order.CheckedOutAt,
        PaidMinutes = row.Order.PaidMinutes,
    };
}
