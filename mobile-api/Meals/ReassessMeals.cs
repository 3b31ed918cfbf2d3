using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Meals;

/// <summary>
/// Does what a change of a person's facts means for their meals, one order in a unit: doing it twice is as doing it once, so a
/// crash in the middle loses nothing.
/// </summary>
internal sealed class ReassessMeals(CityDatabase database, AfreshPricing pricing, PutOrderRight put, AdjustMealOrder adjust, ILogger<ReassessMeals> log)
{
    /// <summary>So many orders are looked at before others have their turn.</summary>
    private const int MostAtOnce = 50;
    private const int MostAttempts = 50;

    /// <summary>Looks at a person's orders for meals from a day on, the earliest first.</summary>
    /// <param name="seniorId">Whose.</param>
    /// <param name="from">The day.</param>
    /// <param name="after">The last order of that day that was looked at before; null at the beginning.</param>
    /// <param name="ct">Stops between two orders.</param>
    /// <returns>
    /// The order after which to go on, because there are more; and the first day of a meal that keeps a price which is not the
    /// right one until it is over. Null where there is none.
    /// </returns>
    public async Task<((LocalDate ServedOn, Guid Id)? Last, LocalDate? Kept)> Handle(Guid seniorId, LocalDate from, Guid? after, CancellationToken ct)
    {
        LocalDate? kept = null;
        var orders = await Orders(seniorId, from, after, ct);
        foreach (var (id, servedOn) in orders)
        {
            if (await TryPutRight(id, ct) == false) kept ??= servedOn;
        }
        return (orders.Count == MostAtOnce ? (orders[^1].ServedOn, orders[^1].Id) : null, kept);
    }

    /// <summary>Looks at orders that stand for meals from a day on, because the rules of that day have changed.</summary>
    /// <param name="from">The day.</param>
    /// <param name="after">The last order that was looked at before; null at the beginning.</param>
    /// <param name="ct">Stops between two orders.</param>
    /// <returns>The last order that was looked at now; null when there are no more.</returns>
    public async Task<Guid?> HandleStanding(LocalDate from, Guid? after, CancellationToken ct)
    {
        using var db = database.Read();
        var orders = from menu in db.Menus
                     where menu.ServedOn >= @from
                     join order in db.MealOrders on new { menu.CanteenId, menu.ServedOn, menu.Period } equals new { order.CanteenId, order.ServedOn, order.Period }
                     where MealOrders.Standing.Contains(order.State) && (after == null || order.Id > after)
                     orderby order.Id
                     select order.Id;
        var ids = await orders.Take(MostAtOnce).ToListAsync(ct);
        foreach (var id in ids) await TryPutRight(id, ct);
        return ids.Count == MostAtOnce ? ids[^1] : null;
    }

    /// <summary>As <see cref="IsRightNow"/>; null for an order that cannot be priced, because its year has no calendar: it does not hold up the others.</summary>
    private async Task<bool?> TryPutRight(Guid id, CancellationToken ct)
    {
        try
        {
            return await IsRightNow(id, ct);
        }
        catch (RuleViolation unpriced)
        {
            log.LogWarning("Order {Order} keeps its price: {Why}", id, unpriced.Code);
            return null;
        }
    }

    private async Task<List<(Guid Id, LocalDate ServedOn)>> Orders(Guid seniorId, LocalDate from, Guid? after, CancellationToken ct)
    {
        using var db = database.Read();
        MealOrderState[] states = [.. MealOrders.Standing, MealOrderState.Fulfilled];
        var rows = await db.MealOrders.Where(order => order.SeniorId == seniorId && (order.ServedOn > from || (order.ServedOn == from && (after == null || order.Id > after))) && states.Contains(order.State))
            .OrderBy(order => order.ServedOn).ThenBy(order => order.Id).Take(MostAtOnce).Select(order => new { order.Id, order.ServedOn }).ToListAsync(ct);
        return rows.ConvertAll(row => (row.Id, row.ServedOn));
    }

    private async Task<bool> IsRightNow(Guid id, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var afresh = await pricing.Read(id, ct);
                if (afresh.Order.Stands) return await put.Handle(afresh, ct);
                if (afresh.Order.State == MealOrderState.Fulfilled) await adjust.Handle(afresh, ct);
                return true;
            }
            catch (StaleReadException) when (attempt < MostAttempts)
            {
                // the order or the person has changed meanwhile: look anew
            }
        }
    }
}
