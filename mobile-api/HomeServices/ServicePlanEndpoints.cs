using ElderCare.Domain.Access;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Requests;

namespace ElderCare.MobileApi.HomeServices;

internal static class ServicePlanEndpoints
{
    public static void MapServicePlans(this IEndpointRouteBuilder api)
    {
        var plans = api.MapGroup("/service-plans").WithTags("Service plans").For(OrderingFor.Roles);
        plans.MapGet("/", (KeepServicePlan keep, Caller caller, Guid? seniorId, int? limit, string? cursor, CancellationToken ct) => keep.List(seniorId, caller, limit, cursor, ct))
            .WithName("ListServicePlans").WithSummary("Weekly plans of a senior, or of all for whom the caller may book, newest first").Produces<Page<ServicePlanView>>().ProducesProblem(404);
        plans.MapPost("/", (ServicePlanRequest request, KeepServicePlan keep, Caller caller, CancellationToken ct) => keep.Begin(request, caller, ct)).WithMetadata(new IdempotencyKeyRequired())
            .WithName("BeginServicePlan").WithSummary("Book visits week after week; each is booked some days ahead, once, and its minutes held then")
            .WithDescription("A visit that cannot be booked is skipped, told to person and family once, and tried again at each look. A visit of a month whose minutes have not been granted yet waits for them.")
            .Produces<ServicePlanView>(201).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        plans.MapGet("/{id:guid}", (Guid id, KeepServicePlan keep, Caller caller, CancellationToken ct) => keep.Read(id, caller, ct))
            .WithName("GetServicePlan").WithSummary("One weekly plan with what became of its latest visits").ProducesProblem(404);
        plans.MapPatch("/{id:guid}", (Guid id, ServicePlanRequest request, KeepServicePlan keep, Caller caller, HttpRequest http, CancellationToken ct) => keep.Change(id, request, caller, http, ct))
            .WithName("ChangeServicePlan").WithSummary("Ask for something else from now on; visits that it does not ask for any more are called off. Needs If-Match").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412).ProducesProblem(428);
        plans.MapPost("/{id:guid}/pause", (Guid id, PauseRequest request, KeepServicePlan keep, Caller caller, CancellationToken ct) => keep.Pause(id, request, caller, ct))
            .WithName("PauseServicePlan").WithSummary("No visits for some days; those that are booked are called off and their minutes go back").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        plans.MapPost("/{id:guid}/resume", (Guid id, KeepServicePlan keep, Caller caller, CancellationToken ct) => keep.Resume(id, caller, ct))
            .WithName("ResumeServicePlan").WithSummary("End its pause; where there is none, nothing changes and nobody is told").ProducesProblem(404).ProducesProblem(409);
        plans.MapPost("/{id:guid}/end", (Guid id, KeepServicePlan keep, Caller caller, CancellationToken ct) => keep.End(id, caller, ct))
            .WithName("EndServicePlan").WithSummary("No visits any more; those that are booked are called off and their minutes go back").ProducesProblem(404).ProducesProblem(409);
        MapPackages(api.MapGroup("/service-packages").WithTags("Service plans"));
    }

    private static void MapPackages(RouteGroupBuilder packages)
    {
        packages.MapGet("/", (KeepPackages keep, HttpRequest http, int? limit, string? cursor, CancellationToken ct) => keep.List(Language.IsEnglish(http), limit, cursor, ct)).For([.. OrderingFor.Roles, .. ServiceAccess.Officers, Role.Auditor])
            .WithName("ListCarePackages").WithSummary("What cities promise by the day and the week, newest first").Produces<Page<CarePackageView>>();
        packages.MapGet("/{id:guid}", (Guid id, KeepPackages keep, HttpRequest http, CancellationToken ct) => keep.Get(id, Language.IsEnglish(http), ct)).For([.. OrderingFor.Roles, .. ServiceAccess.Officers, Role.Auditor])
            .WithName("GetCarePackage").WithSummary("One package of care").ProducesProblem(404);
        packages.MapPost("/", (CarePackageRequest request, KeepPackages keep, Caller caller, HttpRequest http, CancellationToken ct) => keep.Add(request, caller, Language.IsEnglish(http), ct)).For(ServiceAccess.Officers)
            .WithName("AddCarePackage").WithSummary("Promise something by the day or the week to people of one's division").Produces<CarePackageView>(201).ProducesProblem(400).ProducesProblem(409);
        packages.MapPatch("/{id:guid}", (Guid id, CarePackageRequest request, KeepPackages keep, Caller caller, HttpRequest http, CancellationToken ct) => keep.Change(id, request, caller, Language.IsEnglish(http), http, ct)).For(ServiceAccess.Officers)
            .WithName("ChangeCarePackage").WithSummary("Change what is promised, its names, or whether plans may take it; needs If-Match").ProducesProblem(400).ProducesProblem(404).ProducesProblem(412).ProducesProblem(428);
        packages.MapGet("/{id:guid}/compliance", (Guid id, PackageCompliance compliance, Caller caller, HttpRequest http, CityDate? from, CityDate? to, int? limit, string? cursor, CancellationToken ct) =>
                compliance.Of(id, from?.Value, to?.Value, caller, Language.IsEnglish(http), limit, cursor, ct)).For([.. ServiceAccess.Officers, Role.Auditor])
            .WithName("GetPackageCompliance").WithSummary("Whether what a package promises was done between two days: for each promise how many days or weeks were owed and kept, and which were not")
            .WithDescription("From meals that were handed over and visits that were served, whoever booked them. Days on which the person was away, or had died, or no plan ran are not counted; a week owes that much less, rounded down. Weeks are from Monday to Sunday and lie whole between the days; 92 days at most, and what is not over is not judged.")
            .Produces<ComplianceView>().ProducesProblem(400).ProducesProblem(404);
    }
}
