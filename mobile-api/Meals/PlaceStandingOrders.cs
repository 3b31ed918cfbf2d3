using ElderCare.Data;
using ElderCare.Data.Meals;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Meals;

/// <summary>
/// Places the meals of a standing order, two days ahead, through the same door as every order. A row for each meal, written with
/// the order, says that it has been seen to: a crash or a second node never orders twice, and what a senior cancels stays so.
/// A meal without a menu is looked for each hour until its orders close. One that cannot be ordered is skipped and told, once,
/// and tried again each hour until then: a closure ends, a menu is changed, an allergen was a mistake.
/// </summary>
internal sealed class PlaceStandingOrders(
    CityDatabase database, CityWriter writer, PlaceMealOrder place, PersonNotices notices, Callers callers, CityFacts facts, MealPolicy times, IClock clock) : ITimerHandler
{
    public const string TimerKind = "standingOrder.due";
    private const int DaysAhead = 2;
    private const int MealsOfTwoDays = 6;
    private static readonly LocalTime EachDayAt = new(6, 0);
    private static readonly Duration LookAgain = Duration.FromHours(1);

    private static readonly RuleViolation NoMenu = new("meals.noMenu", new("这一天没有菜单。需要帮忙请打 12349。", "There is no menu for that meal. Call 12349 for help."));
    private static readonly RuleViolation NotOnTheMenu = new("meals.unknownDish", new("菜单里没有要的菜。可以另外订，或者打 12349。", "The dish is not on the menu. Order another, or call 12349."));
    private static readonly RuleViolation NoOrderer = new("standingOrders.ordererGone", new("替您订餐的账号已经停用，或者不再有授权。请重新办理，或者打 12349。", "The account that ordered is disabled or no longer allowed to. Order anew, or call 12349."));
    private static readonly RuleViolation NoDeliveryPoint = new("standingOrders.deliveryPointGone", new("送餐点已经停用。请另选一个，或者打 12349。", "The delivery point is closed. Choose another, or call 12349."));
    private static readonly RuleViolation SubsidyUsed = new(PlaceMealOrder.AlreadySubsidised, new(
        "当天的补贴已经用在别的餐上。要按没有补贴的价钱订，可以另外订，或者打 12349。", "The day's subsidy is used for another meal. Order it at the full price, or call 12349."));
    private static readonly Bilingual Away = new("登记不在家，回来前长期订餐不订。回来了请告诉社区，或者打 12349。", "The person is recorded as away; the standing order orders nothing until they are back.");

    public string Kind => TimerKind;

    /// <summary>Has a standing order looked at now; its timer stays the only one, and comes back when its days were over.</summary>
    public static void LookNow(CityUnit unit, Guid id) => unit.Reschedule(TimerKind, id.ToString(), unit.Now);

    /// <summary>Looks again at the meals of a person who is not away any more, or not yet, or lives.</summary>
    public static void LookAgainFor(CityUnit unit, Guid seniorId)
    {
        foreach (var order in unit.Db.StandingOrders.Where(order => order.SeniorId == seniorId && order.EndedAt == null).Select(order => order.Id).ToList()) LookNow(unit, order);
    }

    public async Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        var id = Guid.Parse(timer.Subject);
        var now = clock.GetCurrentInstant();
        var today = CityClock.DateOf(now);
        using var db = database.Read();
        var order = await db.StandingOrders.SingleAsync(order => order.Id == id, ct);
        var senior = await db.Seniors.SingleAsync(senior => senior.Id == order.SeniorId, ct);
        var tomorrow = CityClock.At(today.PlusDays(1), EachDayAt);
        if (order.EndedAt is not null || order.Until < today) return null;
        if (senior.IsDeadOn(today)) return tomorrow; // the report may be wrong
        var seen = (await db.StandingMeals.Where(meal => meal.StandingOrderId == id && meal.ServedOn >= today && meal.Outcome != StandingOutcome.Skipped).ToListAsync(ct)).Select(meal => (meal.ServedOn, meal.Period)).ToHashSet();
        var waits = false;
        foreach (var (date, period) in order.MealsBetween(today, today.PlusDays(DaysAhead)).Where(meal => !seen.Contains(meal)))
        {
            waits |= !await See(new(order, senior.Name, date, period), now, ct);
        }
        if (!waits) await EndTellingSkipped(order, senior.ResidenceDivision, today, ct);
        return waits && now + LookAgain < tomorrow ? now + LookAgain : tomorrow;
    }

    /// <summary>Once no meal is skipped any more, nobody need be told that some were.</summary>
    private async Task EndTellingSkipped(StandingOrder order, string division, LocalDate today, CancellationToken ct)
    {
        using var db = database.Read();
        if (await db.StandingMeals.AnyAsync(meal => meal.StandingOrderId == order.Id && meal.ServedOn >= today && meal.Outcome == StandingOutcome.Skipped, ct)) return;
        if (!await db.HasToTell(order.Id, division, MealTaskWords.StandingSkipped.Zh, ct)) return;
        await writer.Commit(Lane.Bulk, unit => unit.EndTellingSkipped(order.Id, division, facts), ct);
    }

    /// <summary>Sees to one meal; false when it may still come to be ordered.</summary>
    private async Task<bool> See(Meal meal, Instant now, CancellationToken ct)
    {
        var (canteen, menu) = database.Read(sql => (sql.Canteen(meal.Order.CanteenId)!, sql.Menu(meal.Order.CanteenId, meal.Date, meal.Period)));
        var closesAt = menu?.OrdersCloseAt ?? times.OrdersCloseAt(meal.Date, meal.Period);
        if (closesAt <= meal.Order.ChangedAt) return true; // it was too late for this one when it was asked for
        if (canteen.Service.WhyNoOrders(meal.Date, meal.Period, facts.Calendar) is { } closed) return await Skip(meal, closed, now >= closesAt, ct);
        if (menu is null) return now >= closesAt && await Skip(meal, NoMenu, isLast: true, ct);
        if (await IsOrdered(meal, ct)) return await Keep(meal, StandingOutcome.AlreadyOrdered, null, PersonListeners.None(meal.Order.SeniorId), ct);
        if (Items(meal.Order, menu) is not { } items) return await Skip(meal, NotOnTheMenu, now >= closesAt, ct);
        if (callers.Find(meal.Order.OrderedBy) is not { Account.IsDisabled: false } caller) return await Skip(meal, NoOrderer, now >= closesAt, ct);
        return await Place(meal, items, caller, now >= closesAt, ct);
    }

    private async Task<bool> Place(Meal meal, IReadOnlyList<(Guid DishId, int Quantity)> items, Caller caller, bool isLast, CancellationToken ct)
    {
        var order = meal.Order;
        var wish = new MealWish(order.SeniorId, order.CanteenId, meal.Date, meal.Period, order.Fulfilment, order.DeliveryPointId, items, order.PayBy, ExpectedSelfPayFen: null, order.AcceptFullPrice);
        try
        {
            await place.Handle(wish, caller, english: false, ct, order.Id);
            return true;
        }
        catch (RuleViolation no)
        {
            return no.Code == PlaceMealOrder.AlreadyPlaced || await Skip(meal, no.Code == PlaceMealOrder.AlreadySubsidised ? SubsidyUsed : no, isLast, ct);
        }
        catch (RequestProblem no) when (no.Status is 403 or 404)
        {
            return await Skip(meal, no.Errors.ContainsKey("deliveryPointId") ? NoDeliveryPoint : NoOrderer, isLast, ct);
        }
        catch (RequestProblem no) when (no.Status is 400)
        {
            return await Skip(meal, new(no.Code, no.Detail), isLast, ct);
        }
    }

    /// <returns>Whether it is not tried again.</returns>
    private async Task<bool> Skip(Meal meal, RuleViolation why, bool isLast, CancellationToken ct)
    {
        var isKnown = why.Code == CallOffMealOrder.Absent && await IsAwayAsBefore(meal, ct);
        await Keep(meal, StandingOutcome.Skipped, why, isKnown ? PersonListeners.None(meal.Order.SeniorId) : await notices.ListenersOf(meal.Order.SeniorId, actor: null), ct);
        return isLast;
    }

    private async Task<bool> Keep(Meal meal, StandingOutcome outcome, RuleViolation? why, PersonListeners listeners, CancellationToken ct)
    {
        await writer.Commit(Lane.Bulk, unit =>
        {
            if (!unit.TrySee(new StandingMeal { StandingOrderId = meal.Order.Id, ServedOn = meal.Date, Period = meal.Period, Outcome = outcome, Reason = why?.Code })) return;
            unit.Record("system", $"standingOrder.{(why is null ? "alreadyOrdered" : "skipped")}", meal.Order.Id.ToString(), meal.Order.SeniorId, why?.Code);
            if (why is null) return;
            var reason = why.Code == CallOffMealOrder.Absent ? Away : why.Reason; // whether it is a hospital is nobody's business
            notices.Tell(unit, listeners, MealNoticeWords.Skipped(meal.SeniorName, meal.Date, meal.Period, reason), meal.Order.Id, MealTaskWords.StandingSkipped);
        }, ct);
        return true;
    }

    /// <summary>Whether the meal before this one was skipped for an absence too: then it has been told.</summary>
    private async Task<bool> IsAwayAsBefore(Meal meal, CancellationToken ct)
    {
        using var db = database.Read();
        var lately = await db.StandingMeals.Where(one => one.StandingOrderId == meal.Order.Id && one.ServedOn <= meal.Date).OrderByDescending(one => one.ServedOn).Take(MealsOfTwoDays).ToListAsync(ct);
        return lately.Where(one => one.ServedOn < meal.Date || one.Period < meal.Period).MaxBy(one => (one.ServedOn, one.Period))?.Reason == CallOffMealOrder.Absent;
    }

    private async Task<bool> IsOrdered(Meal meal, CancellationToken ct)
    {
        using var db = database.Read();
        return await db.MealOrders.AnyAsync(order => order.SeniorId == meal.Order.SeniorId && order.ServedOn == meal.Date && order.Period == meal.Period && MealOrders.Standing.Contains(order.State), ct);
    }

    /// <summary>The dishes by their names, or the first set meal; null when the menu lacks one.</summary>
    private static List<(Guid DishId, int Quantity)>? Items(StandingOrder order, MenuRow menu)
    {
        if (order.Items.Count == 0) return menu.Dishes.FirstOrDefault(dish => dish.Tags.Contains("set")) is { } set ? [(set.Id, 1)] : null;
        var found = order.Items.Select(item => (menu.Dishes.FirstOrDefault(dish => dish.Name == item.Name)?.Id, item.Quantity)).ToList();
        return found.Exists(item => item.Id is null) ? null : [.. found.Select(item => (item.Id!.Value, item.Quantity))];
    }

    /// <summary>One meal that a standing order asks for.</summary>
    private sealed record Meal(StandingOrder Order, string SeniorName, LocalDate Date, MealPeriod Period);
}
