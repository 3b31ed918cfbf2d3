using System.Globalization;
using ElderCare.Data;
using ElderCare.Data.Meals;
using ElderCare.Domain.Access;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Canteens;

internal static class CanteenEndpoints
{
    private static readonly Role[] KitchenReaders = [Role.CanteenStaff, Role.CityOfficer, Role.DistrictOfficer, Role.StreetOfficer];

    public static void MapCanteens(this IEndpointRouteBuilder api)
    {
        var canteens = api.MapGroup("/canteens").WithTags("Canteens");
        canteens.MapGet("/", List).For().WithName("ListCanteens").WithSummary("Meal points, by division or nearest first").Produces<Page<CanteenView>>().ProducesProblem(400);
        canteens.MapGet("/{id:guid}", Get).For().WithName("GetCanteen").WithSummary("One meal point").Produces<CanteenView>().ProducesProblem(404);
        canteens.MapGet("/{id:guid}/menus", Menus).For().WithName("ListMenus").WithSummary("The menus of a date").Produces<Page<MenuView>>().ProducesProblem(404);
        canteens.MapGet("/{id:guid}/menus/{date}/{period}", Menu).For().WithName("GetMenu").WithSummary("One menu; its ETag covers what PUT sets").Produces<MenuView>().ProducesProblem(404);
        canteens.MapPut("/{id:guid}/menus/{date}/{period}", Put).For(Role.CanteenStaff)
            .WithName("PutMenu").WithSummary("Create with If-None-Match: *, or change with If-Match").Produces<MenuView>(201).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412).ProducesProblem(428);
        canteens.MapGet("/{id:guid}/kitchen-sheet", KitchenSheet).For(KitchenReaders)
            .WithName("GetKitchenSheet").WithSummary("What the kitchen cooks for one meal").Produces<KitchenSheetView>().ProducesProblem(404);
        api.MapGet("/delivery-points", DeliveryPoints).For().WithTags("Canteens")
            .WithName("ListDeliveryPoints").WithSummary("Places to which meals are brought").Produces<Page<DeliveryPointView>>();
    }

    private static async Task<Page<CanteenView>> List(CityDatabase database, CityFacts facts, string? near, string? divisionCode, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        var from = near is null ? (GeoPoint?)null : Place(near);
        using var db = database.Read();
        var canteens = db.Canteens.AsQueryable();
        if (divisionCode is not null)
        {
            var below = facts.Below(divisionCode);
            canteens = canteens.Where(canteen => below.Contains(canteen.DivisionCode));
        }
        if (from is { } place) return Nearest(await canteens.ToListAsync(ct), place, page);
        if (page.AfterId is { } after) canteens = canteens.Where(canteen => canteen.Id > after);
        var rows = await canteens.OrderBy(canteen => canteen.Id).Take(page.Take).ToListAsync(ct);
        return Page<CanteenView>.Of([.. rows.Select(canteen => CanteenView.Of(canteen))], page, canteen => canteen.Id.ToString());
    }

    private static Page<CanteenView> Nearest(IEnumerable<Canteen> canteens, GeoPoint place, PageRequest page)
    {
        var skip = page.After is null ? 0 : int.TryParse(page.After, CultureInfo.InvariantCulture, out var number) ? number : throw RequestProblem.Invalid("cursor", "不是这里给出的游标。", "It is not a cursor that was given here.");
        var rows = canteens.Select(canteen => CanteenView.Of(canteen, place)).OrderBy(canteen => canteen.DistanceMetres).ThenBy(canteen => canteen.Id).Skip(skip).Take(page.Take).ToList();
        return Page<CanteenView>.Of(rows, page, _ => (skip + page.Limit).ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<CanteenView> Get(Guid id, CityDatabase database, CancellationToken ct)
    {
        using var db = database.Read();
        return CanteenView.Of(await db.Canteens.SingleOrDefaultAsync(canteen => canteen.Id == id, ct) ?? throw RequestProblem.NotFound());
    }

    private static Page<MenuView> Menus(Guid id, CityDate? date, CityDatabase database, Caller caller) => database.Read(sql =>
    {
        if (sql.Canteen(id) is null) throw RequestProblem.NotFound();
        if (date is null) throw RequestProblem.Invalid("date", "必须填写。", "It is required.");
        var menus = Enum.GetValues<MealPeriod>().Select(period => (period, menu: sql.Menu(id, date.Value.Value, period))).Where(found => found.menu is not null);
        return new Page<MenuView>([.. menus.Select(found => MenuView.Of(id, date.Value.Value, found.period, found.menu!, caller.Account.CanteenId == id))], null);
    });

    private static Answer<MenuView> Menu(Guid id, CityDate date, Word<MealPeriod> period, CityDatabase database, Caller caller)
    {
        var menu = database.Read(sql => sql.Menu(id, date, period)) ?? throw RequestProblem.NotFound();
        return Answer<MenuView>.Ok(MenuView.Of(id, date, period, menu, caller.Account.CanteenId == id), Versions.ETag(menu.Version));
    }

    private static Task<Answer<MenuView>> Put(Guid id, CityDate date, Word<MealPeriod> period, MenuRequest request, PutMenu put, Caller caller, HttpRequest http, CancellationToken ct) =>
        put.Handle(id, date, period, request, caller, http, ct);

    private static async Task<KitchenSheetView> KitchenSheet(Guid id, CityDate? date, Word<MealPeriod>? period, CityDatabase database, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Present(date, "date").Present(period, "period").ThrowIfAny();
        using var db = database.Read();
        var canteen = await db.Canteens.SingleOrDefaultAsync(canteen => canteen.Id == id, ct) ?? throw RequestProblem.NotFound();
        if (caller.Account.CanteenId != id && (caller.Is(Role.CanteenStaff) || !caller.Covers(canteen.DivisionCode))) throw RequestProblem.NotFound();
        var (on, meal) = (date!.Value.Value, period!.Value.Value);
        var orders = await db.MealOrders.Where(order => order.CanteenId == id && order.ServedOn == on && order.Period == meal && (MealOrders.Standing.Contains(order.State) || order.State == MealOrderState.Fulfilled)).ToListAsync(ct);
        var lines = orders.SelectMany(order => order.Items.Select(item => (order.Fulfilment, item))).GroupBy(line => (line.item.DishId, line.item.Name))
            .Select(dish => new KitchenLine(dish.Key.DishId, dish.Key.Name, Sum(dish, null), Sum(dish, Fulfilment.DineIn), Sum(dish, Fulfilment.PickUp), Sum(dish, Fulfilment.Delivery)))
            .OrderBy(line => line.Name, StringComparer.Ordinal);
        return new(id, on, meal, orders.Count, [.. lines], caller.Account.CanteenId == id ? await Needs(db, orders, ct) : []);
    }

    /// <summary>Allergies and diets of those who eat: shown to the kitchen that cooks for them, order by order, without a name.</summary>
    private static async Task<IReadOnlyList<KitchenNeed>> Needs(CityContext db, IReadOnlyList<MealOrder> orders, CancellationToken ct)
    {
        var people = orders.Select(order => order.SeniorId).Distinct().ToList();
        var needs = await db.Seniors.Where(senior => people.Contains(senior.Id)).Select(senior => new { senior.Id, senior.Allergies, senior.Diets }).ToDictionaryAsync(senior => senior.Id, ct);
        return [.. orders.Select(order => new KitchenNeed(order.Id, needs[order.SeniorId].Allergies, needs[order.SeniorId].Diets)).Where(need => need.Allergies.Count + need.Diets.Count > 0)];
    }

    private static int Sum(IEnumerable<(Fulfilment Fulfilment, Portion Item)> lines, Fulfilment? how) =>
        lines.Where(line => how is null || line.Fulfilment == how).Sum(line => line.Item.Quantity);

    private static async Task<Page<DeliveryPointView>> DeliveryPoints(CityDatabase database, CityFacts facts, Guid? canteenId, string? divisionCode, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        using var db = database.Read();
        var points = db.DeliveryPoints.AsQueryable();
        if (canteenId is not null) points = points.Where(point => point.CanteenId == canteenId);
        if (divisionCode is not null)
        {
            var below = facts.Below(divisionCode);
            points = points.Where(point => below.Contains(point.DivisionCode));
        }
        if (page.AfterId is { } after) points = points.Where(point => point.Id > after);
        var rows = await points.OrderBy(point => point.Id).Take(page.Take)
            .Select(point => new DeliveryPointView(point.Id, point.CanteenId, point.Name, point.DivisionCode, point.Latitude, point.Longitude)).ToListAsync(ct);
        return Page<DeliveryPointView>.Of(rows, page, point => point.Id.ToString());
    }

    private static GeoPoint Place(string near)
    {
        var parts = near.Split(',');
        var well = parts.Length == 2
            & double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude)
            & double.TryParse(parts[^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude);
        return well && latitude is >= -90 and <= 90 && longitude is >= -180 and <= 180
            ? new(latitude, longitude)
            : throw RequestProblem.Invalid("near", "要“纬度,经度”。", "It must be latitude,longitude.");
    }
}
