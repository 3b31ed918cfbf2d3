namespace ElderCare.Domain.HomeServices;

/// <summary>One reason why a caregiver fits a visit.</summary>
/// <param name="Name">Such as <c>distance</c>.</param>
/// <param name="Value">How well by this, 0 to 1.</param>
/// <param name="Weight">How much it counts, as the policy says; all weights sum to 1.</param>
public sealed record ScorePart(string Name, double Value, double Weight);
