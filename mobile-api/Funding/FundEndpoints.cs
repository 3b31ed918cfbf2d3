using System.Text.Json.Nodes;
using ElderCare.Data;
using ElderCare.Domain.Access;
using ElderCare.Domain.Funding;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Funding;

internal static class FundEndpoints
{
    private static readonly Role[] Officers = [Role.CityOfficer, Role.DistrictOfficer, Role.StreetOfficer];

    public static void MapFunds(this IEndpointRouteBuilder api)
    {
        var funds = api.MapGroup("/funds").WithTags("Funds");
        funds.MapGet("/", List).For([.. Officers, Role.Auditor])
            .WithName("ListFunds").WithSummary("Funds of the caller's division with what they hold, have promised and have paid").Produces<Page<FundView>>();
        funds.MapGet("/{id}", Get).For([.. Officers, Role.Auditor])
            .WithName("GetFund").WithSummary("One fund; its ETag covers its terms").Produces<FundView>().ProducesProblem(404);
        funds.MapPost("/", (CreateFundRequest request, CreateFund create, Caller caller, CancellationToken ct) => create.Handle(request, caller, ct)).For(Officers)
            .WithName("CreateFund").WithSummary("Open a fund of the caller's division, without money").Produces<FundView>(201).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        funds.MapPatch("/{id}", (string id, JsonObject change, ChangeFund fund, Caller caller, HttpRequest http, CancellationToken ct) => fund.Handle(id, change, caller, http, ct)).For(Officers)
            .Accepts<FundTermsRequest>("application/json")
            .WithName("ChangeFund").WithSummary("Change the caps, the purpose, or for whom and where a fund pays; needs If-Match").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412).ProducesProblem(428);
        funds.MapPost("/{id}/allotments", (string id, AllotFundRequest request, AllotFund allot, Caller caller, CancellationToken ct) => allot.Handle(id, request, caller, ct)).For(Officers)
            .WithName("AllotFund").WithSummary("Give a fund money from its treasury").Produces<FundView>(201).ProducesProblem(400).ProducesProblem(404);
    }

    /// <summary>A fund that the caller covers.</summary>
    /// <exception cref="RequestProblem">404 when there is none.</exception>
    public static async Task<Fund> Find(CityDatabase database, string id, Caller caller, CancellationToken ct)
    {
        using var db = database.Read();
        var fund = await db.Funds.SingleOrDefaultAsync(fund => fund.Id == id, ct);
        return fund is not null && caller.Covers(fund.DivisionCode) ? fund : throw RequestProblem.NotFound();
    }

    private static async Task<Page<FundView>> List(CityDatabase database, CityFacts facts, Caller caller, Word<Payer>? payer, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        if (caller.Account.DivisionCode is not { } division) return new([], null);
        var below = facts.Below(division);
        using var db = database.Read();
        var funds = db.Funds.Where(fund => below.Contains(fund.DivisionCode));
        if (payer is { Value: var whose }) funds = funds.Where(fund => fund.Payer == whose);
        if (page.After is { } after) funds = funds.Where(fund => string.Compare(fund.Id, after) > 0);
        var rows = await funds.OrderBy(fund => fund.Id).Take(page.Take).ToListAsync(ct);
        return Page<FundView>.Of(database.Read(sql => rows.Select(fund => FundView.Of(fund, sql, caller.Now)).ToList()), page, fund => fund.Id);
    }

    private static async Task<Answer<FundView>> Get(string id, CityDatabase database, Caller caller, CancellationToken ct)
    {
        var fund = await Find(database, id, caller, ct);
        return Answer<FundView>.Ok(database.Read(sql => FundView.Of(fund, sql, caller.Now)), Versions.ETag(fund.Version));
    }
}
