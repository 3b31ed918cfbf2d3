namespace ElderCare.Domain.Tasks;

/// <summary>How far a task is.</summary>
public enum WorkTaskStatus
{
    /// <summary>Nobody has it.</summary>
    Open,

    /// <summary>Somebody has it.</summary>
    Claimed,

    /// <summary>Done.</summary>
    Closed,
}
