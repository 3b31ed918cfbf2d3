namespace ElderCare.Domain.Shared;

/// <summary>How certain the work calendar of a year is.</summary>
public enum CalendarYearStatus
{
    /// <summary>The State Council's yearly notice is loaded.</summary>
    Announced,

    /// <summary>Made from the law's statutory days, with weekends as rest, until the notice is loaded.</summary>
    Provisional,

    /// <summary>No notice yet: treated as provisional.</summary>
    NotAnnounced,
}
