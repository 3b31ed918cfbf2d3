using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Requests;

namespace ElderCare.MobileApi.Meals;

internal static class StandingOrderEndpoints
{
    public static void MapStandingOrders(this IEndpointRouteBuilder api)
    {
        var orders = api.MapGroup("/standing-orders").WithTags("Standing orders").For(OrderingFor.Roles);
        orders.MapGet("/", (KeepStandingOrder keep, Caller caller, Guid? seniorId, int? limit, string? cursor, CancellationToken ct) => keep.List(seniorId, caller, limit, cursor, ct))
            .WithName("ListStandingOrders").WithSummary("Standing orders of a senior, or of all whom the caller acts for, newest first").Produces<Page<StandingOrderView>>().ProducesProblem(404);
        orders.MapPost("/", (StandingOrderRequest request, KeepStandingOrder keep, Caller caller, CancellationToken ct) => keep.Begin(request, caller, ct))
            .WithName("BeginStandingOrder").WithSummary("Order meals week after week; each is placed two days ahead").Produces<StandingOrderView>(201).ProducesProblem(400).ProducesProblem(404);
        orders.MapGet("/{id:guid}", (Guid id, KeepStandingOrder keep, Caller caller, CancellationToken ct) => keep.Read(id, caller, ct))
            .WithName("GetStandingOrder").WithSummary("One standing order with what it has done lately").ProducesProblem(404);
        orders.MapPatch("/{id:guid}", (Guid id, StandingOrderRequest request, KeepStandingOrder keep, Caller caller, HttpRequest http, CancellationToken ct) => keep.Change(id, request, caller, http, ct))
            .WithName("ChangeStandingOrder").WithSummary("Ask for something else from now on; needs If-Match").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412).ProducesProblem(428);
        orders.MapPost("/{id:guid}/pause", (Guid id, PauseRequest request, KeepStandingOrder keep, Caller caller, CancellationToken ct) => keep.Pause(id, request, caller, ct))
            .WithName("PauseStandingOrder").WithSummary("No meals for some days; those that are placed stay").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        orders.MapPost("/{id:guid}/resume", (Guid id, KeepStandingOrder keep, Caller caller, CancellationToken ct) => keep.Resume(id, caller, ct))
            .WithName("ResumeStandingOrder").WithSummary("End its pause; where there is none, nothing changes and nobody is told").ProducesProblem(404).ProducesProblem(409);
        orders.MapPost("/{id:guid}/end", (Guid id, KeepStandingOrder keep, Caller caller, CancellationToken ct) => keep.End(id, caller, ct))
            .WithName("EndStandingOrder").WithSummary("No meals any more; those that are placed stay").ProducesProblem(404).ProducesProblem(409);
    }
}
