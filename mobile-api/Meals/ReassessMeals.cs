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
internal sealed class ReassessMeals(CityDatabase database, AfreshPricing pricing, PutOrderRight put, AdjustMealOrder adjust)
{
    private const int MostAttempts = 50;

    /// <summary>Looks at every order of a person for meals from a day on.</summary>
    /// <returns>When to look again, because an order keeps a price that is not the right one until its meal is over; null when all are right.</returns>
    public async Task<Instant?> Handle(Guid seniorId, LocalDate from, CancellationToken ct)
    {
        LocalDate? kept = null;
        foreach (var (id, servedOn) in await Orders(seniorId, from, ct))
        {
            if (await IsRightNow(id, ct)) continue;
            if (kept is null || servedOn < kept) kept = servedOn;
        }
        return kept is { } date ? CityClock.At(date.PlusDays(1), LocalTime.Midnight) : null;
    }

    /// <summary>Looks at every order that stands for meals from a day on, because the rules of that day have changed.</summary>
    public async Task HandleStanding(LocalDate from, CancellationToken ct)
    {
        using var db = database.Read();
        var orders = from menu in db.Menus
                     where menu.ServedOn >= @from
                     join order in db.MealOrders on new { menu.CanteenId, menu.ServedOn, menu.Period } equals new { order.CanteenId, order.ServedOn, order.Period }
                     where MealOrders.Standing.Contains(order.State)
                     orderby order.Id
                     select order.Id;
        foreach (var id in await orders.ToListAsync(ct)) await IsRightNow(id, ct);
    }

    private async Task<List<(Guid, LocalDate)>> Orders(Guid seniorId, LocalDate from, CancellationToken ct)
    {
        using var db = database.Read();
        MealOrderState[] states = [.. MealOrders.Standing, MealOrderState.Fulfilled];
        var rows = await db.MealOrders.Where(order => order.SeniorId == seniorId && order.ServedOn >= from && states.Contains(order.State))
            .OrderBy(order => order.Id).Select(order => new { order.Id, order.ServedOn }).ToListAsync(ct);
        return [.. rows.Select(row => (row.Id, row.ServedOn))];
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
