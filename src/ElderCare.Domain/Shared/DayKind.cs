namespace ElderCare.Domain.Shared;

/// <summary>What sort of day the work calendar says a date is.</summary>
public enum DayKind
{
    /// <summary>A working day, also a weekend day worked in exchange (调休上班).</summary>
    Workday,

    /// <summary>A weekend day or a day made free by the yearly notice.</summary>
    Rest,

    /// <summary>A statutory holiday of the national regulation.</summary>
    Statutory,
}
