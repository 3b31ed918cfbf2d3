namespace ElderCare.Domain.CallCentre;

/// <summary>How far a call is.</summary>
public enum CallState
{
    /// <summary>It waits; nobody is free.</summary>
    Ringing,

    /// <summary>It rings at an agent.</summary>
    Offered,

    /// <summary>An agent has it.</summary>
    Claimed,

    /// <summary>It is over, with what came of it.</summary>
    Closed,

    /// <summary>The caller hung up before anybody took it.</summary>
    Abandoned,
}
