using ElderCare.Data;
using ElderCare.Data.Feed;
using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
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
        seniors.MapPost("/search", Search).For(SeniorAccess.ByDivision).WithMetadata(new IdempotencyKeyIgnored())
            .WithName("SearchSeniors").WithSummary("Find by name, ID number or phone; the search is written down").ProducesProblem(400);
        seniors.MapGet("/{id:guid}", Get).For([.. SeniorAccess.ByDivision, Role.Senior, Role.Family])
            .WithName("GetSenior").WithSummary("One senior, ID number and phone masked").Produces<SeniorView>().ProducesProblem(404);
    }

    private static MeView Me(Caller caller, EventFeed feed) => new(
        caller.AccountId, caller.Account.UserName, caller.Account.Name, caller.Account.Roles, caller.Account.DivisionCode, caller.Account.SeniorId,
        caller.Is(Role.Family) ? [.. caller.Links.Where(link => link.HoldsAt(caller.Now)).Select(link => link.SeniorId).Distinct()] : null,
        caller.Account.CanteenId, caller.Account.ProviderId, caller.Account.WorkerId, feed.Horizon());

    private static async Task<Page<SeniorView>> List(CityDatabase database, CityFacts facts, Caller caller, string? divisionCode, string? category, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        using var db = database.Read();
        var seniors = Visible(db, caller, facts);
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
        var rows = await seniors.OrderBy(senior => senior.Id).Take(page.Take).ToListAsync(ct);
        return Page<SeniorView>.Of([.. rows.Select(senior => SeniorView.Of(senior, SeniorAccess.Of(caller, senior)))], page, senior => senior.Id.ToString());
    }

    private static async Task<Page<SeniorView>> Search(SearchRequest request, CityDatabase database, CityWriter writer, CityFacts facts, FieldCipher cipher, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Text(request.Text, "text", 2, 40).ThrowIfAny();
        var text = request.Text!.Trim().Normalize(System.Text.NormalizationForm.FormKC).ToUpperInvariant();
        var indexes = cipher.Indexes(text);
        using var db = database.Read();
        var found = await Visible(db, caller, facts)
            .Where(senior => senior.Name == text || indexes.Contains(senior.IdNumberIndex) || (senior.PhoneIndex != null && indexes.Contains(senior.PhoneIndex)))
            .OrderBy(senior => senior.Id).Take(MostFound).ToListAsync(ct);
        await writer.Commit(Lane.Interactive, unit =>
        {
            foreach (var senior in found) unit.Record(caller.Actor, "senior.found", senior.Id.ToString(), senior.Id);
            if (found.Count == 0) unit.Record(caller.Actor, "senior.searched", "none");
        }, ct);
        return new([.. found.Select(senior => SeniorView.Of(senior, SeniorAccess.Of(caller, senior)))], null);
    }

    private static async Task<Answer<SeniorView>> Get(Guid id, CityDatabase database, CityWriter writer, Caller caller, CancellationToken ct)
    {
        using var db = database.Read();
        var senior = await db.Seniors.SingleOrDefaultAsync(senior => senior.Id == id, ct);
        if (senior is null || SeniorAccess.Of(caller, senior) is not { MaySee: true } access) throw RequestProblem.NotFound();
        if (!access.IsTheirSide) await writer.Commit(Lane.Interactive, unit => unit.Record(caller.Actor, "senior.read", id.ToString(), id), ct);
        return Answer<SeniorView>.Ok(SeniorView.Of(senior, access), Versions.ETag(senior.Version));
    }

    private static IQueryable<Senior> Visible(CityContext db, Caller caller, CityFacts facts)
    {
        var mine = caller.Is(Role.Family) ? caller.Links.Where(link => link.HoldsAt(caller.Now)).Select(link => link.SeniorId).ToList() : [];
        if (caller.Is(Role.Senior) && caller.Account.SeniorId is { } self) mine.Add(self);
        var below = caller.Is(SeniorAccess.ByDivision) && caller.Account.DivisionCode is { } division ? facts.Below(division) : [];
        return db.Seniors.Where(senior => mine.Contains(senior.Id) || below.Contains(senior.ResidenceDivision) || below.Contains(senior.HukouDivision));
    }
}
