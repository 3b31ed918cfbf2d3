namespace ElderCare.Domain.Emergency;

/// <summary>What an incident is about, the most urgent first.</summary>
public enum IncidentKind
{
    /// <summary>The button.</summary>
    Sos,

    /// <summary>A fall.</summary>
    Fall,

    /// <summary>A call for help by telephone.</summary>
    Voice,

    /// <summary>An alarm whose sender or meaning is not known.</summary>
    Unidentified,

    /// <summary>Smoke or fire.</summary>
    Smoke,

    /// <summary>Gas.</summary>
    Gas,

    /// <summary>No sign of life.</summary>
    Inactivity,

    /// <summary>An electrical fault.</summary>
    Electric,

    /// <summary>A device that was opened, moved or taken off.</summary>
    Tamper,

    /// <summary>Water.</summary>
    Water,

    /// <summary>Many devices fell silent at once.</summary>
    Outage,
}
