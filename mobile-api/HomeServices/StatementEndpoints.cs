using ElderCare.Data;
using ElderCare.Domain.Access;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using ElderCare.MobileApi.Vouchers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>What providers may ask of the city for confirmed visits: a line for each, and the sums of a month.</summary>
internal static class StatementEndpoints
{
    private static readonly Role[] Readers = [.. ServiceAccess.Officers, Role.Auditor, Role.ProviderManager];

    public static void MapStatements(this IEndpointRouteBuilder api)
    {
        var statements = api.MapGroup("/service-statements").WithTags("Home services").For(Readers);
        statements.MapGet("/", Months).WithName("ListServiceStatements").WithSummary("What each provider may ask for the visits of a month so far; a visit belongs to the month in which it began")
            .Produces<Page<StatementView>>().ProducesProblem(400);
        statements.MapGet("/lines", Lines).WithName("ListStatementLines").WithSummary("The lines of that: one for each confirmed visit, one for each correction and for a way in vain, the latest first")
            .Produces<Page<StatementLineView>>().ProducesProblem(400);
    }

    private static async Task<Page<StatementView>> Months(CityDatabase database, CityFacts facts, string? month, Guid? providerId, Caller caller, CancellationToken ct)
    {
        var of = Month(month) ?? VoucherMonths.Of(caller.Now);
        using var db = database.Read();
        var sums = await Visible(db, caller, facts, of, providerId).GroupBy(line => line.ProviderId)
            .Select(lines => new { lines.Key, Lines = lines.Count(), Minutes = lines.Sum(line => line.VoucherMinutes), Amount = lines.Sum(line => line.AmountFen), SelfPay = lines.Sum(line => line.SelfPayFen) }).ToListAsync(ct);
        var names = await db.ServiceProviders.ToDictionaryAsync(provider => provider.Id, provider => provider.Name, ct);
        return new([.. sums.OrderBy(sum => sum.Key).Select(sum => new StatementView(sum.Key, names[sum.Key], of, sum.Lines, sum.Minutes, sum.Amount, sum.SelfPay))], null);
    }

    private static async Task<Page<StatementLineView>> Lines(CityDatabase database, CityFacts facts, string? month, Guid? providerId, int? limit, string? cursor, Caller caller, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        using var db = database.Read();
        var lines = Visible(db, caller, facts, Month(month), providerId);
        if (page.AfterId is { } after) lines = lines.Where(line => line.Id < after);
        var found = await lines.OrderByDescending(line => line.Id).Take(page.Take).ToListAsync(ct);
        return Page<StatementLineView>.Of([.. found.Select(line => new StatementLineView(line.Id, line.OrderId, line.ProviderId, line.Number, line.Month, line.At, line.VoucherMinutes, line.AmountFen, line.SelfPayFen, line.NobodyHomeAt is not null))], page, line => $"{line.Id}");
    }

    /// <summary>A provider's own; for others those of visits that they see.</summary>
    private static IQueryable<StatementLine> Visible(CityContext db, Caller caller, CityFacts facts, LocalDate? month, Guid? providerId)
    {
        var lines = db.StatementLines.AsQueryable();
        if (caller.Is(Role.ProviderManager))
        {
            lines = lines.Where(line => line.ProviderId == caller.Account.ProviderId);
        }
        else
        {
            var visits = ServiceAccess.Visible(db, caller, facts);
            lines = lines.Where(line => visits.Any(order => order.Id == line.OrderId));
        }
        if (month is not null) lines = lines.Where(line => line.Month == month);
        return providerId is null ? lines : lines.Where(line => line.ProviderId == providerId);
    }

    private static LocalDate? Month(string? text)
    {
        if (text is null) return null;
        new FieldErrors().Month(text, "month").ThrowIfAny();
        return VoucherMonths.Read(text);
    }
}

/// <summary>What a provider may ask of the city for a month so far.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Lines">How many lines it has.</param>
/// <param name="VoucherMinutes">Minutes that vouchers pay.</param>
/// <param name="AmountFen">What they come to, in fen.</param>
/// <param name="SelfPayFen">What people pay the provider themselves, in fen.</param>
internal sealed record StatementView(Guid ProviderId, string ProviderName, LocalDate Month, int Lines, long VoucherMinutes, long AmountFen, long SelfPayFen);

/// <summary>One line of it.</summary>
/// <param name="OrderId">The visit.</param>
/// <param name="Number">Counts from 1 for each visit; a correction is the next one.</param>
/// <param name="Month">The first day of the month in which the visit began.</param>
/// <param name="At">When it was written.</param>
/// <param name="VoucherMinutes">Voucher minutes, or with a minus what is taken back.</param>
/// <param name="AmountFen">What they come to, in fen.</param>
/// <param name="SelfPayFen">What the person pays the provider, in fen.</param>
/// <param name="NobodyHome">Whether it is the fee for a way in vain.</param>
internal sealed record StatementLineView(Guid Id, Guid OrderId, Guid ProviderId, int Number, LocalDate Month, Instant At, int VoucherMinutes, long AmountFen, long SelfPayFen, bool NobodyHome);
