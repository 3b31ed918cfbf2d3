namespace ElderCare.Domain.CallCentre;

/// <summary>What an exchange tells of a call.</summary>
public enum CallEventKind
{
    /// <summary>It began to ring.</summary>
    Ringing,

    /// <summary>Somebody, or a machine, picked it up.</summary>
    Answered,

    /// <summary>It ended.</summary>
    HungUp,
}
