using ElderCare.Domain.People;
using NodaTime;

namespace ElderCare.MobileApi.People;

/// <summary>A card, or book of paper vouchers.</summary>
/// <param name="Number">Its last four characters.</param>
/// <param name="State">Only an active one is taken.</param>
/// <param name="LostAt">When it was reported lost.</param>
/// <param name="ReplacedBy">The card that took its place.</param>
internal sealed record CardView(Guid Id, CardKind Kind, string Number, CardState State, Instant IssuedAt, Instant? LostAt, Guid? ReplacedBy)
{
    public static CardView Of(Card card) => new(card.Id, card.Kind, card.NumberMasked, card.State, card.IssuedAt, card.LostAt, card.ReplacedBy);
}

/// <summary>A card that is given out.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Number">4 to 32 letters and digits.</param>
internal sealed record IssueCardRequest(CardKind? Kind, string? Number);

/// <summary>The card that takes another's place; its kind is the same.</summary>
/// <param name="Number">4 to 32 letters and digits.</param>
internal sealed record ReplaceCardRequest(string? Number);
