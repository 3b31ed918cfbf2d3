using System.Globalization;
using ElderCare.Data.Writing;
using ElderCare.Domain.Ledger;
using NodaTime;

namespace ElderCare.Data.Ledger;

/// <summary>One side of a transfer, as its account sees it.</summary>
public sealed record PostingRow(Guid Id, Instant At, string Kind, long Amount, long BalanceAfter, string Cause, Guid? ReversalOf, string? RuleVersion);
