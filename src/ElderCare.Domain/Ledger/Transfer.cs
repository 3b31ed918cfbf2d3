using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Ledger;

/// <summary>
/// One movement of value from an account to another: a posting of minus the amount on the one and plus the amount on the
/// other, so the books balance by construction. Never updated, never deleted; undone by one linked reversal at most.
/// </summary>
public sealed class Transfer
{
    /// <summary>UUID version 7, so that later movements sort later.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it was posted.</summary>
    public required Instant At { get; init; }

    /// <summary>What it is, such as <c>subsidyReserved</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The account that gives.</summary>
    public required Guid FromAccountId { get; init; }

    /// <summary>The account that gets.</summary>
    public required Guid ToAccountId { get; init; }

    /// <summary>The unit of both accounts.</summary>
    public required string Unit { get; init; }

    /// <summary>How much, above 0.</summary>
    public required long Amount { get; init; }

    /// <summary>The record that caused it, such as a meal order.</summary>
    public required string Cause { get; init; }

    /// <summary>The subsidy rule that caused it, with its version, such as <c>wh-illus-60@1</c>.</summary>
    public string? RuleVersion { get; init; }

    /// <summary>The transfer that this one undoes; each is undone once at most.</summary>
    public Guid? ReversalOf { get; init; }

    /// <summary>A movement of fen; its id is a new one unless one is given.</summary>
    public static Transfer OfFen(string kind, Guid from, Guid to, long fen, string cause, Instant at, string? ruleVersion = null, Guid? id = null) => new()
    {
        Id = id ?? Guid.CreateVersion7(),
        At = at,
        Kind = kind,
        FromAccountId = from,
        ToAccountId = to,
        Unit = LedgerAccount.Fen,
        Amount = fen > 0 ? fen : throw new ArgumentOutOfRangeException(nameof(fen), fen, "A transfer moves more than 0."),
        Cause = cause,
        RuleVersion = ruleVersion,
    };

    /// <summary>A movement of a programme's minutes; its id is later than those made before it.</summary>
    public static Transfer OfMinutes(string kind, Guid from, Guid to, long minutes, string unit, string cause, Instant at, string? ruleVersion = null) => new()
    {
        Id = RisingIds.Next(),
        At = at,
        Kind = kind,
        FromAccountId = from,
        ToAccountId = to,
        Unit = unit,
        Amount = minutes > 0 ? minutes : throw new ArgumentOutOfRangeException(nameof(minutes), minutes, "A transfer moves more than 0."),
        Cause = cause,
        RuleVersion = ruleVersion,
    };

    /// <summary>The movement that undoes this one; its id is a new one unless one is given.</summary>
    public Transfer Reverse(Instant at, Guid? id = null) => new()
    {
        Id = id ?? Guid.CreateVersion7(),
        At = at,
        Kind = Kind + ".reversed",
        FromAccountId = ToAccountId,
        ToAccountId = FromAccountId,
        Unit = Unit,
        Amount = Amount,
        Cause = Cause,
        RuleVersion = RuleVersion,
        ReversalOf = Id,
    };
}
