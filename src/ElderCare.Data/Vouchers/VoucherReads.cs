using ElderCare.Domain.Ledger;
using ElderCare.Domain.Vouchers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.Data.Vouchers;

/// <summary>Reads of what people have of vouchers.</summary>
public static class VoucherReads
{
    private const string BalancesOf =
        """
        SELECT b."AccountId", b."Balance" FROM "LedgerAccounts" a JOIN "Balances" b ON b."AccountId" = a."Id"
        WHERE a."Owner" = @p0 AND a."Kind" IN ('VoucherMinutes', 'VoucherHeld') AND b."Balance" <> 0
        """;

    private const string Entries =
        """
        WITH mine AS (SELECT "Id", "Kind" FROM "LedgerAccounts" WHERE "Owner" = @p0 AND "Kind" IN ('VoucherMinutes', 'VoucherHeld')),
        moved AS (
            SELECT "Id" FROM "Transfers" WHERE "FromAccountId" IN (SELECT "Id" FROM mine)
            UNION SELECT "Id" FROM "Transfers" WHERE "ToAccountId" IN (SELECT "Id" FROM mine)),
        entries AS (
            SELECT t."Id", t."At", t."Kind", t."Amount", t."Cause", t."ReversalOf", t."RuleVersion", t."Unit",
                (CASE WHEN g."Kind" = 'VoucherMinutes' THEN t."Amount" ELSE 0 END) - (CASE WHEN f."Kind" = 'VoucherMinutes' THEN t."Amount" ELSE 0 END) AS "Freed",
                (CASE WHEN g."Kind" = 'VoucherHeld' THEN t."Amount" ELSE 0 END) - (CASE WHEN f."Kind" = 'VoucherHeld' THEN t."Amount" ELSE 0 END) AS "Kept"
            FROM moved m JOIN "Transfers" t ON t."Id" = m."Id" LEFT JOIN mine f ON f."Id" = t."FromAccountId" LEFT JOIN mine g ON g."Id" = t."ToAccountId"),
        totals AS (
            SELECT *, CAST(SUM("Freed") OVER (PARTITION BY "Unit" ORDER BY "Id") AS bigint) AS "Free", CAST(SUM("Kept") OVER (PARTITION BY "Unit" ORDER BY "Id") AS bigint) AS "Held" FROM entries)
        SELECT "Id", "At", "Kind", "Unit", CASE WHEN "Freed" <> 0 THEN "Freed" WHEN "Kept" <> 0 THEN "Kept" ELSE "Amount" END, "Free", "Held", "Cause", "ReversalOf", "RuleVersion" FROM totals
        """;

    private const string Newest = Entries + """ ORDER BY "Id" DESC LIMIT @p1""";
    private const string After = Entries + """ WHERE "Id" < @p2 ORDER BY "Id" DESC LIMIT @p1""";

    /// <summary>What stands on the accounts of a person's vouchers, by account; those with nothing are left out.</summary>
    public static IReadOnlyDictionary<Guid, long> Balances(CityDatabase database, Guid seniorId) =>
        database.Read(sql => sql.Query(BalancesOf, row => (row.GetGuid(0), row.GetInt64(1)), seniorId.ToString())).ToDictionary(balance => balance.Item1, balance => balance.Item2);

    /// <summary>Every movement of a person's voucher minutes, newest first, each once, with what was free and held by its programme after it.</summary>
    public static IReadOnlyList<VoucherEntry> EntriesOf(CityDatabase database, Guid seniorId, Guid? before, int most) => database.Read(sql => sql.Query(
        before is null ? Newest : After,
        row => new VoucherEntry(
            row.GetGuid(0), row.At(1), row.GetString(2), row.GetString(3)["minutes:".Length..], row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetString(7),
            row.IsDBNull(8) ? null : row.GetGuid(8), row.IsDBNull(9) ? null : row.GetString(9)),
        before is { } id ? [seniorId.ToString(), (long)most, id] : [seniorId.ToString(), (long)most]));

    /// <summary>All minutes that a person can use for a visit that begins at an instant.</summary>
    public static long UsableAt(CityContext db, Guid seniorId, Instant at)
    {
        var free = db.HourVouchers.AsNoTracking()
            .Where(voucher => voucher.SeniorId == seniorId && voucher.State == VoucherState.Open && voucher.ValidFrom <= at && (voucher.ExpiresAt == null || voucher.ExpiresAt > at))
            .Select(voucher => voucher.Id).ToList().ConvertAll(id => LedgerAccount.IdOf(AccountKind.VoucherMinutes, id));
        return free.Count == 0 ? 0 : db.Balances.AsNoTracking().Where(balance => free.Contains(balance.AccountId)).Sum(balance => balance.Balance);
    }
}

/// <summary>A movement of a person's voucher minutes.</summary>
public sealed record VoucherEntry(Guid Id, Instant At, string Kind, string ProgrammeCode, long Minutes, long Free, long Held, string Cause, Guid? ReversalOf, string? TypeVersion);
