namespace ElderCare.Domain.Canteens;

/// <summary>Whether a place works.</summary>
public enum OperationStatus
{
    /// <summary>Planned, not yet open.</summary>
    Planned,

    /// <summary>Serves.</summary>
    Open,

    /// <summary>Closed for a time.</summary>
    Suspended,

    /// <summary>Closed for good.</summary>
    Closed,
}
