namespace ElderCare.Domain.Canteens;

/// <summary>How far the building of a meal point is; only a completed one can be open.</summary>
public enum PlanStatus
{
    /// <summary>In a plan, not begun.</summary>
    Planned,

    /// <summary>Being built or fitted out.</summary>
    UnderConstruction,

    /// <summary>Built.</summary>
    Completed,
}
