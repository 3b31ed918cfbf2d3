using ElderCare.Domain.Emergency;

namespace ElderCare.Integrations.Devices;

/// <summary>A frame, understood.</summary>
public sealed record FrameReading
{
    /// <summary>What is to be stored before anything is answered; several where a frame carries several.</summary>
    public IReadOnlyList<DeviceReport> Reports { get; init; } = [];

    /// <summary>What is sent back once all reports are on disk; null where the protocol says nothing.</summary>
    public byte[]? Answer { get; init; }

    /// <summary>Why the frame was not understood; it is kept as it came and counted. Never of a frame whose alarm was understood.</summary>
    public FrameFault? Fault { get; init; }

    /// <summary>The device that a faulty frame names, as far as it can be read.</summary>
    public string? DeviceNumber { get; init; }
}

/// <summary>Why a frame was not understood.</summary>
public enum FrameFault
{
    /// <summary>Its check sum is wrong.</summary>
    CheckSum,

    /// <summary>It has no form that the protocol knows.</summary>
    Format,

    /// <summary>It cannot be decrypted: the key is missing or wrong.</summary>
    Encryption,

    /// <summary>Its clock is outside what the protocol allows.</summary>
    Clock,

    /// <summary>The device has not said who it is.</summary>
    NotSignedIn,
}
