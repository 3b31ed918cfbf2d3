namespace ElderCare.Domain.Funding;

/// <summary>Who pays how much of a price.</summary>
/// <param name="Payer">Who pays.</param>
/// <param name="FundId">The fund that pays, null for the senior.</param>
/// <param name="RuleId">The rule that says so, null for the senior.</param>
/// <param name="AmountFen">The amount in fen, the overdraft included.</param>
/// <param name="OverdraftFen">The part of the amount that the fund lacks and its overdraft account bears, in fen.</param>
/// <param name="OriginalFundId">The dry fund from which the amount, or a part of it, moved here, if one.</param>
public sealed record SubsidySplit(
    Payer Payer, string? FundId, string? RuleId, long AmountFen, long OverdraftFen = 0, string? OriginalFundId = null);
