namespace ElderCare.Domain.HomeServices;

/// <summary>How well a caregiver fits a visit, each part 0 to 1.</summary>
/// <param name="Weights">How much each counts.</param>
/// <param name="Continuity">Has been with the person before; 1 for who is wished for.</param>
/// <param name="Distance">Is near.</param>
/// <param name="Load">Has little to do on that day.</param>
/// <param name="Rating">Is well rated.</param>
/// <param name="Fairness">Has had few hours this week.</param>
public readonly record struct ScoreParts(MatchWeights Weights, double Continuity, double Distance, double Load, double Rating, double Fairness)
{
    /// <summary>All of it, 0 to 1.</summary>
    public double Sum => Continuity * Weights.Continuity + Distance * Weights.Distance + Load * Weights.Load + Rating * Weights.Rating + Fairness * Weights.Fairness;

    /// <summary>The parts by name, for whoever asks why.</summary>
    public IReadOnlyList<ScorePart> Named() =>
    [
        new("continuity", Continuity, Weights.Continuity),
        new("distance", Distance, Weights.Distance),
        new("load", Load, Weights.Load),
        new("rating", Rating, Weights.Rating),
        new("fairness", Fairness, Weights.Fairness),
    ];
}
