namespace ElderCare.Domain.Funding;

/// <summary>A rule that won its stack group.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="AppliesTo">What it pays for.</param>
/// <param name="EffectiveFen">What its lines give before the cut over all groups, in fen.</param>
/// <param name="AmountFen">What its lines give after the cut, in fen.</param>
/// <param name="Dropped">The shares lost because of where the canteen lies.</param>
public sealed record WinningRule(SubsidyRule Rule, AppliesTo AppliesTo, long EffectiveFen, long AmountFen, IReadOnlyList<DroppedShare> Dropped);
