using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Access;

/// <summary>Who did what to which record.</summary>
/// <param name="Actor">The account, or <c>system</c>.</param>
/// <param name="ActorName">Its name; absent for <c>system</c>.</param>
internal sealed record AuditView(Guid Id, Instant At, string Actor, string? ActorName, string Action, string Subject, Guid? SeniorId, string? Detail);

/// <summary>Who touched a senior's data.</summary>
/// <param name="By">The name; absent for the platform itself.</param>
/// <param name="Roles">What they are allowed to be.</param>
/// <param name="Action">What they did, such as <c>senior.read</c>.</param>
internal sealed record AccessLogView(Guid Id, Instant At, string? By, IReadOnlyList<Role> Roles, string Action);

internal static class AuditEndpoints
{
    private const string System = "system";

    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        api.MapGet("/audit", List).For(Role.Auditor, Role.CityOfficer).WithTags("Audit")
            .WithName("ListAudit").WithSummary("Who did what in the caller's division, newest first").Produces<Page<AuditView>>();
        api.MapGet("/seniors/{id:guid}/access-log", AccessLog).For(Role.Senior, Role.Family, Role.Auditor, Role.CityOfficer).WithTags("Audit", "People")
            .WithName("GetAccessLog").WithSummary("Who looked at a senior's data or changed them, newest first").Produces<Page<AccessLogView>>().ProducesProblem(404);
    }

    private static async Task<Page<AuditView>> List(
        CityDatabase database, CityFacts facts, Caller caller, Guid? seniorId, string? actor, string? action, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        using var db = database.Read();
        var rows = await InDivision(db, caller, facts, ct);
        if (seniorId is not null) rows = rows.Where(row => row.SeniorId == seniorId);
        if (actor is not null) rows = rows.Where(row => row.Actor == actor);
        if (action is not null) rows = rows.Where(row => row.Action == action);
        var found = await Newest(rows, page, ct);
        var actors = await ActorsOf(db, found, ct);
        return Page<AuditView>.Of(
            [.. found.Select(row => new AuditView(row.Id, row.At, row.Actor, actors.GetValueOrDefault(row.Actor)?.Name, row.Action, row.Subject, row.SeniorId, row.Detail))],
            page, row => row.Id.ToString());
    }

    private static async Task<Page<AccessLogView>> AccessLog(Guid id, CityDatabase database, Caller caller, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        using var db = database.Read();
        var senior = await db.Seniors.SingleOrDefaultAsync(senior => senior.Id == id, ct);
        if (senior is null || !SeniorAccess.Of(caller, senior).MaySee) throw RequestProblem.NotFound();
        var records = await db.Seniors.Where(other => other.MergedInto == id).Select(other => (Guid?)other.Id).ToListAsync(ct); // what was done to them was done to this person
        var found = await Newest(db.Audit.Where(row => row.SeniorId == id || records.Contains(row.SeniorId)), page, ct);
        var actors = await ActorsOf(db, found, ct);
        return Page<AccessLogView>.Of(
            [.. found.Select(row => actors.GetValueOrDefault(row.Actor) is var by && by is not null ? new AccessLogView(row.Id, row.At, by.Name, by.Roles, row.Action) : new(row.Id, row.At, null, [], row.Action))],
            page, row => row.Id.ToString());
    }

    private static Task<List<AuditRow>> Newest(IQueryable<AuditRow> rows, PageRequest page, CancellationToken ct)
    {
        if (page.AfterId is { } after) rows = rows.Where(row => row.Id < after);
        return rows.OrderByDescending(row => row.Id).Take(page.Take).ToListAsync(ct);
    }

    /// <summary>What concerns a senior of the caller's division, or was done by its staff, by administrators or by the platform.</summary>
    private static async Task<IQueryable<AuditRow>> InDivision(CityContext db, Caller caller, CityFacts facts, CancellationToken ct)
    {
        var below = caller.Account.DivisionCode is { } division ? facts.Below(division) : [];
        var staff = await db.Accounts.Where(account => account.DivisionCode != null && below.Contains(account.DivisionCode)).Select(account => account.Id).ToListAsync(ct);
        var administrators = (await db.Accounts.Where(account => account.DivisionCode == null && account.SeniorId == null).Select(account => new { account.Id, account.Roles }).ToListAsync(ct))
            .Where(account => account.Roles.Contains(Role.Admin)).Select(account => account.Id);
        List<string> actors = [System, .. staff.Concat(administrators).Select(id => id.ToString())];
        return db.Audit.Where(row =>
            (row.SeniorId == null && actors.Contains(row.Actor))
            || db.Seniors.Any(senior => senior.Id == row.SeniorId && (below.Contains(senior.ResidenceDivision) || below.Contains(senior.HukouDivision))));
    }

    private static async Task<Dictionary<string, Account>> ActorsOf(CityContext db, IReadOnlyList<AuditRow> rows, CancellationToken ct)
    {
        var ids = rows.Select(row => Guid.TryParse(row.Actor, out var id) ? id : (Guid?)null).OfType<Guid>().Distinct().ToList();
        return await db.Accounts.Where(account => ids.Contains(account.Id)).ToDictionaryAsync(account => account.Id.ToString(), ct);
    }
}
