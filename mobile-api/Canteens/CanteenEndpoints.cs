using System.Globalization;
using ElderCare.Data;
using ElderCare.Data.Meals;
using ElderCare.Domain.Access;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
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
        canteens.MapPost("/", (CanteenRequest request, KeepCanteen keep, Caller caller, CancellationToken ct) => keep.Create(request, caller, ct)).For(MealPoints.Officers)
            .WithName("CreateCanteen").WithSummary("Add a meal point; planned and not open unless said otherwise").Produces<CanteenView>(201).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        canteens.MapPatch("/{id:guid}", (Guid id, CanteenRequest request, KeepCanteen keep, Caller caller, HttpRequest http, CancellationToken ct) => keep.Change(id, request, caller, http, ct)).For(MealPoints.Officers)
            .WithName("ChangeCanteen").WithSummary("Change a meal point; what is absent stays; needs If-Match").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412).ProducesProblem(428);
        canteens.MapPost("/{id:guid}/closures", (Guid id, ClosureRequest request, CloseCanteen close, Caller caller, CancellationToken ct) => close.Close(id, request, caller, ct)).For(MealPoints.Runners)
            .WithName("CloseCanteen").WithSummary("No service for some days or meals: no further orders, and those that stand are called off and refunded").Produces<ClosureView>(201).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        canteens.MapPost("/{id:guid}/closures/{closureId:guid}/end", (Guid id, Guid closureId, CloseCanteen close, Caller caller, CancellationToken ct) => close.Reopen(id, closureId, caller, ct)).For(MealPoints.Runners)
            .WithName("EndClosure").WithSummary("Serve again; what was called off stays so").ProducesProblem(404);
        canteens.MapGet("/{id:guid}/menus", Menus).For().WithName("ListMenus").WithSummary("The menus of a date").Produces<Page<MenuView>>().ProducesProblem(404);
        canteens.MapGet("/{id:guid}/menus/{date}/{period}", Menu).For().WithName("GetMenu").WithSummary("One menu; its ETag covers what PUT sets").Produces<MenuView>().ProducesProblem(404);
        canteens.MapPut("/{id:guid}/menus/{date}/{period}", Put).For(Role.CanteenStaff)
            .WithName("PutMenu").WithSummary("Create with If-None-Match: *, or change with If-Match").Produces<MenuView>(201).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412).ProducesProblem(428);
        canteens.MapPost("/{id:guid}/menus/copy-week", (Guid id, CopyWeekRequest request, CopyWeek copy, Caller caller, CancellationToken ct) => copy.Handle(id, request, caller, ct)).For(Role.CanteenStaff)
            .WithName("CopyWeek").WithSummary("Make a week's menus like another's, all or none; what is there stays").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        canteens.MapGet("/{id:guid}/kitchen-sheet", KitchenSheet).For(KitchenReaders)
            .WithName("GetKitchenSheet").WithSummary("What the kitchen cooks for one meal").Produces<KitchenSheetView>().ProducesProblem(404);
    }

    private static async Task<Page<CanteenView>> List(CityDatabase database, CityFacts facts, string? near, string? divisionCode, string? tag, Word<OperationStatus>? status, int? limit, string? cursor, CancellationToken ct)
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
        if (status is { Value: var wanted }) canteens = canteens.Where(canteen => canteen.Status == wanted);
        if (from is { } place) return Nearest(Tagged(await canteens.ToListAsync(ct), tag), place, page);
        if (page.AfterId is { } after) canteens = canteens.Where(canteen => canteen.Id > after);
        var ordered = canteens.OrderBy(canteen => canteen.Id);
        // Tags are a small list in one text: a city has few enough points to look through them.
        var rows = tag is null ? await ordered.Take(page.Take).ToListAsync(ct) : Tagged(await ordered.ToListAsync(ct), tag).Take(page.Take);
        return Page<CanteenView>.Of([.. rows.Select(canteen => CanteenView.Of(canteen))], page, canteen => canteen.Id.ToString());
    }

    private static IEnumerable<Canteen> Tagged(List<Canteen> canteens, string? tag) => tag is null ? canteens : canteens.Where(canteen => canteen.Tags.Contains(tag));

    private static Page<CanteenView> Nearest(IEnumerable<Canteen> canteens, GeoPoint place, PageRequest page)
    {
        var skip = page.After is null ? 0 : int.TryParse(page.After, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw PageRequest.Invalid();
        var rows = canteens.Select(canteen => CanteenView.Of(canteen, place)).OrderBy(canteen => canteen.DistanceMetres).ThenBy(canteen => canteen.Id).Skip(skip).Take(page.Take).ToList();
        return Page<CanteenView>.Of(rows, page, _ => (skip + page.Limit).ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<Answer<CanteenView>> Get(Guid id, CityDatabase database, CancellationToken ct)
    {
        using var db = database.Read();
        var canteen = await db.Canteens.SingleOrDefaultAsync(canteen => canteen.Id == id, ct) ?? throw RequestProblem.NotFound();
        return Answer<CanteenView>.Ok(CanteenView.Of(canteen), Versions.ETag(canteen.Version));
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
        var cooks = caller.Account.CanteenId == id;
        return new(id, on, meal, orders.Count, [.. lines], await Allergies(db, orders, senior => cooks || SeniorAccess.Of(caller, senior).Rights.HasFlag(FamilyRights.ViewHealth), ct), cooks ? await Needs(db, orders, ct) : []);
    }

    /// <summary>Orders in which somebody answers for an allergen: for the kitchen, and for those who may know the health of who eats.</summary>
    private static async Task<List<KitchenAllergy>> Allergies(CityContext db, List<MealOrder> orders, Func<Senior, bool> mayKnow, CancellationToken ct)
    {
        var overridden = orders.Where(order => order.AllergyOverride is not null).ToList();
        var people = overridden.Select(order => order.SeniorId).ToList();
        var names = (await db.Seniors.Where(senior => people.Contains(senior.Id)).ToListAsync(ct)).Where(mayKnow).ToDictionary(senior => senior.Id, senior => senior.Name);
        return [.. overridden.Where(order => names.ContainsKey(order.SeniorId)).Select(order => new KitchenAllergy(
            order.Id, Masking.Name(names[order.SeniorId]), order.AllergyOverride!.Allergens, order.AllergyOverride.Reason, order.AllergyOverride.ByName))];
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
