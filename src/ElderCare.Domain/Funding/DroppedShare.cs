namespace ElderCare.Domain.Funding;

/// <summary>A share that is lost because the canteen lies outside the payer's division.</summary>
/// <param name="Payer">Who would have paid.</param>
/// <param name="AmountFen">What they would have paid, in fen.</param>
public sealed record DroppedShare(Payer Payer, long AmountFen);
