using ElderCare.Data;
using ElderCare.Domain.Access;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Access;

internal static class FamilyLinkEndpoints
{
    /// <summary>Staff who may record what a senior of their division consents to.</summary>
    private static readonly Role[] RecordConsent = [Role.CommunityWorker, Role.Agent, Role.Supervisor];

    public static void MapFamilyLinks(this IEndpointRouteBuilder api)
    {
        var links = api.MapGroup("/seniors/{id:guid}/family-links").WithTags("People").For([Role.Senior, Role.Family, .. RecordConsent]);
        links.MapGet("/", List).WithName("ListFamilyLinks").WithSummary("Who may act for a senior, newest first").Produces<Page<FamilyLinkView>>().ProducesProblem(404);
        links.MapPost("/", (Guid id, GrantFamilyLinkRequest request, GrantFamilyLink grant, Caller caller, CancellationToken ct) => grant.Handle(id, request, caller, ct))
            .WithName("GrantFamilyLink").WithSummary("Record that a senior lets somebody act for them").Produces<FamilyLinkView>(201).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        links.MapPost("/{linkId:guid}/revoke", (Guid id, Guid linkId, RevokeFamilyLink revoke, Caller caller, CancellationToken ct) => revoke.Handle(id, linkId, caller, ct))
            .WithName("RevokeFamilyLink").WithSummary("End it, at once").Produces<FamilyLinkView>().ProducesProblem(404);
    }

    /// <summary>Whether the caller writes down what people of their division consent to.</summary>
    public static bool RecordsConsent(Caller caller) => caller.Is(RecordConsent);

    /// <summary>The senior, if the caller is that senior, their guardian, or records consent in their division.</summary>
    /// <exception cref="RequestProblem">404 for an outsider, 403 for one who sees the senior otherwise.</exception>
    public static async Task<Senior> Demand(CityContext db, Guid seniorId, Caller caller, CancellationToken ct)
    {
        var senior = await db.Seniors.SingleOrDefaultAsync(senior => senior.Id == seniorId, ct);
        if (senior is null || !SeniorAccess.Of(caller, senior).MaySee) throw RequestProblem.NotFound();
        var isSelf = SeniorRecords.IsSelf(caller, seniorId) || SeniorRecords.IsGuardian(caller, seniorId);
        var isStaff = caller.Is(RecordConsent) && (caller.Covers(senior.ResidenceDivision) || caller.Covers(senior.HukouDivision));
        return isSelf || isStaff ? senior : throw RequestProblem.Forbidden();
    }

    private static async Task<Page<FamilyLinkView>> List(Guid id, CityDatabase database, Caller caller, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        using var db = database.Read();
        await Demand(db, id, caller, ct);
        var links = db.FamilyLinks.Where(link => link.SeniorId == id);
        if (page.AfterId is { } after) links = links.Where(link => link.Id < after);
        var rows = await links.OrderByDescending(link => link.Id).Take(page.Take)
            .Join(db.Accounts, link => link.AccountId, account => account.Id, (link, account) => new { link, account })
            .OrderByDescending(row => row.link.Id).ToListAsync(ct);
        return Page<FamilyLinkView>.Of([.. rows.Select(row => FamilyLinkView.Of(row.link, row.account, caller.Now))], page, link => link.Id.ToString());
    }
}
