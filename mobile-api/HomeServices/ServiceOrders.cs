using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.HomeServices;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>Reads visits with what is shown beside them.</summary>
internal static class ServiceOrders
{
    /// <summary>What is shown of a visit that was read; also inside a unit.</summary>
    public static ServiceOrderRow RowOf(CityContext db, ServiceOrder order) => RowsOf(db, [order])[0];

    /// <summary>As <see cref="RowOf"/>, of several, in their order.</summary>
    public static IReadOnlyList<ServiceOrderRow> RowsOf(CityContext db, IReadOnlyList<ServiceOrder> orders)
    {
        var (people, items, ids) = (orders.Select(order => order.SeniorId).Distinct().ToList(), orders.Select(order => order.ServiceItemId).Distinct().ToList(), orders.Select(order => order.Id).ToList());
        var workers = orders.Where(order => order.WorkerId != null).Select(order => order.WorkerId!.Value).Distinct().ToList();
        var seniors = db.Seniors.AsNoTracking().Where(senior => people.Contains(senior.Id)).ToDictionary(senior => senior.Id);
        var services = db.ServiceItems.AsNoTracking().Where(item => items.Contains(item.Id)).ToDictionary(item => item.Id);
        var names = db.Caregivers.Where(caregiver => workers.Contains(caregiver.Id)).ToDictionary(caregiver => caregiver.Id, caregiver => caregiver.Name);
        var flags = db.VisitStamps.AsNoTracking().Where(stamp => ids.Contains(stamp.OrderId)).Select(stamp => new { stamp.OrderId, stamp.Flags }).ToLookup(stamp => stamp.OrderId, stamp => stamp.Flags);
        var asked = db.ServiceOffers.Where(offer => ids.Contains(offer.OrderId)).Join(db.Caregivers, offer => offer.CaregiverId, caregiver => caregiver.Id, (offer, caregiver) => new { offer.OrderId, caregiver.ProviderId })
            .Distinct().ToLookup(row => row.OrderId, row => row.ProviderId);
        return
        [
            .. orders.Select(order =>
            {
                var senior = seniors[order.SeniorId];
                return new ServiceOrderRow(
                    order, services[order.ServiceItemId], senior.Name, senior.Address, senior.ResidenceDivision, senior.HukouDivision, order.WorkerId is { } worker ? names.GetValueOrDefault(worker) : null,
                    [.. flags[order.Id].SelectMany(all => all).Distinct()], asked[order.Id].ToHashSet());
            }),
        ];
    }

    /// <summary>What a change answers: the visit as it is now, as the caller may see it.</summary>
    public static Answer<ServiceOrderView> AnswerWith(this CityUnit unit, ServiceOrder order, Caller caller, bool english, bool isNew = false)
    {
        unit.Db.SaveChanges();
        var row = RowOf(unit.Db, order);
        var (view, tag) = (ServiceOrderView.Of(row, row.AccessOf(caller), english), Versions.ETag(order.Version));
        return isNew ? Answer<ServiceOrderView>.Created($"/api/service-orders/{order.Id}", view, tag) : Answer<ServiceOrderView>.Ok(view, tag);
    }

    /// <summary>The visits that a caregiver is asked to take, the soonest first.</summary>
    public static async Task<IReadOnlyList<(ServiceOffer Offer, ServiceOrderRow Row)>> OffersTo(CityContext db, Guid worker, Instant now, CancellationToken ct)
    {
        var offers = await db.ServiceOffers.AsNoTracking().Where(offer => offer.CaregiverId == worker && offer.State == OfferState.Open && offer.ExpiresAt > now).ToListAsync(ct);
        var ids = offers.Select(offer => offer.OrderId).ToList();
        var rows = RowsOf(db, await db.ServiceOrders.AsNoTracking().Where(order => ids.Contains(order.Id)).ToListAsync(ct)).ToDictionary(row => row.Order.Id);
        return [.. offers.Select(offer => (offer, rows[offer.OrderId])).OrderBy(offer => offer.Item2.Order.StartsAt)];
    }

    /// <summary>What a caller may do with a visit.</summary>
    public static ServiceAccess AccessOf(this ServiceOrderRow row, Caller caller) => ServiceAccess.Of(
        caller, row.Order, row.ResidenceDivision, row.HukouDivision,
        row.Order.State == ServiceOrderState.Unfilled && caller.Is(Role.ProviderManager) && caller.Account.ProviderId is { } provider && row.ProvidersAsked.Contains(provider));
}
