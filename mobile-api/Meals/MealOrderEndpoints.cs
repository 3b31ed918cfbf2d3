using ElderCare.Data;
using ElderCare.Data.Meals;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Meals;

internal static class MealOrderEndpoints
{
    private static readonly Role[] Orderers = [Role.Senior, Role.Family, Role.CommunityWorker, Role.Agent, Role.Supervisor];
    private static readonly Role[] Placers = [.. Orderers, Role.CanteenStaff];
    private static readonly Role[] Readers = [.. Orderers, Role.CanteenStaff, Role.CityOfficer, Role.DistrictOfficer, Role.StreetOfficer, Role.Auditor];

    public static void MapMealOrders(this IEndpointRouteBuilder api)
    {
        var orders = api.MapGroup("/meal-orders").WithTags("Meal orders");
        orders.MapPost("/quote", Quote).For(Placers).WithMetadata(new IdempotencyKeyIgnored())
            .WithName("QuoteMealOrder").WithSummary("What a meal would cost, who pays what, and why; stores nothing but that staff have asked").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        orders.MapPost("/", Place).For(Placers).WithMetadata(new IdempotencyKeyRequired())
            .WithName("PlaceMealOrder").WithSummary("Order a meal for a senior").Produces<MealOrderView>(201).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        orders.MapGet("/", List).For(Readers)
            .WithName("ListMealOrders").WithSummary("Orders that the caller may see, newest first").Produces<Page<MealOrderView>>();
        orders.MapGet("/{id:guid}", Get).For(Readers)
            .WithName("GetMealOrder").WithSummary("One order; its code is shown to the senior's side only").Produces<MealOrderView>().ProducesProblem(404);
        orders.MapPut("/{id:guid}", Change).For(Orderers)
            .WithName("ChangeMealOrder").WithSummary("Change an order until orders close; needs If-Match").ProducesProblem(404).ProducesProblem(409).ProducesProblem(412).ProducesProblem(428);
        orders.MapPost("/{id:guid}/cancel", (Guid id, MoveMealOrder move, Caller caller, HttpRequest http, CancellationToken ct) => move.Cancel(id, caller, Language.IsEnglish(http), ct)).For(Orderers)
            .WithName("CancelMealOrder").WithSummary("Cancel until orders close; every line goes back to its own fund").ProducesProblem(404).ProducesProblem(409);
        orders.MapPost("/{id:guid}/preparing", (Guid id, MoveMealOrder move, Caller caller, HttpRequest http, CancellationToken ct) => move.Prepare(id, caller, Language.IsEnglish(http), ct)).For(Role.CanteenStaff)
            .WithName("PrepareMealOrder").WithSummary("The kitchen begins; from the meal's date on").ProducesProblem(404).ProducesProblem(409);
        orders.MapPost("/{id:guid}/ready", (Guid id, MoveMealOrder move, Caller caller, HttpRequest http, CancellationToken ct) => move.MakeReady(id, caller, Language.IsEnglish(http), ct)).For(Role.CanteenStaff)
            .WithName("MakeMealOrderReady").WithSummary("It can be fetched; from the meal's date on").ProducesProblem(404).ProducesProblem(409);
        orders.MapPost("/{id:guid}/collect", Collect).For(Role.CanteenStaff)
            .WithName("CollectMealOrder").WithSummary("Hand it over against its code, or a card or ID document of its senior; works from placed on")
            .WithDescription("Exactly one of code, card and idNumber. Whoever has no phone for the code shows a card in use or the identity document at the counter; it must be the order's own senior's. What fits not is 409 meals.wrongCode, and too many of them for an order are 429 meals.tooManyWrongCodes, whichever of the three they came as.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(429);
        orders.MapPost("/{id:guid}/missed", (Guid id, MoveMealOrder move, Caller caller, HttpRequest http, CancellationToken ct) => move.Miss(id, caller, Language.IsEnglish(http), ct)).For(Role.CanteenStaff)
            .WithName("MissMealOrder").WithSummary("Nobody took it: no subsidy is claimed; from the meal's date on").ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<MealQuoteView> Quote(MealOrderRequest request, MealPricingDesk desk, CityWriter writer, Caller caller, HttpRequest http, CancellationToken ct)
    {
        var priced = await desk.Price(request.Read(), caller);
        await writer.RecordRead(caller, priced.Access, "senior.mealQuoted", priced.Diner.Id, ct); // a price says what somebody is entitled to
        return MealQuoteView.Of(desk.Quote(priced), MealOrderView.SeesReasons(priced.Access), Language.IsEnglish(http));
    }

    private static Task<Answer<MealOrderView>> Place(MealOrderRequest request, PlaceMealOrder place, Caller caller, HttpRequest http, CancellationToken ct)
    {
        var wish = request.Read();
        if (wish.PayBy == PayBy.Online) throw NotConfigured();
        return place.Handle(wish, caller, Language.IsEnglish(http), ct);
    }

    private static async Task<Answer<MealOrderView>> Change(Guid id, MealOrderRequest request, PlaceMealOrder place, CityDatabase database, Caller caller, HttpRequest http, CancellationToken ct)
    {
        var row = database.Read(sql => sql.MealOrder(id)) ?? throw RequestProblem.NotFound();
        MoveMealOrder.AccessTo(row, caller).Demand(FamilyRights.Order);
        Versions.ThrowUnlessMatches(http, row.Version);
        var wish = request.Read();
        if (wish.PayBy == PayBy.Online) throw NotConfigured();
        if (wish.SeniorId != row.SeniorId) throw RequestProblem.Invalid("seniorId", "不能改成别人的。", "An order stays its person's.");
        using var db = database.Read();
        var existing = await db.MealOrders.SingleAsync(order => order.Id == id, ct);
        existing.ThrowUnlessChangeable(caller.Now);
        return await place.Change(existing, wish, caller, Language.IsEnglish(http), ct);
    }

    private static Task<Answer<MealOrderView>> Collect(Guid id, CollectRequest request, MoveMealOrder move, Caller caller, HttpRequest http, CancellationToken ct) =>
        move.Collect(id, request.Checked(), caller, Language.IsEnglish(http), ct);

    private static async Task<Answer<MealOrderView>> Get(Guid id, CityDatabase database, CityWriter writer, Caller caller, HttpRequest http, CancellationToken ct)
    {
        var row = await database.MealOrder(id) ?? throw RequestProblem.NotFound();
        var access = MoveMealOrder.AccessTo(row, caller);
        if (!access.Cooks) await writer.RecordRead(caller, access, "mealOrder.read", row.SeniorId, ct, subject: id.ToString()); // a kitchen has its own orders before it all day
        return Answer<MealOrderView>.Ok(MealOrderView.Of(row, access, Language.IsEnglish(http)), Versions.ETag(row.Version));
    }

    private static async Task<Page<MealOrderView>> List(
        CityDatabase database, CityWriter writer, CityFacts facts, Caller caller, HttpRequest http, Guid? seniorId, Guid? canteenId, CityDate? date, Word<MealPeriod>? period, Word<MealOrderState>? state, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        using var db = database.Read();
        var orders = db.MealOrders.AsQueryable();
        if (page.AfterId is { } after) orders = orders.Where(order => order.Id < after);
        if (seniorId is not null) orders = orders.Where(order => order.SeniorId == seniorId);
        if (canteenId is not null) orders = orders.Where(order => order.CanteenId == canteenId);
        if (date is { Value: var on }) orders = orders.Where(order => order.ServedOn == on);
        if (period is { Value: var meal }) orders = orders.Where(order => order.Period == meal);
        if (state is { Value: var wanted }) orders = orders.Where(order => order.State == wanted);
        var ids = await MealOrderScope.Visible(orders, db, caller, facts).OrderByDescending(order => order.Id).Take(page.Take).Select(order => order.Id).ToListAsync(ct);
        if (seniorId is { } one && await db.Seniors.SingleOrDefaultAsync(senior => senior.Id == one, ct) is { } senior && SeniorAccess.Of(caller, senior) is { MaySee: true } access)
        {
            await writer.RecordRead(caller, access, "senior.ordersRead", one, ct); // once for the list of a person; lists of a day or a place are none
        }
        var english = Language.IsEnglish(http);
        var views = database.Read(sql => ids.Select(id => sql.MealOrder(id)!).ToList())
            .Select(row => MealOrderView.Of(row, SeniorAccess.Of(caller, row.SeniorId, row.ResidenceDivision, row.HukouDivision) with { Cooks = caller.Is(Role.CanteenStaff) && caller.Account.CanteenId == row.CanteenId }, english)).ToList();
        return Page<MealOrderView>.Of(views, page, view => view.Id.ToString());
    }

    private static RuleViolation NotConfigured() =>
        new("payments.notConfigured", new("现在不能网上付款，可以取餐时付现金。", "Online payment is not available; pay on collection."), "payBy");
}
