namespace ElderCare.Domain.People;

/// <summary>How far a person manages alone, as assessed.</summary>
public enum SelfCareLevel
{
    /// <summary>自理.</summary>
    Independent,

    /// <summary>半失能.</summary>
    SemiDisabled,

    /// <summary>失能.</summary>
    Disabled,
}
