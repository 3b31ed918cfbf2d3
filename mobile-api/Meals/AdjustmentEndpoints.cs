using ElderCare.Data;
using ElderCare.Domain.Access;
using ElderCare.Domain.Meals;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Meals;

internal static class AdjustmentEndpoints
{
    private static readonly Role[] Officers = [Role.CityOfficer, Role.DistrictOfficer, Role.StreetOfficer, Role.Auditor];

    public static void MapAdjustments(this IEndpointRouteBuilder api) => api.MapGet("/adjustments", List).For(Officers).WithTags("Ledger")
        .WithName("ListAdjustments").WithSummary("Settled meals that were priced wrongly, with what was posted for them, newest first; of people and funds of the caller's division").Produces<Page<AdjustmentView>>();

    private static async Task<Page<AdjustmentView>> List(CityDatabase database, CityFacts facts, Caller caller, Guid? seniorId, string? fundId, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        if (caller.Account.DivisionCode is not { } division) return new([], null);
        using var db = database.Read();
        var adjustments = Visible(db, facts.Below(division));
        if (page.AfterId is { } after) adjustments = adjustments.Where(adjustment => adjustment.Id < after);
        if (seniorId is not null) adjustments = adjustments.Where(adjustment => adjustment.SeniorId == seniorId);
        if (fundId is not null) adjustments = adjustments.Where(adjustment => db.AdjustmentLines.Any(line => line.FundId == fundId && line.AdjustmentId == adjustment.Id));
        var rows = await adjustments.OrderByDescending(adjustment => adjustment.Id).Take(page.Take).ToListAsync(ct);
        var ids = rows.ConvertAll(row => row.Id);
        var lines = (await db.AdjustmentLines.Where(line => ids.Contains(line.AdjustmentId)).ToListAsync(ct)).ToLookup(line => line.AdjustmentId);
        return Page<AdjustmentView>.Of([.. rows.Select(row => AdjustmentView.Of(row, lines[row.Id]))], page, row => row.Id.ToString());
    }

    private static IQueryable<MealAdjustment> Visible(CityContext db, IReadOnlyList<string> below) => db.MealAdjustments.Where(adjustment =>
        db.Seniors.Any(senior => senior.Id == adjustment.SeniorId && (below.Contains(senior.ResidenceDivision) || below.Contains(senior.HukouDivision)))
        || db.AdjustmentLines.Any(line => line.AdjustmentId == adjustment.Id && db.Funds.Any(fund => fund.Id == line.FundId && below.Contains(fund.DivisionCode))));
}

/// <summary>What was posted for a settled meal that was priced wrongly.</summary>
/// <param name="OrderId">The meal; its postings refer to it too.</param>
/// <param name="Date">The meal's date.</param>
/// <param name="Cause">What was learnt late.</param>
/// <param name="Counterparty">From whom it is recovered, or to whom it is owed.</param>
/// <param name="AmountFen">What the counterparty owes, above 0, or is owed, below 0; 0 when funds only change places or a use is only flagged.</param>
/// <param name="Lines">What each fund gets back, above 0, or still pays, below 0.</param>
/// <param name="ReversedAt">When it was reversed; absent while it stands.</param>
internal sealed record AdjustmentView(
    Guid Id, Guid OrderId, Guid SeniorId, Guid CanteenId, LocalDate Date, AdjustmentCause Cause, Counterparty Counterparty, long AmountFen,
    IReadOnlyList<AdjustmentLineView> Lines, Instant RecordedAt, Instant? ReversedAt)
{
    public static AdjustmentView Of(MealAdjustment adjustment, IEnumerable<AdjustmentLine> lines) => new(
        adjustment.Id, adjustment.OrderId, adjustment.SeniorId, adjustment.CanteenId, adjustment.ServedOn, adjustment.Cause, adjustment.Counterparty, adjustment.AmountFen,
        [.. lines.Select(line => new AdjustmentLineView(line.FundId, line.RuleVersion, line.AmountFen))], adjustment.RecordedAt, adjustment.ReversedAt);
}

/// <summary>What one fund gets back, above 0, or still pays, below 0.</summary>
/// <param name="FundId">The fund.</param>
/// <param name="Rule">The rule with its version.</param>
/// <param name="AmountFen">The amount in fen.</param>
internal sealed record AdjustmentLineView(string FundId, string Rule, long AmountFen);
