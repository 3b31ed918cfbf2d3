namespace ElderCare.Domain.Emergency;

/// <summary>How an incident ended.</summary>
public enum IncidentOutcome
{
    /// <summary>Nothing was the matter; the person said so.</summary>
    FalseAlarm,

    /// <summary>It was a test.</summary>
    Test,

    /// <summary>Somebody helped.</summary>
    Assisted,

    /// <summary>The person was taken to hospital.</summary>
    Hospitalised,

    /// <summary>The person was dead.</summary>
    Deceased,

    /// <summary>Nobody could get to the person.</summary>
    NoAccess,

    /// <summary>Something else, as the notes say.</summary>
    Other,
}
