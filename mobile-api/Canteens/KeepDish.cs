using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Canteens;

/// <summary>A canteen's catalogue of dishes: menus that name one of them take over what it says.</summary>
internal sealed class KeepDish(RequestWriter writer, CityDatabase database)
{
    private const int MostWords = 20;

    public async Task<Answer<DishView>> Create(Guid canteenId, DishRequest request, Caller caller, CancellationToken ct)
    {
        await ThrowUnlessRuns(canteenId, caller, ct);
        Check(request, creates: true);
        var dish = new Dish { Id = Guid.CreateVersion7(), CanteenId = canteenId, Name = request.Name!.Trim(), PriceFen = request.PriceFen!.Value };
        return await writer.Commit(unit =>
        {
            Apply(request, dish, unit);
            RuleViolation.ThrowIf(!unit.TryInsert(dish), "dishes.nameTaken", "已经有这样菜。", "There is a dish of that name.", "name");
            unit.Record(caller.Actor, "dish.created", dish.Id.ToString());
            return Answer<DishView>.Created($"/api/canteens/{canteenId}/dishes/{dish.Id}", DishView.Of(dish), Versions.ETag(dish.Version));
        }, ct);
    }

    /// <summary>Changes a dish; menus that are made already keep what they took over, but learn what else is in it.</summary>
    public async Task<Answer<DishView>> Change(Guid canteenId, Guid id, DishRequest request, Caller caller, HttpRequest http, CancellationToken ct)
    {
        await ThrowUnlessRuns(canteenId, caller, ct);
        Check(request, creates: false);
        try
        {
            return await writer.Commit(unit =>
            {
                var dish = unit.Db.Dishes.SingleOrDefault(dish => dish.Id == id && dish.CanteenId == canteenId) ?? throw RequestProblem.NotFound();
                Versions.ThrowUnlessMatches(http, dish.Version);
                var taken = request.Name is { } name && unit.Db.Dishes.Any(other => other.CanteenId == canteenId && other.Name == name.Trim() && other.Id != id);
                RuleViolation.ThrowIf(taken, "dishes.nameTaken", "已经有这样菜。", "There is a dish of that name.", "name");
                var before = dish.Allergens;
                Apply(request, dish, unit);
                if (dish.Allergens.Except(before).Any()) PassOn(unit, dish);
                unit.Record(caller.Actor, "dish.changed", id.ToString());
                return Answer<DishView>.Ok(DishView.Of(dish), Versions.ETag(dish.Version));
            }, ct);
        }
        catch (DbUpdateException)
        {
            throw Versions.Stale();
        }
    }

    public async Task<Page<DishView>> List(Guid canteenId, Caller caller, int? limit, string? cursor, CancellationToken ct)
    {
        await ThrowUnlessRuns(canteenId, caller, ct);
        var page = PageRequest.Of(limit, cursor);
        using var db = database.Read();
        var dishes = db.Dishes.Where(dish => dish.CanteenId == canteenId);
        if (page.AfterId is { } after) dishes = dishes.Where(dish => dish.Id > after);
        var rows = await dishes.OrderBy(dish => dish.Id).Take(page.Take).ToListAsync(ct);
        return Page<DishView>.Of([.. rows.Select(DishView.Of)], page, dish => dish.Id.ToString());
    }

    public async Task<Answer<DishView>> Read(Guid canteenId, Guid id, Caller caller, CancellationToken ct)
    {
        await ThrowUnlessRuns(canteenId, caller, ct);
        using var db = database.Read();
        var dish = await db.Dishes.SingleOrDefaultAsync(dish => dish.Id == id && dish.CanteenId == canteenId, ct) ?? throw RequestProblem.NotFound();
        return Answer<DishView>.Ok(DishView.Of(dish), Versions.ETag(dish.Version));
    }

    private async Task ThrowUnlessRuns(Guid canteenId, Caller caller, CancellationToken ct)
    {
        using var db = database.Read();
        var division = await db.Canteens.Where(canteen => canteen.Id == canteenId).Select(canteen => canteen.DivisionCode).SingleOrDefaultAsync(ct);
        if (division is null || !caller.MayRun(canteenId, division)) throw RequestProblem.NotFound();
    }

    private static void Check(DishRequest request, bool creates)
    {
        var errors = new FieldErrors();
        if (creates) errors.Present(request.Name, "name").Present(request.PriceFen, "priceFen");
        if (request.Name is not null) errors.Text(request.Name, "name", 1, 40);
        if (request.NameEn is not null) errors.Text(request.NameEn, "nameEn", 1, 80);
        errors.Require(request.PriceFen is null or >= 0 and <= 100_000, "priceFen", "要 0 到 100000 分。", "It must be 0 to 100,000 fen.");
        foreach (var (words, field) in new[] { (request.Diets, "diets"), (request.Tags, "tags") })
        {
            errors.Require(words is null || (words.Count <= MostWords && words.All(word => word is { Length: > 0 and <= 40 })), field,
                $"最多 {MostWords} 个，每个 1 到 40 个字。", $"{MostWords} at most, each of 1 to 40 characters.");
        }
        errors.Require(request.Allergens is null || FoodWords.Normalise(request.Allergens, FoodWords.Allergens) is not null, "allergens", $"最多 {MostWords} 个，每个 1 到 40 个字。", $"{MostWords} at most, each of 1 to 40 characters.")
            .ThrowIfAny();
    }

    private static void PassOn(CityUnit unit, Dish dish)
    {
        var today = CityClock.DateOf(unit.Now);
        var served = from menu in unit.Db.Menus
                     where menu.CanteenId == dish.CanteenId && menu.ServedOn >= today
                     join portion in unit.Db.MenuDishes on menu.Id equals portion.MenuId
                     where portion.Name == dish.Name
                     select new { menu, portion };
        foreach (var one in served.ToList())
        {
            one.portion.Allergens = [.. one.portion.Allergens.Union(dish.Allergens, StringComparer.Ordinal)];
            one.menu.Version++; // what was priced on the old one is refused
            AllergensChanged.OnMenu(unit, one.menu.Id);
        }
    }

    private static void Apply(DishRequest request, Dish dish, CityUnit unit)
    {
        dish.Name = request.Name?.Trim() ?? dish.Name;
        dish.NameEn = request.NameEn?.Trim() ?? dish.NameEn;
        dish.PriceFen = request.PriceFen ?? dish.PriceFen;
        dish.Allergens = request.Allergens is null ? dish.Allergens : FoodWords.Normalise(request.Allergens, FoodWords.Allergens)!;
        dish.Diets = request.Diets ?? dish.Diets;
        dish.Tags = request.Tags ?? dish.Tags;
        dish.RetiredAt = request.Retired switch { true => dish.RetiredAt ?? unit.Now, false => null, null => dish.RetiredAt };
        dish.Version++;
    }
}
