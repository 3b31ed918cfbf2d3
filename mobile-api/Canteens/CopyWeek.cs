using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Canteens;

/// <summary>
/// Makes the menus of a week like those of another: all of them or none. What is there stays as it is; what is over, or falls on
/// a meal that the canteen does not serve, is left out and named.
/// </summary>
internal sealed class CopyWeek(RequestWriter writer, CityDatabase database, CityFacts facts, MealPolicy times, IClock clock)
{
    private const int LastDay = 6;
    private const int MostAttempts = 5;

    public async Task<Answer<CopiedWeekView>> Handle(Guid canteenId, CopyWeekRequest request, Caller caller, CancellationToken ct)
    {
        if (caller.Account.CanteenId != canteenId) throw RequestProblem.NotFound();
        Validate(request);
        for (var attempt = 1; ; attempt++)
        {
            var plan = await Plan(canteenId, request.From!.Value, request.To!.Value, ct);
            RuleViolation.ThrowIf(plan.Menus.Count == 0, "menus.nothingToCopy", "没有可以照抄的菜单。", "There is no menu that could be copied.", "from");
            try
            {
                return await writer.Commit(unit => Write(unit, plan, caller), ct, Lane.Bulk);
            }
            catch (StaleReadException) when (attempt < MostAttempts)
            {
                // somebody has made one of these menus meanwhile: look again
            }
        }
    }

    private void Validate(CopyWeekRequest request)
    {
        var today = CityClock.DateOf(clock.GetCurrentInstant());
        new FieldErrors().Present(request.From, "from").Present(request.To, "to")
            .Require(request.From is not { } from || from.DayOfWeek == IsoDayOfWeek.Monday, "from", "要一个星期一。", "It must be a Monday.")
            .Require(request.From is null || request.From <= today.PlusYears(1), "from", "最远一年。", "It must be at most a year ahead.")
            .Require(request.To is not { } to || to.DayOfWeek == IsoDayOfWeek.Monday, "to", "要一个星期一。", "It must be a Monday.")
            .Require(request.To is null || request.To != request.From, "to", "不能照抄到同一周。", "It must be another week.")
            .Require(request.To is null || (request.To >= today.PlusDays(-LastDay) && request.To <= today.PlusYears(1)), "to", "从这一周起一年之内。", "It must be from this week to a year ahead.")
            .ThrowIfAny();
    }

    private async Task<WeekPlan> Plan(Guid canteenId, LocalDate from, LocalDate to, CancellationToken ct)
    {
        using var db = database.Read();
        var canteen = await db.Canteens.SingleAsync(canteen => canteen.Id == canteenId, ct);
        var (lastFrom, lastTo) = (from.PlusDays(LastDay), to.PlusDays(LastDay));
        var menus = await db.Menus.Where(menu => menu.CanteenId == canteenId && menu.ServedOn >= from && menu.ServedOn <= lastFrom).ToListAsync(ct);
        var ids = menus.Select(menu => menu.Id).ToList();
        var dishes = (await db.MenuDishes.Where(dish => ids.Contains(dish.MenuId)).ToListAsync(ct)).ToLookup(dish => dish.MenuId);
        var there = await db.Menus.Where(menu => menu.CanteenId == canteenId && menu.ServedOn >= to && menu.ServedOn <= lastTo).Select(menu => new { menu.ServedOn, menu.Period }).ToListAsync(ct);
        var (catalogue, plan, days) = (Catalogue.Of(db, canteenId), new WeekPlan(canteenId, to, [], []), Period.DaysBetween(from, to));
        foreach (var menu in menus.OrderBy(menu => menu.ServedOn).ThenBy(menu => menu.Period))
        {
            var copy = CopyOf(menu, days);
            var why = there.Exists(other => other.ServedOn == copy.ServedOn && other.Period == copy.Period) ? LeftOutWhy.Exists : WhyNot(canteen, copy);
            if (why is { } reason) plan.LeftOut.Add(new(copy.ServedOn, copy.Period, reason));
            else plan.Menus.Add((copy, [.. dishes[menu.Id].OrderBy(dish => dish.Position).Select(dish => catalogue.Complete(CopyOf(dish, copy.Id)))]));
        }
        return plan;
    }

    private LeftOutWhy? WhyNot(Canteen canteen, Menu copy) =>
        copy.OrdersCloseAt <= clock.GetCurrentInstant() ? LeftOutWhy.Past
        : canteen.Service.WhyNotServed(copy.ServedOn, copy.Period, facts.Calendar) is not null ? LeftOutWhy.NotServed
        : null;

    private static Answer<CopiedWeekView> Write(CityUnit unit, WeekPlan plan, Caller caller)
    {
        if (!unit.TryInsertAll(plan.Menus.Select(planned => (object)planned.Menu))) throw new StaleReadException();
        foreach (var (menu, dishes) in plan.Menus)
        {
            foreach (var dish in dishes) unit.Insert(dish);
            unit.Schedule(MenuServed.Kind, menu.Id.ToString(), menu.ServedUntil);
        }
        unit.Record(caller.Actor, "menu.weekCopied", plan.CanteenId.ToString(), detail: $"{plan.To:uuuu-MM-dd}");
        return Answer<CopiedWeekView>.Ok(new([.. plan.Menus.Select(planned => new CopiedMenu(planned.Menu.ServedOn, planned.Menu.Period))], plan.LeftOut));
    }

    private Menu CopyOf(Menu menu, int days)
    {
        var date = menu.ServedOn.PlusDays(days);
        return new() { Id = Guid.CreateVersion7(), CanteenId = menu.CanteenId, ServedOn = date, Period = menu.Period, OrdersCloseAt = menu.OrdersCloseAt + Duration.FromDays(days), ServedUntil = times.ServedUntil(date, menu.Period), Version = 1 };
    }

    private static MenuDish CopyOf(MenuDish dish, Guid menuId) => new()
    {
        Id = Guid.CreateVersion7(),
        MenuId = menuId,
        Name = dish.Name,
        NameEn = dish.NameEn,
        PriceFen = dish.PriceFen,
        Allergens = dish.Allergens,
        Diets = dish.Diets,
        Tags = dish.Tags,
        Capacity = dish.Capacity,
        Remaining = dish.Capacity,
        Position = dish.Position,
    };

    private sealed record WeekPlan(Guid CanteenId, LocalDate To, List<(Menu Menu, List<MenuDish> Dishes)> Menus, List<LeftOutMenu> LeftOut);
}
