namespace ElderCare.Domain.Funding;

/// <summary>What one fund is to pay by one rule.</summary>
/// <param name="Payer">Who pays.</param>
/// <param name="FundId">The fund that pays.</param>
/// <param name="RuleId">The rule that says so.</param>
/// <param name="AmountFen">The amount in fen, above 0.</param>
/// <param name="StackGroup">The stack group that the rule won.</param>
/// <param name="AppliesTo">What is paid for.</param>
/// <param name="Fallbacks">The rule's next applicable lines, in the order in which they are asked when the fund is dry.</param>
public sealed record SubsidyLine(
    Payer Payer, string FundId, string RuleId, long AmountFen, string StackGroup, AppliesTo AppliesTo, IReadOnlyList<NextPayer> Fallbacks);
