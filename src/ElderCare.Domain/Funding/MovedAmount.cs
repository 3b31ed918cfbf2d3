namespace ElderCare.Domain.Funding;

/// <summary>An amount that a fund could not pay, or may not by its purpose, and that someone else pays, or its own overdraft account.</summary>
/// <param name="RuleId">The rule whose line it was.</param>
/// <param name="From">Whose fund could not pay.</param>
/// <param name="FromFundId">The fund that could not pay.</param>
/// <param name="To">Who pays now; the same payer when the fund is overdrawn.</param>
/// <param name="ToFundId">The fund that pays now, the dry one itself when it is overdrawn, null for the senior.</param>
/// <param name="AmountFen">The amount in fen.</param>
/// <param name="IsOutsidePurpose">Whether the fund is not dry but may not pay for this person or at this canteen.</param>
public sealed record MovedAmount(string RuleId, Payer From, string FromFundId, Payer To, string? ToFundId, long AmountFen, bool IsOutsidePurpose = false)
{
    /// <summary>Whether the amount is on the overdraft account of the dry fund.</summary>
    public bool IsOverdraft => ToFundId == FromFundId;
}
