namespace ElderCare.Domain.Funding;

/// <summary>How often a rule may win.</summary>
public enum RulePer
{
    /// <summary>Once for each period of a day.</summary>
    Meal,

    /// <summary>Once a day.</summary>
    Day,
}
