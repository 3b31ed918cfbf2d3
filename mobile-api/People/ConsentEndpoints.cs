using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.People;

internal static class ConsentEndpoints
{
    private static readonly Role[] Readers = [.. SeniorAccess.ByDivision, Role.Senior, Role.Family];
    private static readonly Role[] Writers = [.. SeniorRecords.Keepers, Role.Senior, Role.Family];

    public static void MapConsents(this IEndpointRouteBuilder api)
    {
        var consents = api.MapGroup("/seniors/{id:guid}/consents").WithTags("People");
        consents.MapGet("/", List).For(Readers).WithName("ListConsents").WithSummary("What a senior has allowed and taken back, newest first").Produces<Page<ConsentView>>().ProducesProblem(404);
        consents.MapPost("/", (Guid id, GiveConsentRequest request, KeepConsents keep, Caller caller, CancellationToken ct) => keep.Give(id, request, caller, ct)).For(Writers)
            .WithName("GiveConsent").WithSummary("Write a consent down").Produces<ConsentView>(201).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        consents.MapPost("/{consentId:guid}/revoke", (Guid id, Guid consentId, RevokeConsentRequest? request, KeepConsents keep, Caller caller, CancellationToken ct) => keep.Revoke(id, consentId, request ?? new(null), caller, ct)).For(Writers)
            .WithName("RevokeConsent").WithSummary("Take a consent back, at once").ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<Page<ConsentView>> List(Guid id, CityDatabase database, CityWriter writer, Caller caller, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        using var db = database.Read();
        var (_, access) = await SeniorRecords.Find(db, id, caller, ct);
        await writer.RecordRead(caller, access, "senior.consentsRead", id, ct);
        var consents = db.Consents.Where(consent => consent.SeniorId == id);
        if (page.AfterId is { } after) consents = consents.Where(consent => consent.Id < after);
        var rows = await consents.OrderByDescending(consent => consent.Id).Take(page.Take).ToListAsync(ct);
        return Page<ConsentView>.Of([.. rows.Select(ConsentView.Of)], page, consent => consent.Id.ToString());
    }
}
