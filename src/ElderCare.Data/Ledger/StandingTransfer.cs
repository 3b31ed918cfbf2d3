using ElderCare.Domain.Ledger;

namespace ElderCare.Data.Ledger;

/// <summary>A transfer that is not reversed, with what its accounts are.</summary>
/// <param name="Transfer">The transfer.</param>
/// <param name="From">The kind of the account that gave.</param>
/// <param name="To">The kind of the account that got.</param>
/// <param name="FromOwner">Whose account gave.</param>
/// <param name="ToOwner">Whose account got.</param>
public sealed record StandingTransfer(Transfer Transfer, AccountKind From, AccountKind To, string FromOwner, string ToOwner);
