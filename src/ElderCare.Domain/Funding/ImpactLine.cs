namespace ElderCare.Domain.Funding;

/// <summary>What a rule would have changed for a part of the meals.</summary>
/// <param name="Key">The district or fund.</param>
/// <param name="Meals">How many meals it is about.</param>
/// <param name="BeforeFen">What was paid, in fen.</param>
/// <param name="AfterFen">What would have been paid with the rule, in fen.</param>
public sealed record ImpactLine(string Key, int Meals, long BeforeFen, long AfterFen);
