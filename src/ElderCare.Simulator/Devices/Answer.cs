namespace ElderCare.Simulator.Devices;

/// <summary>What a server says to an alarm.</summary>
public enum Answer
{
    /// <summary>Nothing that is about this alarm.</summary>
    Other,

    /// <summary>It is on disk.</summary>
    Acknowledged,

    /// <summary>It was on disk already; only some protocols tell.</summary>
    Duplicate,

    /// <summary>The device's clock is wrong.</summary>
    WrongClock,

    /// <summary>It will never be taken.</summary>
    Refused,
}
