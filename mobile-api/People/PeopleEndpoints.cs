using ElderCare.Data;
using ElderCare.Data.Feed;
using ElderCare.Data.Privacy;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.People.Import;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.People;

internal static class PeopleEndpoints
{
    private const int MostFound = 50;

    public static void MapPeople(this IEndpointRouteBuilder api)
    {
        api.MapGet("/me", Me).For().WithTags("People").WithName("GetMe").WithSummary("Who is calling, and where the feed stands").Produces<MeView>();
        var seniors = api.MapGroup("/seniors").WithTags("People");
        seniors.MapGet("/", List).For([.. SeniorAccess.ByDivision, Role.Senior, Role.Family])
            .WithName("ListSeniors").WithSummary("Seniors whom the caller may see").Produces<Page<SeniorView>>();
        seniors.MapPost("/", (RegisterSeniorRequest request, RegisterSenior register, Caller caller, HttpRequest http, CancellationToken ct) => register.Handle(request, caller, Language.IsEnglish(http), ct))
            .For(RegisterSenior.Registrars)
            .WithName("RegisterSenior").WithSummary("Register a person; one person is registered once").Produces<SeniorView>(201).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        seniors.MapPost("/import", (HttpContext http, bool? dryRun, ImportSeniors import, Caller caller) => import.Handle(http, dryRun == true, caller))
            .For(ImportSeniors.Importers).WithMetadata(new LargeBody(), new CsvBody(SeniorColumns.Document))
            .WithName("ImportSeniors").WithSummary("Register the people of a file, all or none; dryRun only says what would come of it")
            .Produces<SeniorImportView>().ProducesProblem(400).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415);
        seniors.MapPost("/search", Search).For(SeniorAccess.ByDivision).WithMetadata(new IdempotencyKeyIgnored())
            .WithName("SearchSeniors").WithSummary("Find by name, ID number, phone or card; the search is written down").ProducesProblem(400);
        seniors.MapGet("/{id:guid}", Get).For([.. SeniorAccess.ByDivision, Role.Senior, Role.Family])
            .WithName("GetSenior").WithSummary("One senior, ID number and phone masked").Produces<SeniorView>().ProducesProblem(404);
        seniors.MapPatch("/{id:guid}", (Guid id, ChangeSeniorRequest request, ChangeSenior change, Caller caller, HttpRequest http, CancellationToken ct) => change.Handle(id, request, caller, http, ct))
            .For(SeniorRecords.Keepers).WithName("ChangeSenior").WithSummary("Change the fields that are given; needs If-Match")
            .Produces<SeniorView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412).ProducesProblem(428);
        seniors.MapPost("/{id:guid}/reveal", (Guid id, RevealRequest request, RevealSenior reveal, Caller caller, CancellationToken ct) => reveal.Handle(id, request, caller, ct))
            .For(SeniorRecords.Keepers).WithName("RevealSenior").WithSummary("Show one masked field in full, for a purpose that is written down")
            .Produces<RevealedView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        seniors.MapPost("/{id:guid}/merge", (Guid id, MergeRequest request, MergeSeniors merge, Caller caller, CancellationToken ct) => merge.Handle(id, request, caller, ct))
            .For(MergeSeniors.Officers).WithName("MergeSeniors").WithSummary("Move everything of another record of the same person here; nothing is deleted")
            .Produces<SeniorView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        seniors.MapPost("/identify", (IdentifyRequest request, IdentifySenior identify, Caller caller, CancellationToken ct) => identify.Handle(request, caller, ct)).For(Role.CanteenStaff, Role.Kiosk)
            .WithName("IdentifySenior").WithSummary("Who stands at the counter: by card, ID number, or staff who vouch; answers the name only").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        api.MapSeniorPhotos();
        api.MapConsents();
        api.MapContacts();
        api.MapCards();
    }

    private static MeView Me(Caller caller, EventFeed feed) => new(
        caller.AccountId, caller.Account.UserName, caller.Account.Name, caller.Account.Roles, caller.Account.DivisionCode, caller.Account.SeniorId,
        caller.Is(Role.Family) ? [.. caller.Links.Where(link => link.HoldsAt(caller.Now)).Select(link => link.SeniorId).Distinct()] : null,
        caller.Account.CanteenId, caller.Account.ProviderId, caller.Account.WorkerId, feed.Horizon());

    private static async Task<Page<SeniorView>> List(CityDatabase database, CityFacts facts, RegisterPolicy policy, Caller caller, string? divisionCode, string? category, bool? contactsDue, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        using var db = database.Read();
        var seniors = Visible(db, caller, facts).Where(senior => senior.MergedInto == null);
        if (page.AfterId is { } after) seniors = seniors.Where(senior => senior.Id > after);
        if (divisionCode is not null)
        {
            var below = facts.Below(divisionCode);
            seniors = seniors.Where(senior => below.Contains(senior.ResidenceDivision));
        }
        if (category is not null)
        {
            var today = Domain.Shared.CityClock.DateOf(caller.Now);
            seniors = seniors.Where(senior => db.CategoryPeriods.Any(period =>
                period.SeniorId == senior.Id && period.SupersededAt == null && period.Category == category && period.ValidFrom <= today && (period.ValidTo == null || period.ValidTo > today)));
        }
        if (contactsDue is { } due)
        {
            var since = policy.ContactsVerifiedSince(Domain.Shared.CityClock.DateOf(caller.Now));
            seniors = seniors.Where(senior => db.Contacts.Any(contact => contact.SeniorId == senior.Id && contact.VerifiedOn > since) != due);
        }
        var rows = await seniors.OrderBy(senior => senior.Id).Take(page.Take).ToListAsync(ct);
        return Page<SeniorView>.Of([.. rows.Select(senior => SeniorView.Of(senior, SeniorAccess.Of(caller, senior)))], page, senior => senior.Id.ToString());
    }

    private static async Task<Page<SeniorView>> Search(SearchRequest request, SeniorSearch search, CityDatabase database, CityWriter writer, CityFacts facts, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Text(request.Text, "text", 2, 40).ThrowIfAny();
        using var db = database.Read();
        var ids = await search.Matching(db, request.Text!, ct);
        var found = await Visible(db, caller, facts).Where(senior => ids.Contains(senior.Id)).OrderBy(senior => senior.Id).Take(MostFound).ToListAsync(ct);
        await writer.Commit(Lane.Interactive, unit =>
        {
            foreach (var senior in found) unit.Record(caller.Actor, "senior.found", senior.Id.ToString(), senior.Id);
            if (found.Count == 0) unit.Record(caller.Actor, "senior.searched", "none");
        }, ct);
        return new([.. found.Select(senior => SeniorView.Of(senior, SeniorAccess.Of(caller, senior)))], null);
    }

    private static async Task<Answer<SeniorView>> Get(Guid id, CityDatabase database, CityWriter writer, RegisterPolicy policy, FieldCipher cipher, Caller caller, CancellationToken ct)
    {
        using var db = database.Read();
        var senior = await db.Seniors.SingleOrDefaultAsync(senior => senior.Id == id, ct);
        if (senior is null || SeniorAccess.Of(caller, senior) is not { MaySee: true } access) throw RequestProblem.NotFound();
        await writer.RecordRead(caller, access, "senior.read", id, ct);
        var verifiedOn = await db.Contacts.Where(contact => contact.SeniorId == id).MaxAsync(contact => contact.VerifiedOn, ct);
        var since = policy.ContactsVerifiedSince(Domain.Shared.CityClock.DateOf(caller.Now));
        var view = SeniorView.Alone(senior, access, cipher) with { ContactsVerifiedOn = verifiedOn, ContactsDue = verifiedOn is null || verifiedOn <= since };
        return Answer<SeniorView>.Ok(view, Versions.ETag(senior.Version));
    }

    private static IQueryable<Senior> Visible(CityContext db, Caller caller, CityFacts facts)
    {
        var mine = caller.Is(Role.Family) ? caller.Links.Where(link => link.HoldsAt(caller.Now)).Select(link => link.SeniorId).ToList() : [];
        if (caller.Is(Role.Senior) && caller.Account.SeniorId is { } self) mine.Add(self);
        var below = caller.Is(SeniorAccess.ByDivision) && caller.Account.DivisionCode is { } division ? facts.Below(division) : [];
        return db.Seniors.Where(senior => mine.Contains(senior.Id) || below.Contains(senior.ResidenceDivision) || below.Contains(senior.HukouDivision));
    }
}
