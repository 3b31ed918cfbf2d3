using System.Globalization;
using ElderCare.Data.Writing;
using ElderCare.Domain.Ledger;
using NodaTime;

namespace ElderCare.Data.Ledger;

/// <summary>The sums of all accounts by kind, and how many accounts' kept balances differ from their transfers.</summary>
public sealed record TrialBalance(IReadOnlyList<(AccountKind Kind, long Balance)> ByKind, int Mismatched);
