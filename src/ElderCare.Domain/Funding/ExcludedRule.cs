namespace ElderCare.Domain.Funding;

/// <summary>A rule that would have won its stack group, had another meal of the date not held a key that it needs.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="AppliesTo">What it would have paid for.</param>
/// <param name="EffectiveFen">What its lines would have given before any cut, in fen.</param>
public sealed record ExcludedRule(SubsidyRule Rule, AppliesTo AppliesTo, long EffectiveFen);
