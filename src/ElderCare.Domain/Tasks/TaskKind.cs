namespace ElderCare.Domain.Tasks;

/// <summary>Kinds of work on the one list.</summary>
public enum TaskKind
{
    /// <summary>Look after somebody who was not seen.</summary>
    WelfareCheck,

    /// <summary>A visit that nobody took.</summary>
    UnfilledVisit,

    /// <summary>Call somebody back.</summary>
    CallBack,

    /// <summary>A device that does not work.</summary>
    DeviceFault,

    /// <summary>Look at something that a rule flagged.</summary>
    Review,

    /// <summary>See that a defect is mended.</summary>
    Rectification,
}
