namespace ElderCare.Domain.Funding;

/// <summary>Where a version of a rule stands.</summary>
public enum RuleStatus
{
    /// <summary>Being written: it pays nothing and may still be changed.</summary>
    Draft,

    /// <summary>Published: never changed again.</summary>
    Published,

    /// <summary>Withdrawn: it pays nothing from a date on, or never did.</summary>
    Withdrawn,
}
