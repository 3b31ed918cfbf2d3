namespace ElderCare.Domain.Reviews;

/// <summary>The scores of a case, in its order.</summary>
/// <param name="Visits">One for each visit.</param>
/// <param name="Sales">One for each meal.</param>
public sealed record TruthScores(IReadOnlyList<TruthScore> Visits, IReadOnlyList<TruthScore> Sales);
