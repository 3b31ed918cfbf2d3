namespace ElderCare.Integrations.Signing;

/// <summary>What came of checking a signature.</summary>
public enum SignatureCheck
{
    /// <summary>The sender is who it says, and its clock is near.</summary>
    Right,

    /// <summary>Absent, malformed, or of another key or body.</summary>
    Wrong,

    /// <summary>The key is right, but the clocks are too far apart: sign again with the right time.</summary>
    WrongClock,
}
