namespace ElderCare.Domain.Emergency;

/// <summary>How far an incident is.</summary>
public enum IncidentState
{
    /// <summary>It is stored; nobody is rung yet.</summary>
    Raised,

    /// <summary>It rings at somebody.</summary>
    Offered,

    /// <summary>An agent has it.</summary>
    Claimed,

    /// <summary>A responder is on the way.</summary>
    Responding,

    /// <summary>A responder is with the person.</summary>
    OnScene,

    /// <summary>It is over, with an outcome.</summary>
    Closed,
}
