using ElderCare.Domain.Access;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Requests;

namespace ElderCare.MobileApi.People;

/// <summary>What is recorded of a person over time: categories, moves, absences and death.</summary>
internal static class FactEndpoints
{
    private static readonly Role[] Registrars = [Role.CityOfficer, Role.DistrictOfficer, Role.StreetOfficer, Role.CommunityWorker];

    public static void MapSeniorFacts(this IEndpointRouteBuilder api)
    {
        var senior = api.MapGroup("/seniors/{id:guid}").WithTags("People");
        senior.MapGet("/facts", SeniorHistory.List).For(SeniorAccess.ByDivision)
            .WithName("ListSeniorFacts").WithSummary("Categories, divisions, absences and death with the days they held and the time they were believed, newest record first").Produces<Page<FactView>>().ProducesProblem(404);
        senior.MapGet("/entitlements", Entitlements.Get).For([.. SeniorAccess.ByDivision, Role.Senior, Role.Family])
            .WithName("GetEntitlements").WithSummary("What the person is entitled to today, until when and why").Produces<EntitlementsView>().ProducesProblem(404);
        MapCategories(senior);
        MapMoves(senior);
        MapAbsences(senior);
        MapDeath(senior);
        senior.MapPost("/life-checks", (Guid id, LifeCheckRequest request, RecordLifeCheck record, Caller caller, CancellationToken ct) => record.Handle(id, request, caller, ct)).For([.. Registrars, Role.Agent, Role.Supervisor])
            .WithName("RecordLifeCheck").WithSummary("Record that a person was seen or heard, and who it was made sure").Produces<LifeCheckView>(201).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }

    private static void MapCategories(RouteGroupBuilder senior)
    {
        var categories = senior.MapGroup("/categories").For(Registrars).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        categories.MapPost("/", (Guid id, RecordCategoryRequest request, RecordCategory record, Caller caller, CancellationToken ct) => record.Begin(id, request, caller, ct))
            .WithName("RecordCategory").WithSummary("Record that a person holds a category").Produces<FactView>(201);
        categories.MapPost("/{periodId:guid}/end", (Guid id, Guid periodId, EndPeriodRequest request, RecordCategory record, Caller caller, CancellationToken ct) => record.End(id, periodId, request, caller, ct))
            .WithName("EndCategory").WithSummary("Record that it ended on a day, also long ago; what it gives may last longer");
        categories.MapPost("/{periodId:guid}/restore", (Guid id, Guid periodId, CorrectionRequest request, RecordCategory record, Caller caller, CancellationToken ct) => record.Restore(id, periodId, request, caller, ct))
            .WithName("RestoreCategory").WithSummary("Record that it did not end after all");
        categories.MapPost("/{periodId:guid}/withdraw", (Guid id, Guid periodId, CorrectionRequest request, RecordCategory record, Caller caller, CancellationToken ct) => record.Withdraw(id, periodId, request, caller, ct))
            .WithName("WithdrawCategory").WithSummary("Record that it never was");
    }

    private static void MapMoves(RouteGroupBuilder senior)
    {
        var moves = senior.MapGroup("/moves").For(Registrars).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        moves.MapPost("/", (Guid id, RecordMoveRequest request, RecordMove record, Caller caller, CancellationToken ct) => record.Handle(id, request, caller, ct))
            .WithName("RecordMove").WithSummary("Record that the registration or the home moved on a day").Produces<FactView>(201);
        moves.MapPost("/{periodId:guid}/withdraw", (Guid id, Guid periodId, CorrectionRequest request, RecordMove record, Caller caller, CancellationToken ct) => record.Withdraw(id, periodId, request, caller, ct))
            .WithName("WithdrawMove").WithSummary("Record that the move never was");
    }

    private static void MapAbsences(RouteGroupBuilder senior)
    {
        var absences = senior.MapGroup("/absences").For([.. Registrars, Role.Agent, Role.Supervisor]).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        absences.MapPost("/", (Guid id, RecordAbsenceRequest request, RecordAbsence record, Caller caller, CancellationToken ct) => record.Begin(id, request, caller, ct))
            .WithName("RecordAbsence").WithSummary("Record that a person is away, in hospital or in an institution: meals of these days are called off").Produces<FactView>(201);
        absences.MapPost("/{absenceId:guid}/end", (Guid id, Guid absenceId, EndPeriodRequest request, RecordAbsence record, Caller caller, CancellationToken ct) => record.End(id, absenceId, request, caller, ct))
            .WithName("EndAbsence").WithSummary("Record the day on which the person is back");
        absences.MapPost("/{absenceId:guid}/withdraw", (Guid id, Guid absenceId, CorrectionRequest request, RecordAbsence record, Caller caller, CancellationToken ct) => record.Withdraw(id, absenceId, request, caller, ct))
            .WithName("WithdrawAbsence").WithSummary("Record that the person never left");
    }

    private static void MapDeath(RouteGroupBuilder senior)
    {
        var death = senior.MapGroup("/death").For(Registrars).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        death.MapPost("/", (Guid id, RecordDeathRequest request, RecordDeath record, Caller caller, CancellationToken ct) => record.Report(id, request, caller, ct))
            .WithName("RecordDeath").WithSummary("Record a death: orders stop, what was used after it is flagged and recovered").Produces<FactView>(201);
        death.MapPost("/revoke", (Guid id, CorrectionRequest request, RecordDeath record, Caller caller, CancellationToken ct) => record.Revoke(id, request, caller, ct))
            .WithName("RevokeDeath").WithSummary("The report was wrong: what was recovered is given back");
    }
}
