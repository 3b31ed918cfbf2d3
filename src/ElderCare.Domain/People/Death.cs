namespace ElderCare.Domain.People;

/// <summary>A reported death; its first day is the day of death. A report that was wrong is superseded by none.</summary>
public sealed class Death : RecordedPeriod
{
    /// <summary>Whether the family is known to have used what was claimed after it: then the family owes it, else the provider does.</summary>
    public required bool UsedByFamily { get; init; }
}
