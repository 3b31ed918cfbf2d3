using ElderCare.Data;
using ElderCare.Data.Meals;
using ElderCare.Data.Writing;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Canteens;

/// <summary>
/// Calls off every order that stands at a meal point for a meal that it does not serve, each in a unit of its own with its
/// messages: after a crash the rest is called off, and none twice. Who loses several meals gets one message for all of them. Nobody
/// is moved without being asked; the message of a single meal names the nearest point that still takes orders for it.
/// </summary>
internal sealed class CallOffUnserved(CityDatabase database, CityWriter writer, CityFacts facts, CallOffMealOrder callOff, PersonNotices notices, IClock clock) : ITimerHandler
{
    public const string TimerKind = "canteen.unserved";

    public string Kind => TimerKind;

    public async Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        var canteenId = Guid.Parse(timer.Subject);
        using var db = database.Read();
        var canteen = await db.Canteens.SingleAsync(canteen => canteen.Id == canteenId, ct);
        var unserved = await Unserved(db, canteen, ct);
        var losesSeveral = unserved.SelectMany(meal => meal.Orders).GroupBy(order => order.SeniorId).Where(person => person.Count() > 1).Select(person => person.Key).ToHashSet();
        foreach (var meal in unserved)
        {
            var instead = await Instead(db, canteen, meal.Date, meal.Period, ct);
            foreach (var order in meal.Orders) await CallOff(order.Id, meal.Why, instead, isOnly: !losesSeveral.Contains(order.SeniorId), ct);
        }
        return null;
    }

    private async Task<List<UnservedMeal>> Unserved(CityContext db, Canteen canteen, CancellationToken ct)
    {
        var today = CityClock.DateOf(clock.GetCurrentInstant());
        var standing = await db.MealOrders.Where(order => order.CanteenId == canteen.Id && order.ServedOn >= today && MealOrder.CallOffStates.Contains(order.State))
            .Select(order => new { order.Id, order.SeniorId, order.ServedOn, order.Period }).ToListAsync(ct);
        return [.. from order in standing
                   group (order.Id, order.SeniorId) by (order.ServedOn, order.Period) into meal
                   let why = canteen.Service.WhyNoOrders(meal.Key.ServedOn, meal.Key.Period, facts.Calendar)
                   where why is not null
                   select new UnservedMeal(meal.Key.ServedOn, meal.Key.Period, why, meal.ToList())];
    }

    private async Task CallOff(Guid id, RuleViolation why, string? instead, bool isOnly, CancellationToken ct)
    {
        if (database.Read(sql => sql.MealOrder(id)) is not { } row) return;
        var listeners = await notices.ListenersOf(row.SeniorId, actor: null);
        await writer.Commit(Lane.Bulk, unit =>
        {
            if (!callOff.CallOff(unit, row, "system", why.Code)) return;
            if (isOnly) notices.Tell(unit, listeners, MealNoticeWords.CalledOff(row, why, instead), id, MealTaskWords.NotServed);
            else TellCalledOff.TellSoon(unit, row.SeniorId, id, MealNoticeWords.ReasonOf(why));
        }, ct);
    }

    /// <summary>The nearest other point that takes orders for a meal now; null when there is none.</summary>
    private async Task<string?> Instead(CityContext db, Canteen closed, LocalDate date, MealPeriod period, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var others = await (from menu in db.Menus
                            where menu.ServedOn == date && menu.Period == period && menu.OrdersCloseAt > now && menu.CanteenId != closed.Id
                            join canteen in db.Canteens on menu.CanteenId equals canteen.Id
                            where canteen.Status == OperationStatus.Open
                            select canteen).ToListAsync(ct);
        return others.Where(other => other.Service.WhyNoOrders(date, period, facts.Calendar) is null).MinBy(other => other.Place.MetresTo(closed.Place))?.Name;
    }

    /// <summary>A meal that is not served, with the orders that stand for it.</summary>
    private sealed record UnservedMeal(LocalDate Date, MealPeriod Period, RuleViolation Why, IReadOnlyList<(Guid Id, Guid SeniorId)> Orders);
}
