using ElderCare.Data;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Canteens;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.Pages.Look;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using System.Globalization;

namespace ElderCare.MobileApi.Pages.WeekMenu;

/// <summary>What the week's page shows, and what a closure would call off.</summary>
internal sealed class WeekBoard(CityDatabase database, CityFacts facts, CloseCanteen close, Visitor you)
{
    private const int LastDay = 6;

    public async Task<MenuWeek> Show(Caller staff, LocalDate monday, string? done, string? trouble, CancellationToken ct)
    {
        using var db = database.Read();
        var canteen = await db.Canteens.SingleAsync(canteen => canteen.Id == staff.Account.CanteenId, ct);
        var sunday = monday.PlusDays(LastDay);
        var menus = await db.Menus.Where(menu => menu.CanteenId == canteen.Id && menu.ServedOn >= monday && menu.ServedOn <= sunday).ToListAsync(ct);
        var ids = menus.Select(menu => menu.Id).ToList();
        var dishes = (await db.MenuDishes.Where(dish => ids.Contains(dish.MenuId)).ToListAsync(ct)).ToLookup(dish => dish.MenuId);
        var days = Enumerable.Range(0, LastDay + 1).Select(ahead => monday.PlusDays(ahead))
            .Select(date => new MenuDay(date, [.. Enum.GetValues<MealPeriod>().Select(period => MealOf(canteen, date, period, menus.Find(menu => menu.ServedOn == date && menu.Period == period), dishes))])).ToList();
        var closures = canteen.Closures.Where(closure => closure.To >= you.Today).Select(closure => new ClosureLine(closure.Id, When(closure), closure.Reason)).ToList();
        return new(canteen.Name, monday, days, closures, Said(done), trouble);
    }

    /// <exception cref="RequestProblem">400 when it cannot be declared so.</exception>
    public async Task<ClosureToConfirm> Confirm(Caller staff, string from, string to, IReadOnlyList<string> periods, string reason, CancellationToken ct)
    {
        var request = ClosureOf(from, to, periods, reason);
        close.Validate(request);
        var closure = new CanteenClosure(Guid.Empty, request.From!.Value, request.To!.Value, request.Periods!, reason, staff.AccountId, you.Now);
        var (first, last, wanted, canteen) = (closure.From, closure.To, closure.Periods.Count == 0 ? Enum.GetValues<MealPeriod>() : closure.Periods.ToArray(), staff.Account.CanteenId);
        using var db = database.Read();
        var orders = await db.MealOrders.CountAsync(order => order.CanteenId == canteen && order.ServedOn >= first && order.ServedOn <= last && wanted.Contains(order.Period) && MealOrder.CallOffStates.Contains(order.State), ct);
        return new(from, to, periods, reason, orders, When(closure));
    }

    /// <summary>What was typed, as a request; a date that is none is absent.</summary>
    public static ClosureRequest ClosureOf(string from, string to, IReadOnlyList<string> periods, string reason) => new(
        DateOf(from), DateOf(to), [.. periods.Select(word => Words<MealPeriod>.TryRead(word, out var period) ? period : (MealPeriod?)null).OfType<MealPeriod>()], reason);

    private static LocalDate? DateOf(string text) => CityDate.TryParse(text, null, out var date) ? date.Value : null;

    private MenuMeal MealOf(Canteen canteen, LocalDate date, MealPeriod period, Menu? menu, ILookup<Guid, MenuDish> dishes)
    {
        var isOver = menu is null ? date < you.Today : menu.ServedUntil <= you.Now;
        return new(
            period,
            menu is null ? [] : [.. dishes[menu.Id].OrderBy(dish => dish.Position).Select(dish => $"{dish.Name} {you.Yuan(dish.PriceFen)}{you.Say("，剩", ", left ")} {dish.Remaining}/{dish.Capacity}")],
            menu is null ? null : you.Say($"{you.MomentOf(menu.OrdersCloseAt)} 截止", $"orders close {you.MomentOf(menu.OrdersCloseAt)}"),
            isOver ? null : NotServed(canteen, date, period),
            isOver ? null : FormattableString.Invariant($"/counter/menu/{date:uuuu-MM-dd}/{Words<MealPeriod>.Of(period)}"));
    }

    private string? NotServed(Canteen canteen, LocalDate date, MealPeriod period) => canteen.Closures.FirstOrDefault(closure => closure.Covers(date, period)) is { } closure
        ? you.Say($"停餐：{closure.Reason}", $"No service: {closure.Reason}")
        : canteen.Service.WhyNoOrders(date, period, facts.Calendar) is null ? null : you.Say("不供餐", "Not served");

    private string When(CanteenClosure closure)
    {
        var days = closure.From == closure.To ? you.DateOf(closure.From) : you.Say($"{you.DateOf(closure.From)}到{you.DateOf(closure.To)}", $"{you.DateOf(closure.From)} to {you.DateOf(closure.To)}");
        return closure.Periods.Count == 0 ? days : $"{days} {string.Join(you.Say("、", ", "), closure.Periods.Select(period => you.MealOf(period)))}";
    }

    private string? Said(string? done) => done switch
    {
        "copied" => you.Say("照抄好了。已有的、停餐的没有动。", "Copied. What was there and what is not served was left alone."),
        "saved" => you.Say("菜单存好了。", "The menu is saved."),
        "closed" => you.Say("停餐记下了。订了的会取消、退钱、发短信。", "Closed. What was ordered is cancelled, refunded and told by message."),
        "reopened" => you.Say("恢复供餐了。取消的订餐不会自己回来。", "Open again. What was cancelled does not come back by itself."),
        _ => null,
    };
}
