using NodaTime;

namespace ElderCare.Data.Ledger;

/// <summary>What stands on an account, kept beside the transfers; the floor is a constraint of the database.</summary>
public sealed class BalanceRow
{
    /// <summary>The account.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Hot accounts are kept in several rows, so that their spenders do not wait for each other; an account's balance is their sum.</summary>
    public required int Shard { get; init; }

    /// <summary>The sum of what came less what went.</summary>
    public long Balance { get; set; }

    /// <summary>The lowest balance that this row may have; null when there is none.</summary>
    public long? Floor { get; init; }
}
