using ElderCare.Data;
using ElderCare.Data.Ledger;
using ElderCare.Data.People;
using ElderCare.Domain.Access;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Ledger;

internal static class LedgerEndpoints
{
    private static readonly Role[] Books = [Role.CityOfficer, Role.DistrictOfficer, Role.StreetOfficer, Role.Auditor];

    public static void MapLedger(this IEndpointRouteBuilder api)
    {
        var ledger = api.MapGroup("/ledger").WithTags("Ledger");
        ledger.MapGet("/accounts", Accounts).For([.. Books, Role.CanteenStaff, Role.Senior, Role.Family])
            .WithName("ListLedgerAccounts").WithSummary("Accounts that the caller may read, with their balances").Produces<Page<LedgerAccountView>>();
        ledger.MapGet("/accounts/{id:guid}/postings", Postings).For([.. Books, Role.CanteenStaff, Role.Senior, Role.Family])
            .WithName("ListPostings").WithSummary("Postings of an account, newest first, each with the balance after it").Produces<Page<PostingView>>().ProducesProblem(404);
        ledger.MapGet("/trial-balance", Trial).For([Role.CityOfficer, Role.DistrictOfficer, Role.Auditor])
            .WithName("GetTrialBalance").WithSummary("Sums by kind of account to the end of a day; they must come to 0, and kept balances must equal the postings").Produces<TrialBalanceView>();
    }

    private static async Task<Page<LedgerAccountView>> Accounts(CityDatabase database, CityFacts facts, Caller caller, string? owner, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        using var db = database.Read();
        var accounts = Visible(db, caller, facts);
        if (owner is not null) accounts = accounts.Where(account => account.Owner == owner);
        if (page.AfterId is { } after) accounts = accounts.Where(account => account.Id > after);
        var rows = await accounts.OrderBy(account => account.Id).Take(page.Take)
            .Select(account => new LedgerAccountView(account.Id, account.Kind, account.Owner, account.Unit, db.Balances.Where(balance => balance.AccountId == account.Id).Sum(balance => balance.Balance)))
            .ToListAsync(ct);
        var shown = Page<LedgerAccountView>.Of(rows, page, account => account.Id.ToString());
        return shown with { Items = await WithoutHidden(db, shown.Items, ct) };
    }

    /// <summary>Leaves out the accounts of people whom an import that is not yet published has brought.</summary>
    private static async Task<IReadOnlyList<LedgerAccountView>> WithoutHidden(CityContext db, IReadOnlyList<LedgerAccountView> accounts, CancellationToken ct)
    {
        if (!await db.SeniorImports.AnyAsync(import => import.PublishedAt == null, ct)) return accounts;
        var owners = accounts.Where(account => SeniorRows.AccountKinds.Contains(account.Kind)).Select(account => Guid.Parse(account.Owner)).ToList();
        var hidden = await db.Seniors.IgnoreQueryFilters()
            .Where(senior => owners.Contains(senior.Id) && db.SeniorImports.Any(import => import.Id == senior.ImportId && import.PublishedAt == null)).Select(senior => senior.Id).ToListAsync(ct);
        return [.. accounts.Where(account => !hidden.Exists(senior => account.Owner == senior.ToString()))];
    }

    private static async Task<Page<PostingView>> Postings(Guid id, CityDatabase database, CityFacts facts, Caller caller, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        using var db = database.Read();
        var account = await Visible(db, caller, facts).SingleOrDefaultAsync(account => account.Id == id, ct) ?? throw RequestProblem.NotFound();
        try
        {
            var (rows, next) = LedgerReads.Postings(database, id, page.After, page.Limit);
            return new([.. rows.Select(row => PostingView.Of(row, account.Unit, caller.Is(Books)))], next is null ? null : PageRequest.Encode(next));
        }
        catch (Exception unreadable) when (unreadable is FormatException or OverflowException)
        {
            throw PageRequest.Invalid();
        }
    }

    private static TrialBalanceView Trial(CityDatabase database, Caller caller, CityDate? on)
    {
        var today = CityClock.DateOf(caller.Now);
        var date = on?.Value ?? today;
        return TrialBalanceView.Of(LedgerReads.Trial(database, date < today ? CityClock.EndOf(date) : null), date);
    }

    private static IQueryable<LedgerAccount> Visible(CityContext db, Caller caller, CityFacts facts)
    {
        var owners = new List<string>();
        if (caller.Is(Role.CanteenStaff) && caller.Account.CanteenId is { } canteen) owners.Add(canteen.ToString());
        if (caller.Is(Role.Senior) && caller.Account.SeniorId is { } self) owners.Add(self.ToString());
        if (caller.Is(Role.Family)) owners.AddRange(caller.Links.Where(link => link.HoldsAt(caller.Now) && link.Rights.HasFlag(Domain.People.FamilyRights.Pay)).Select(link => link.SeniorId.ToString()));
        var below = caller.Is(Books) && caller.Account.DivisionCode is { } division ? facts.Below(division) : [];
        return db.LedgerAccounts.Where(account => owners.Contains(account.Owner) || below.Contains(account.DivisionCode));
    }
}

/// <summary>An account with what stands on it.</summary>
/// <param name="Owner">The id of the fund, senior or canteen.</param>
/// <param name="Unit"><c>fen</c>, or minutes of a programme.</param>
internal sealed record LedgerAccountView(Guid Id, AccountKind Kind, string Owner, string Unit, long Balance);

/// <summary>One posting of an account.</summary>
/// <param name="AmountFen">What came, or what went with a minus; for accounts in fen.</param>
/// <param name="Minutes">The same for accounts in minutes.</param>
/// <param name="BalanceAfter">What stood on the account after it.</param>
/// <param name="RefersTo">The record that caused it, such as a meal order.</param>
/// <param name="ReversalOf">The posting that it undoes.</param>
/// <param name="Note">The rule and version by which it was posted; for officers and auditors, because it tells what a diner lives on.</param>
internal sealed record PostingView(Guid Id, Instant At, string Kind, long? AmountFen, long? Minutes, long BalanceAfter, string RefersTo, Guid? ReversalOf, string? Note)
{
    public static PostingView Of(PostingRow row, string unit, bool seesRules) => new(
        row.Id, row.At, row.Kind, unit == LedgerAccount.Fen ? row.Amount : null, unit == LedgerAccount.Fen ? null : row.Amount, row.BalanceAfter, row.Cause, row.ReversalOf, seesRules ? row.RuleVersion : null);
}

/// <summary>The books on a day.</summary>
/// <param name="SumFen">Of all accounts; 0 when the books balance.</param>
/// <param name="MismatchedAccounts">Accounts whose kept balance differs from their postings; 0 when all is well.</param>
internal sealed record TrialBalanceView(LocalDate On, long SumFen, int MismatchedAccounts, IReadOnlyList<TrialBalanceLine> Lines)
{
    public static TrialBalanceView Of(TrialBalance trial, LocalDate on) =>
        new(on, trial.ByKind.Sum(kind => kind.Balance), trial.Mismatched, [.. trial.ByKind.Select(kind => new TrialBalanceLine(kind.Kind, kind.Balance))]);
}

/// <summary>The sum of all accounts of a kind.</summary>
internal sealed record TrialBalanceLine(AccountKind Kind, long BalanceFen);
