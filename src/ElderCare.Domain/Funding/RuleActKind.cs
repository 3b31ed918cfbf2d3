namespace ElderCare.Domain.Funding;

/// <summary>What was done to a rule.</summary>
public enum RuleActKind
{
    /// <summary>It came with the seed data.</summary>
    Loaded,

    /// <summary>A draft of a version was made.</summary>
    Drafted,

    /// <summary>The draft was changed.</summary>
    Changed,

    /// <summary>The draft was published, to pay from a date on.</summary>
    Published,

    /// <summary>The rule was withdrawn from a date on, or its only draft given up.</summary>
    Withdrawn,
}
