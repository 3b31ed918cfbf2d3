using ElderCare.Data.Funding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Ledger;
using NodaTime;

namespace ElderCare.Data.Ledger;

/// <summary>Undoes what was posted for a cause.</summary>
public static class LedgerReversal
{
    /// <summary>Reverses every transfer of a cause that is not yet reversed and whose kind is wanted; each line goes back to where it came from, and into the month and year of its fund's caps in which it was taken.</summary>
    public static void ReverseAll(this CityUnit unit, string cause, Func<string, bool> wanted)
    {
        foreach (var standing in unit.NotYetReversed(cause).Where(standing => wanted(standing.Transfer.Kind)))
        {
            unit.Post(standing.Transfer.Reverse(unit.Now), standing.To, standing.From);
            if (standing.From == AccountKind.Fund) unit.ReturnLater(standing.FromOwner, standing.Transfer.At, standing.Transfer.Amount);
        }
    }

    /// <summary>Every transfer of a cause that is neither reversed nor a reversal.</summary>
    public static IReadOnlyList<StandingTransfer> NotYetReversed(this CityUnit unit, string cause) => unit.Sql.Query(Standing, row => new StandingTransfer(
        new Transfer
        {
            Id = row.GetGuid(0),
            At = Instant.FromUnixTimeTicks(row.GetInt64(1)),
            Kind = row.GetString(2),
            FromAccountId = row.GetGuid(3),
            ToAccountId = row.GetGuid(4),
            Unit = row.GetString(5),
            Amount = row.GetInt64(6),
            Cause = row.GetString(7),
            RuleVersion = row.IsDBNull(8) ? null : row.GetString(8),
        },
        Enum.Parse<AccountKind>(row.GetString(9)), Enum.Parse<AccountKind>(row.GetString(10)), row.GetString(11), row.GetString(12)), cause);

    /// <summary>What a cause has drawn from overdraft accounts and not given back, by fund, in fen.</summary>
    public static IReadOnlyList<(string FundId, long Fen)> OverdrawnFor(this CityUnit unit, string cause) =>
        unit.Sql.Query(Overdrawn, row => (row.GetString(0), row.GetInt64(1)), cause, AccountKind.FundOverdraft.ToString());

    private const string Overdrawn =
        """
        SELECT a."Owner", CAST(SUM(CASE WHEN t."FromAccountId" = a."Id" THEN t."Amount" ELSE -t."Amount" END) AS bigint)
        FROM "Transfers" t JOIN "LedgerAccounts" a ON a."Id" IN (t."FromAccountId", t."ToAccountId")
        WHERE t."Cause" = @p0 AND a."Kind" = @p1 GROUP BY a."Owner" ORDER BY a."Owner"
        """;

    private const string Standing =
        """
        SELECT t."Id", t."At", t."Kind", t."FromAccountId", t."ToAccountId", t."Unit", t."Amount", t."Cause", t."RuleVersion", f."Kind", g."Kind", f."Owner", g."Owner"
        FROM "Transfers" t JOIN "LedgerAccounts" f ON f."Id" = t."FromAccountId" JOIN "LedgerAccounts" g ON g."Id" = t."ToAccountId"
        WHERE t."Cause" = @p0 AND t."ReversalOf" IS NULL AND NOT EXISTS (SELECT 1 FROM "Transfers" r WHERE r."ReversalOf" = t."Id")
        ORDER BY t."Id"
        """;
}
