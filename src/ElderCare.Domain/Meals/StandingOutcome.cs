namespace ElderCare.Domain.Meals;

/// <summary>What became of one meal of a standing order.</summary>
public enum StandingOutcome
{
    /// <summary>It was ordered.</summary>
    Placed,

    /// <summary>Somebody had ordered that meal already.</summary>
    AlreadyOrdered,

    /// <summary>It could not be ordered; senior and family were told.</summary>
    Skipped,
}
