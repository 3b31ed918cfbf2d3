using ElderCare.Data;
using ElderCare.Data.Meals;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.Requests;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Canteens;

/// <summary>Creates or changes a menu of the caller's canteen; portions already ordered stay ordered.</summary>
internal sealed class PutMenu(RequestWriter writer, CityFacts facts, MealPolicy times, IClock clock)
{
    /// <summary>Orders cannot close longer before the meal than this, in days.</summary>
    private const int LongestAhead = 31;

    public async Task<Answer<MenuView>> Handle(Guid canteenId, LocalDate date, MealPeriod period, MenuRequest request, Caller caller, HttpRequest http, CancellationToken ct)
    {
        if (caller.Account.CanteenId != canteenId) throw RequestProblem.NotFound();
        var creates = http.Headers.IfNoneMatch == "*";
        request = request.Trimmed();
        Validate(request, date, period);
        try
        {
            return await writer.Commit(unit =>
            {
                var menu = unit.Db.Menus.SingleOrDefault(menu => menu.CanteenId == canteenId && menu.ServedOn == date && menu.Period == period);
                Versions.DemandMeant(http, menu is null ? null : Versions.ETag(menu.Version));
                menu = menu is null ? Create(unit, canteenId, date, period, request) : Change(unit, menu, request);
                unit.Record(caller.Actor, creates ? "menu.created" : "menu.changed", menu.Id.ToString());
                unit.Db.SaveChanges();
                var view = MenuView.Of(canteenId, date, period, unit.Sql.Menu(canteenId, date, period)!, staff: true);
                return creates
                    ? Answer<MenuView>.Created(http.Path, view, Versions.ETag(menu.Version))
                    : Answer<MenuView>.Ok(view, Versions.ETag(menu.Version));
            }, ct);
        }
        catch (Exception race) when (race is DbUpdateException)
        {
            throw Versions.Stale();
        }
    }

    private void Validate(MenuRequest request, LocalDate date, MealPeriod period)
    {
        var today = CityClock.DateOf(clock.GetCurrentInstant());
        var errors = new FieldErrors().Present(request.OrdersCloseAt, "ordersCloseAt").Require(date >= today && date <= today.PlusYears(1), "date", "从今天起一年之内。", "It must be from today to a year ahead.").Present(request.Dishes, "dishes")
            .Require(request.OrdersCloseAt is null || date < today || request.OrdersCloseAt >= CityClock.At(date.PlusDays(-LongestAhead), LocalTime.Midnight), "ordersCloseAt", $"最早在用餐前 {LongestAhead} 天。", $"It must not be more than {LongestAhead} days before the meal.")
            .Require(request.OrdersCloseAt is null || request.OrdersCloseAt <= times.ServedUntil(date, period), "ordersCloseAt", "截止时间要在开饭结束之前。", "Orders must close before the meal is over.")
            .Require(request.Dishes is null || request.Dishes.Count is > 0 and <= 50, "dishes", "要 1 到 50 样菜。", "It must have 1 to 50 dishes.");
        for (var i = 0; i < (request.Dishes?.Count ?? 0); i++)
        {
            if (request.Dishes![i] is not { } dish)
            {
                errors.Present(null, $"dishes[{i}]");
                continue;
            }
            errors.Require(dish.Name is null ? dish.Id is not null : dish.Name.Length is > 0 and <= 40, $"dishes[{i}].name", "要 1 到 40 个字。", "It must have 1 to 40 characters.")
                .Require(dish.Allergens is null || FoodWords.Normalise(dish.Allergens, FoodWords.Allergens) is not null, $"dishes[{i}].allergens", "最多 20 个，每个 1 到 40 个字。", "20 at most, each of 1 to 40 characters.")
                .Require(dish.PriceFen is >= 0 and <= 100_000, $"dishes[{i}].priceFen", "要 0 到 100000 分。", "It must be 0 to 100,000 fen.")
                .Require(dish.Capacity is >= 0 and <= 10_000, $"dishes[{i}].capacity", "要 0 到 10000 份。", "It must be 0 to 10,000.");
        }
        errors.ThrowIfAny();
    }

    private Menu Create(CityUnit unit, Guid canteenId, LocalDate date, MealPeriod period, MenuRequest request)
    {
        if (unit.Db.Canteens.Single(canteen => canteen.Id == canteenId).Service.WhyNotServed(date, period, facts.Calendar) is { } closed) throw closed;
        var menu = new Menu { Id = Guid.CreateVersion7(), CanteenId = canteenId, ServedOn = date, Period = period, OrdersCloseAt = request.OrdersCloseAt!.Value, ServedUntil = times.ServedUntil(date, period), Version = 1 };
        unit.Db.Menus.Add(menu);
        var catalogue = Catalogue.Of(unit.Db, canteenId);
        var plan = MenuPlan.Of([], request.Dishes!);
        for (var i = 0; i < plan.Lines.Count; i++) unit.Db.MenuDishes.Add(catalogue.Complete(NewDish(menu.Id, plan.Lines[i].Wanted, i)));
        unit.Schedule(MenuServed.Kind, menu.Id.ToString(), menu.ServedUntil);
        return menu;
    }

    private static Menu Change(CityUnit unit, Menu menu, MenuRequest request)
    {
        menu.OrdersCloseAt = request.OrdersCloseAt!.Value;
        menu.Version++;
        var dishes = unit.Db.MenuDishes.Where(dish => dish.MenuId == menu.Id).ToList();
        var catalogue = Catalogue.Of(unit.Db, menu.CanteenId);
        var plan = MenuPlan.Of(dishes, request.Dishes!);
        foreach (var gone in plan.Gone)
        {
            // Whether somebody has ordered it is asked by the statement itself: orders take portions meanwhile.
            var removed = unit.Sql.Execute("""DELETE FROM "MenuDishes" WHERE "Id" = @p0 AND "Remaining" = "Capacity" """, gone.Id) == 1;
            RuleViolation.ThrowIf(!removed, "menus.dishOrdered", $"{gone.Name}已经有人订了，不能删。", $"{gone.Name} has been ordered; it cannot be removed.", "dishes");
            unit.Db.Entry(gone).State = EntityState.Detached;
        }
        // A name is there once on a menu: those that give theirs to another go out of the way first.
        foreach (var renamed in plan.Renamed) unit.Sql.Execute("UPDATE \"MenuDishes\" SET \"Name\" = @p0 WHERE \"Id\" = @p1", renamed.Id.ToString(), renamed.Id);
        for (var i = 0; i < plan.Lines.Count; i++)
        {
            var (dish, wanted) = plan.Lines[i];
            if (dish is null) unit.Db.MenuDishes.Add(catalogue.Complete(NewDish(menu.Id, wanted, i)));
            else Adjust(unit, dish, wanted, i, catalogue);
        }
        return menu;
    }

    private static void Adjust(CityUnit unit, MenuDish dish, MenuDishRequest wanted, int position, Catalogue catalogue)
    {
        // The difference is added in the database, because orders take portions meanwhile.
        var difference = wanted.Capacity!.Value - dish.Capacity;
        var touched = unit.Sql.Execute(
            """
            UPDATE "MenuDishes" SET "Capacity" = "Capacity" + @p0, "Remaining" = "Remaining" + @p0, "PriceFen" = @p1
            WHERE "Id" = @p2 AND "Remaining" + @p0 >= 0
            """, difference, wanted.PriceFen!.Value, dish.Id);
        RuleViolation.ThrowIf(touched == 0, "menus.capacityOrdered", $"{dish.Name}已经订出的比这个多。", $"More of {dish.Name} has been ordered than that.", $"dishes[{position}].capacity");
        unit.Db.Entry(dish).State = EntityState.Detached;
        if ((wanted.Name is null || wanted.Name == dish.Name) && wanted.Allergens is null && dish.Position == position && !catalogue.Knows(dish.Name)) return;
        var changed = unit.Db.MenuDishes.Single(other => other.Id == dish.Id);
        changed.Name = wanted.Name ?? changed.Name;
        var before = changed.Allergens;
        changed.Allergens = wanted.Allergens is null ? before : FoodWords.Normalise(wanted.Allergens, FoodWords.Allergens)!;
        changed.Position = position;
        if (catalogue.Complete(changed).Allergens.Except(before).Any()) AllergensChanged.OnMenu(unit, changed.MenuId);
    }

    private static MenuDish NewDish(Guid menuId, MenuDishRequest wanted, int position) => new()
    {
        Id = Guid.CreateVersion7(),
        MenuId = menuId,
        Name = wanted.Name!,
        PriceFen = wanted.PriceFen!.Value,
        Allergens = wanted.Allergens is null ? [] : FoodWords.Normalise(wanted.Allergens, FoodWords.Allergens)!,
        Capacity = wanted.Capacity!.Value,
        Remaining = wanted.Capacity!.Value,
        Position = position,
    };
}
