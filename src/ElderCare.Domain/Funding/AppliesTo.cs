namespace ElderCare.Domain.Funding;

/// <summary>What a rule pays for.</summary>
public enum AppliesTo
{
    /// <summary>The dishes.</summary>
    Meal,

    /// <summary>The delivery fee.</summary>
    Delivery,
}
