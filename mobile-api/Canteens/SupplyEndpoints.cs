using ElderCare.Data;
using ElderCare.Domain.Access;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Canteens;

/// <summary>What a canteen works with: its dishes, the places it brings meals to, and who stands at its counter.</summary>
internal static class SupplyEndpoints
{
    public static void MapCanteenSupplies(this IEndpointRouteBuilder api)
    {
        var canteen = api.MapGroup("/canteens/{canteenId:guid}").WithTags("Canteens");
        canteen.MapPost("/diners", (Guid canteenId, FindDinerRequest request, FindDiner find, Caller caller, CancellationToken ct) => find.Handle(canteenId, request, caller, ct)).For(Role.CanteenStaff).WithMetadata(new IdempotencyKeyIgnored())
            .WithName("FindDiner").WithSummary("Who stands at the counter, by exact ID number: a senior of the canteen's city; written down").Produces<DinerView>().ProducesProblem(400).ProducesProblem(404);
        canteen.MapGet("/dishes", (Guid canteenId, KeepDish keep, Caller caller, int? limit, string? cursor, CancellationToken ct) => keep.List(canteenId, caller, limit, cursor, ct)).For(MealPoints.Runners)
            .WithName("ListDishes").WithSummary("The canteen's catalogue of dishes").Produces<Page<DishView>>().ProducesProblem(404);
        canteen.MapGet("/dishes/{id:guid}", (Guid canteenId, Guid id, KeepDish keep, Caller caller, CancellationToken ct) => keep.Read(canteenId, id, caller, ct)).For(MealPoints.Runners)
            .WithName("GetDish").WithSummary("One dish of the catalogue").ProducesProblem(404);
        canteen.MapPost("/dishes", (Guid canteenId, DishRequest request, KeepDish keep, Caller caller, CancellationToken ct) => keep.Create(canteenId, request, caller, ct)).For(MealPoints.Runners)
            .WithName("CreateDish").WithSummary("Add a dish; menus that name it take over what it says").Produces<DishView>(201).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        canteen.MapPatch("/dishes/{id:guid}", (Guid canteenId, Guid id, DishRequest request, KeepDish keep, Caller caller, HttpRequest http, CancellationToken ct) => keep.Change(canteenId, id, request, caller, http, ct)).For(MealPoints.Runners)
            .WithName("ChangeDish").WithSummary("Change or retire a dish; needs If-Match").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412).ProducesProblem(428);
        canteen.MapPost("/delivery-points", (Guid canteenId, DeliveryPointRequest request, KeepDeliveryPoint keep, Caller caller, CancellationToken ct) => keep.Create(canteenId, request, caller, ct)).For(MealPoints.Runners)
            .WithName("CreateDeliveryPoint").WithSummary("Add a place to which meals are brought").Produces<DeliveryPointView>(201).ProducesProblem(400).ProducesProblem(404);
        api.MapDeliveryPoints();
    }

    private static void MapDeliveryPoints(this IEndpointRouteBuilder api)
    {
        var points = api.MapGroup("/delivery-points").WithTags("Canteens");
        points.MapGet("/", List).For().WithName("ListDeliveryPoints").WithSummary("Places to which meals are brought").Produces<Page<DeliveryPointView>>();
        points.MapGet("/{id:guid}", (Guid id, KeepDeliveryPoint keep, CancellationToken ct) => keep.Read(id, ct)).For()
            .WithName("GetDeliveryPoint").WithSummary("One place to which meals are brought").ProducesProblem(404);
        points.MapPatch("/{id:guid}", (Guid id, DeliveryPointRequest request, KeepDeliveryPoint keep, Caller caller, HttpRequest http, CancellationToken ct) => keep.Change(id, request, caller, http, ct)).For(MealPoints.Runners)
            .WithName("ChangeDeliveryPoint").WithSummary("Change or close a place; needs If-Match").ProducesProblem(400).ProducesProblem(404).ProducesProblem(412).ProducesProblem(428);
    }

    private static async Task<Page<DeliveryPointView>> List(CityDatabase database, CityFacts facts, Guid? canteenId, string? divisionCode, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        using var db = database.Read();
        var points = db.DeliveryPoints.Where(point => point.ClosedAt == null);
        if (canteenId is not null) points = points.Where(point => point.CanteenId == canteenId);
        if (divisionCode is not null)
        {
            var below = facts.Below(divisionCode);
            points = points.Where(point => below.Contains(point.DivisionCode));
        }
        if (page.AfterId is { } after) points = points.Where(point => point.Id > after);
        var rows = await points.OrderBy(point => point.Id).Take(page.Take).ToListAsync(ct);
        return Page<DeliveryPointView>.Of([.. rows.Select(DeliveryPointView.Of)], page, point => point.Id.ToString());
    }
}
