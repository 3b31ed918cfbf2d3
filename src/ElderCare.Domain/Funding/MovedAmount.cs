namespace ElderCare.Domain.Funding;

/// <summary>An amount that a dry fund could not pay and that someone else pays, or its own overdraft account.</summary>
/// <param name="RuleId">The rule whose line it was.</param>
/// <param name="From">Whose fund was dry.</param>
/// <param name="FromFundId">The fund that was dry.</param>
/// <param name="To">Who pays now; the same payer when the fund is overdrawn.</param>
/// <param name="ToFundId">The fund that pays now, the dry one itself when it is overdrawn, null for the senior.</param>
/// <param name="AmountFen">The amount in fen.</param>
public sealed record MovedAmount(string RuleId, Payer From, string FromFundId, Payer To, string? ToFundId, long AmountFen)
{
    /// <summary>Whether the amount is on the overdraft account of the dry fund.</summary>
    public bool IsOverdraft => ToFundId == FromFundId;
}
