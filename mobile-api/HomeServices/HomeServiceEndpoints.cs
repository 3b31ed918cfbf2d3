using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

internal static class HomeServiceEndpoints
{
    private static readonly Role[] Readers = [.. OrderingFor.Roles, .. ServiceAccess.Officers, Role.Auditor, Role.ProviderManager, Role.Caregiver];

    public static void MapHomeServices(this IEndpointRouteBuilder api)
    {
        api.MapGet("/service-items", Items).For().WithTags("Home services").WithName("ListServiceItems").WithSummary("Services that can be booked at home").Produces<Page<ServiceItemView>>();
        api.MapGet("/seniors/{id:guid}/visit-code", Code).For(Role.Senior, Role.Family, Role.Agent, Role.Supervisor).WithTags("Home services")
            .WithName("GetVisitCode").WithSummary("Six digits, another ones every few minutes, by which a person says that somebody is with them").Produces<VisitCodeView>().ProducesProblem(404);
        api.MapGet("/service-figures", Figures).For([.. ServiceAccess.Officers, Role.Auditor, Role.Supervisor]).WithTags("Home services").WithName("GetGuaranteeFigures")
            .WithSummary("The guarantee rate (保障率) of a month up to a day, by district and by provider, with how it stands by the policy").Produces<GuaranteeView>().ProducesProblem(400);
        var orders = api.MapGroup("/service-orders").WithTags("Home services");
        orders.MapPost("/", Book).For(OrderingFor.Roles).WithMetadata(new IdempotencyKeyRequired())
            .WithName("BookService").WithSummary("Book a visit: its minutes are held on the vouchers, and caregivers are asked at once")
            .WithDescription("What the vouchers cannot pay is refused with 409 vouchers.notEnough unless acceptSelfPay is true. 409 services.inPast, services.tooFarAhead, services.minutes, services.overlaps, people.absent, people.deceased.")
            .Produces<ServiceOrderView>(201).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        orders.MapGet("/", List).For(Readers).WithName("ListServiceOrders").WithSummary("Visits that the caller may see, newest first; live=true: those that are under way now").Produces<Page<ServiceOrderView>>();
        orders.MapPost("/batch", Share).For(Role.Supervisor, Role.ProviderManager).WithMetadata(new IdempotencyKeyIgnored())
            .WithName("AssignServiceOrdersTogether").WithSummary("Share the visits of a day that nobody has taken out among caregivers, with the least travel that is found")
            .WithDescription("Proposes who comes to which and shows the gain over one after the other, each to the nearest. With apply: true each visit is given to whom the plan names, also who is off duty now; one that has changed meanwhile is left, and its assignment says why. Sent again, only what is still open is shared out. A provider's manager shares out what they could assign one by one, to their own caregivers, where they have a contract on that day; elsewhere it is 404. 1,000 visits at most; left says how many more there are.")
            .Produces<BatchView>().ProducesProblem(400).ProducesProblem(404);
        var one = orders.MapGroup("/{id:guid}").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        one.MapGet("/", Get).For(Readers).WithName("GetServiceOrder").WithSummary("One visit").Produces<ServiceOrderView>();
        one.MapPost("/cancel", (Guid id, ReasonRequest? request, EndVisit end, Caller caller, HttpRequest http, CancellationToken ct) => end.Cancel(id, (request ?? new(null)).Optional(), caller, Language.IsEnglish(http), ct))
            .For([.. OrderingFor.Roles, Role.ProviderManager]).WithName("CancelServiceOrder").WithSummary("Call a visit off; its minutes go back to their vouchers. When its provider does, the visit stays and others are asked");
        one.MapPost("/confirm", (Guid id, ConfirmRequest? request, EndVisit end, Caller caller, HttpRequest http, CancellationToken ct) => end.Confirm(id, (request ?? new(null, null)).Checked(), caller, Language.IsEnglish(http), ct))
            .For(Role.Senior, Role.Family).WithName("ConfirmServiceOrder").WithSummary("The person's side says that it was so: the minutes are spent, the rest goes back");
        one.MapPost("/dispute", (Guid id, ReasonRequest? request, EndVisit end, Caller caller, HttpRequest http, CancellationToken ct) => end.Dispute(id, (request ?? new(null)).Optional() ?? "", caller, Language.IsEnglish(http), ct))
            .For(OrderingFor.Roles).WithName("DisputeServiceOrder").WithSummary("The person's side says that it was not so; officers decide");
        one.MapPost("/correct", Correct).For(ServiceAccess.Officers).WithName("CorrectServiceOrder").WithSummary("Officers decide what was served, by new entries of the ledger and the statement");
        one.MapPost("/assign", Assign).For(Role.Supervisor, Role.ProviderManager).WithName("AssignServiceOrder").WithSummary("Give a visit to a caregiver by hand, with a reason; also one who is off duty now");
        one.MapGet("/offers", Offers).For([.. ServiceAccess.Officers, Role.Supervisor, Role.ProviderManager]).WithName("ListOffersOfServiceOrder").WithSummary("Who was asked, why, and what came of it").Produces<Page<AskedView>>();
        one.MapPost("/en-route", (Guid id, StampRequest? request, ProveVisit prove, Caller caller, HttpRequest http, CancellationToken ct) => prove.SetOut(id, Stamp(request), caller, Language.IsEnglish(http), ct))
            .For(Role.Caregiver).WithName("SetOutForVisit").WithSummary("The caregiver sets out");
        one.MapPost("/check-in", (Guid id, StampRequest? request, ProveVisit prove, Caller caller, HttpRequest http, CancellationToken ct) => prove.CheckIn(id, Stamp(request), caller, Language.IsEnglish(http), ct))
            .For(Role.Caregiver).WithName("CheckInToVisit").WithSummary("The visit begins; what is odd is marked, never stopped");
        one.MapPost("/check-out", (Guid id, StampRequest? request, ProveVisit prove, Caller caller, HttpRequest http, CancellationToken ct) => prove.CheckOut(id, Stamp(request), caller, Language.IsEnglish(http), ct))
            .For(Role.Caregiver).WithName("CheckOutOfVisit").WithSummary("The visit ends; its minutes are counted by the rounding rule");
        one.MapPost("/nobody-home", (Guid id, StampRequest? request, ProveVisit prove, Caller caller, HttpRequest http, CancellationToken ct) => prove.FindNobody(id, Stamp(request), caller, Language.IsEnglish(http), ct))
            .For(Role.Caregiver).WithName("FindNobodyHome").WithSummary("Nobody opens: the visit ends and somebody looks after the person");
        one.MapPost("/enter", (Guid id, EnterVisitRequest request, EnterVisit enter, Caller caller, HttpRequest http, CancellationToken ct) => enter.Handle(id, request.Checked(), caller, Language.IsEnglish(http), ct))
            .For(Role.ProviderManager, Role.Supervisor).WithName("EnterVisitByHand").WithSummary("When a visit began and ended, for a phone that was lost or broken: within a day, and for a small part of a provider's visits of a month")
            .WithDescription("409 services.tooLate, services.tooManyByHand, services.outBeforeIn, services.clockAhead, services.notPossible.");
        var offers = api.MapGroup("/service-offers").WithTags("Home services").For(Role.Caregiver);
        offers.MapGet("/", Asked).WithName("ListServiceOffers").WithSummary("Visits that the caller is asked to take, the soonest first").Produces<Page<ServiceOfferView>>();
        offers.MapPost("/{id:guid}/accept", (Guid id, AnswerOffer answer, Caller caller, HttpRequest http, CancellationToken ct) => answer.Accept(id, caller, Language.IsEnglish(http), ct))
            .WithName("AcceptServiceOffer").WithSummary("Take a visit; of several who try at once one gets it").ProducesProblem(404).ProducesProblem(409);
        offers.MapPost("/{id:guid}/decline", (Guid id, AnswerOffer answer, Caller caller, HttpRequest http, CancellationToken ct) => answer.Decline(id, caller, Language.IsEnglish(http), ct))
            .WithName("DeclineServiceOffer").WithSummary("Say that one cannot come; when all decline the next are asked").ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<Page<ServiceItemView>> Items(CityDatabase database, HttpRequest http, CancellationToken ct)
    {
        using var db = database.Read();
        var english = Language.IsEnglish(http);
        return new([.. (await db.ServiceItems.Where(item => item.IsOffered).OrderBy(item => item.Code).ToListAsync(ct)).Select(item => ServiceItemView.Of(item, english))], null);
    }

    private static Task<GuaranteeView> Figures(GuaranteeFigures figures, CityFacts facts, Caller caller, CityDate? through, string? divisionCode, CancellationToken ct)
    {
        var last = through?.Value ?? CityClock.DateOf(caller.Now);
        if (divisionCode is not null && !caller.Covers(divisionCode)) throw RequestProblem.Invalid("divisionCode", "不在您的辖区。", "It is not in your division.");
        var own = divisionCode ?? caller.Account.DivisionCode;
        return figures.Of(last.With(DateAdjusters.StartOfMonth), last, own is null ? [] : facts.Below(own), ct);
    }

    private static async Task<VisitCodeView> Code(Guid id, CityDatabase database, CityWriter writer, VisitCodes codes, Caller caller, CancellationToken ct)
    {
        using var db = database.Read();
        var senior = await db.Seniors.SingleOrDefaultAsync(row => row.Id == id, ct) ?? throw RequestProblem.NotFound();
        var access = SeniorAccess.Of(caller, senior).Demand(FamilyRights.Order);
        await writer.RecordRead(caller, access, "senior.visitCodeRead", id, ct);
        var (code, until) = codes.Of(id, caller.Now);
        return new(code, until);
    }

    private static Task<Answer<ServiceOrderView>> Book(BookServiceRequest request, BookService book, Caller caller, HttpRequest http, CancellationToken ct) => book.Handle(request.Read(), caller, Language.IsEnglish(http), ct);

    private static Task<Answer<ServiceOrderView>> Assign(Guid id, AssignRequest request, AnswerOffer answer, Caller caller, HttpRequest http, CancellationToken ct)
    {
        new FieldErrors().Present(request.WorkerId, "workerId").Text(request.Reason, "reason", 1, 200).ThrowIfAny();
        return answer.Assign(id, request.WorkerId!.Value, request.Reason!.Trim(), request.InsteadOf, caller, Language.IsEnglish(http), ct);
    }

    private static async Task<BatchView> Share(AssignTogetherRequest request, AssignTogether together, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Present(request.Date, "date").Present(request.DivisionCode, "divisionCode").ThrowIfAny();
        var plan = await together.Propose(request.Date!.Value, request.DivisionCode!, caller, ct);
        return request.Apply == true ? await together.Apply(plan, caller, ct) : plan;
    }

    private static Task<Answer<ServiceOrderView>> Correct(Guid id, CorrectRequest request, EndVisit end, Caller caller, HttpRequest http, CancellationToken ct)
    {
        new FieldErrors().Present(request.Minutes, "minutes").Require(request.Minutes is null or >= 0, "minutes", "不能小于 0。", "It must not be below 0.").Text(request.Reason, "reason", 1, 200).ThrowIfAny();
        return end.Correct(id, request.Minutes!.Value, request.Reason!.Trim(), caller, Language.IsEnglish(http), ct);
    }

    private static async Task<ServiceOrderView> Get(Guid id, CityDatabase database, CityWriter writer, DoorNotes doors, Caller caller, HttpRequest http, CancellationToken ct)
    {
        using var db = database.Read();
        var order = await db.ServiceOrders.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) ?? throw RequestProblem.NotFound();
        var row = ServiceOrders.RowOf(db, order);
        var access = row.AccessOf(caller).Demand();
        if (access.Person.MaySee) await writer.RecordRead(caller, access.Person, "serviceOrder.read", order.SeniorId, ct, subject: id.ToString());
        return ServiceOrderView.Of(row, access, Language.IsEnglish(http)) with { DoorNote = await doors.Show(db, order, caller, ct) };
    }

    private static async Task<Page<ServiceOrderView>> List(
        CityDatabase database, CityFacts facts, Caller caller, HttpRequest http, Guid? seniorId, Guid? workerId, CityDate? date, Word<ServiceOrderState>? state, string? divisionCode, bool? live, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        using var db = database.Read();
        var orders = ServiceAccess.Visible(db, caller, facts).AsNoTracking();
        if (page.AfterId is { } after) orders = orders.Where(order => order.Id < after);
        if (seniorId is not null) orders = orders.Where(order => order.SeniorId == seniorId);
        if (workerId is not null) orders = orders.Where(order => order.WorkerId == workerId || order.SecondWorkerId == workerId);
        if (state is { Value: var wanted }) orders = orders.Where(order => order.State == wanted);
        if (live == true) orders = orders.Where(order => order.State == ServiceOrderState.EnRoute || order.State == ServiceOrderState.InService);
        if (date is { Value: var day })
        {
            var (from, until) = (CityClock.At(day, LocalTime.Midnight), CityClock.EndOf(day));
            orders = orders.Where(order => order.StartsAt >= from && order.StartsAt < until);
        }
        if (divisionCode is not null)
        {
            var below = facts.Below(divisionCode);
            orders = orders.Where(order => below.Contains(order.DivisionCode));
        }
        var rows = ServiceOrders.RowsOf(db, await orders.OrderByDescending(order => order.Id).Take(page.Take).ToListAsync(ct));
        var english = Language.IsEnglish(http);
        return Page<ServiceOrderView>.Of([.. rows.Select(row => ServiceOrderView.Of(row, row.AccessOf(caller), english))], page, view => view.Id.ToString());
    }

    private static async Task<Page<ServiceOfferView>> Asked(CityDatabase database, Caller caller, HttpRequest http, CancellationToken ct)
    {
        if (caller.Account.WorkerId is not { } worker) return new([], null);
        using var db = database.Read();
        var offers = await ServiceOrders.OffersTo(db, worker, caller.Now, ct);
        var english = Language.IsEnglish(http);
        return new([.. offers.Select(offer => ServiceOfferView.Of(offer.Offer, offer.Offer.State, offer.Row, english))], null);
    }

    private static async Task<Page<AskedView>> Offers(Guid id, CityDatabase database, Caller caller, CancellationToken ct)
    {
        using var db = database.Read();
        var order = await db.ServiceOrders.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) ?? throw RequestProblem.NotFound();
        ServiceOrders.RowOf(db, order).AccessOf(caller).Demand();
        var offers = await db.ServiceOffers.AsNoTracking().Where(offer => offer.OrderId == id).OrderBy(offer => offer.Id).Join(db.Caregivers, offer => offer.CaregiverId, caregiver => caregiver.Id, (offer, caregiver) => new { offer, caregiver.Name }).ToListAsync(ct);
        return new([.. offers.Select(row => new AskedView(row.offer.Id, row.offer.CaregiverId, row.Name, row.offer.Wave, row.offer.State, row.offer.OfferedAt, row.offer.ExpiresAt, row.offer.Score, row.offer.Reasons))], null);
    }

    private static StampRequest Stamp(StampRequest? request) => (request ?? new(null, null, null, null, null, null, null, null)).Checked();
}

/// <summary>Somebody who was asked about a visit.</summary>
/// <param name="Score">How well they fit, 0 to 1.</param>
/// <param name="Reasons">Why: each part's value, and how much it counts.</param>
internal sealed record AskedView(Guid Id, Guid CaregiverId, string CaregiverName, int Wave, OfferState State, Instant OfferedAt, Instant ExpiresAt, double Score, IReadOnlyList<ScorePart> Reasons);
