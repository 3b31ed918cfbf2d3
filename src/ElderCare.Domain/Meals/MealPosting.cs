using ElderCare.Domain.Ledger;
using NodaTime;

namespace ElderCare.Domain.Meals;

/// <summary>A movement of money that an order causes.</summary>
/// <param name="Kind">What it is, such as <c>subsidyReserved</c>.</param>
/// <param name="From">What kind of account gives.</param>
/// <param name="FromOwner">Whose account that is.</param>
/// <param name="To">What kind of account gets.</param>
/// <param name="ToOwner">Whose account that is.</param>
/// <param name="Fen">How much, above 0.</param>
/// <param name="RuleVersion">The rule by which a fund pays, with its version.</param>
public sealed record MealPosting(string Kind, AccountKind From, string FromOwner, AccountKind To, string ToOwner, long Fen, string? RuleVersion = null)
{
    /// <summary>The account that gives.</summary>
    public Guid FromAccountId => LedgerAccount.IdOf(From, FromOwner);

    /// <summary>The account that gets.</summary>
    public Guid ToAccountId => LedgerAccount.IdOf(To, ToOwner);

    /// <summary>The transfer by which it is posted for an order.</summary>
    /// <param name="order">The order that causes it.</param>
    /// <param name="at">When.</param>
    /// <param name="id">Its id; a new one when null.</param>
    public Transfer By(MealOrder order, Instant at, Guid? id = null) => Transfer.OfFen(Kind, FromAccountId, ToAccountId, Fen, order.Id.ToString(), at, RuleVersion, id);
}
