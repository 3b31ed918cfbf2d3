using ElderCare.Data.Writing;
using ElderCare.Domain.Ledger;
using NodaTime;

namespace ElderCare.Data.Ledger;

/// <summary>
/// Moves what stands on an owner's accounts to the same accounts of another owner, by postings; nothing is rewritten and no account is
/// closed. The accounts of vouchers go with their vouchers.
/// </summary>
public static class LedgerTakeover
{
    private const int CausesAtOnce = 20;

    private const string AccountsOf =
        """
        SELECT a."Id", a."Kind", a."Unit", a."DivisionCode", CAST(COALESCE((SELECT SUM(b."Balance") FROM "Balances" b WHERE b."AccountId" = a."Id"), 0) AS bigint)
        FROM "LedgerAccounts" a WHERE a."Owner" = @p0 AND a."Kind" NOT IN ('VoucherMinutes', 'VoucherHeld') ORDER BY a."Id"
        """;

    // Locks the balances without changing them: nothing is posted between their reading and the posting that empties them.
    private const string Hold = """UPDATE "Balances" SET "Balance" = "Balance" WHERE "AccountId" IN (SELECT "Id" FROM "LedgerAccounts" WHERE "Owner" = @p0 AND "Kind" NOT IN ('VoucherMinutes', 'VoucherHeld'))""";

    private static readonly string SharesOf =
        $"""
        SELECT t."Kind", t."FromAccountId", t."ToAccountId", t."Unit", t."Amount", t."Cause", t."RuleVersion", t."Id", t."At", g."Kind"
        FROM "Transfers" t JOIN "LedgerAccounts" g ON g."Id" = t."ToAccountId"
        WHERE t."Cause" IN ({string.Join(", ", Enumerable.Range(0, CausesAtOnce).Select(i => $"@p{i}"))})
          AND t."ReversalOf" IS NULL AND NOT EXISTS (SELECT 1 FROM "Transfers" r WHERE r."ReversalOf" = t."Id") ORDER BY t."Id"
        """;

    /// <summary>
    /// Moves every balance. What was given for open causes is taken back to the old account first and given anew from the new
    /// one: when such a cause is called off, the value comes back to the new owner.
    /// </summary>
    /// <param name="unit">The change of the city.</param>
    /// <param name="from">The owner whose accounts are to be empty.</param>
    /// <param name="to">The owner who gets what stood on them.</param>
    /// <param name="openCauses">Causes that may still be reversed, such as placed orders.</param>
    /// <returns>Kinds of accounts that could not be moved, because the new owner's is kept in another unit.</returns>
    public static IReadOnlyList<AccountKind> TakeOver(this CityUnit unit, string from, string to, IReadOnlyList<string> openCauses)
    {
        unit.Sql.Execute(Hold, from);
        var targets = AccountsIn(unit, to).ToDictionary(account => account.Kind);
        var accounts = AccountsIn(unit, from);
        var left = accounts.Where(account => targets.TryGetValue(account.Kind, out var target) && target.Unit != account.Unit).ToList();
        var moved = accounts.Except(left).ToDictionary(account => account.Id);
        unit.Open([.. moved.Values.Where(account => !targets.ContainsKey(account.Kind)).Select(account => LedgerAccount.Open(account.Kind, to, account.Division, account.Unit))]);
        var shares = Shares(unit, openCauses).Where(share => moved.ContainsKey(share.Given.FromAccountId)).ToList();
        foreach (var (given, kind) in shares) unit.Post(given.Reverse(unit.Now), kind, moved[given.FromAccountId].Kind);
        foreach (var account in moved.Values) Sweep(unit, account, to, shares.Where(share => share.Given.FromAccountId == account.Id).Sum(share => share.Given.Amount));
        foreach (var (given, kind) in shares)
        {
            var payer = moved[given.FromAccountId].Kind;
            unit.Post(Move(unit, given.Kind, LedgerAccount.IdOf(payer, to), given.ToAccountId, given.Unit, given.Amount, given.Cause, given.RuleVersion), payer, kind);
        }
        return [.. left.Where(account => account.Balance != 0).Select(account => account.Kind)];
    }

    private static void Sweep(CityUnit unit, Held account, string to, long takenBack)
    {
        var target = LedgerAccount.IdOf(account.Kind, to);
        var balance = account.Balance + takenBack;
        if (balance == 0) return;
        var (source, sink) = balance > 0 ? (account.Id, target) : (target, account.Id);
        unit.Post(Move(unit, "recordMerged", source, sink, account.Unit, Math.Abs(balance), to, null), account.Kind, account.Kind);
    }

    private static Transfer Move(CityUnit unit, string kind, Guid from, Guid to, string of, long amount, string cause, string? ruleVersion) => new()
    {
        Id = Guid.CreateVersion7(), At = unit.Now, Kind = kind, FromAccountId = from, ToAccountId = to, Unit = of, Amount = amount, Cause = cause, RuleVersion = ruleVersion,
    };

    private static List<Held> AccountsIn(CityUnit unit, string owner) => unit.Sql.Query(
        AccountsOf, row => new Held(row.GetGuid(0), Enum.Parse<AccountKind>(row.GetString(1)), row.GetString(2), row.GetString(3), row.GetInt64(4)), owner);

    private static IEnumerable<(Transfer Given, AccountKind To)> Shares(CityUnit unit, IReadOnlyList<string> causes) => causes.Chunk(CausesAtOnce).SelectMany(some => unit.Sql.Query(
        SharesOf,
        row => (new Transfer
        {
            Kind = row.GetString(0), FromAccountId = row.GetGuid(1), ToAccountId = row.GetGuid(2), Unit = row.GetString(3), Amount = row.GetInt64(4), Cause = row.GetString(5),
            RuleVersion = row.IsDBNull(6) ? null : row.GetString(6), Id = row.GetGuid(7), At = Instant.FromUnixTimeTicks(row.GetInt64(8)),
        }, Enum.Parse<AccountKind>(row.GetString(9))),
        [.. Enumerable.Range(0, CausesAtOnce).Select(i => (object?)some[Math.Min(i, some.Length - 1)])])).ToList();

    private sealed record Held(Guid Id, AccountKind Kind, string Unit, string Division, long Balance);
}
