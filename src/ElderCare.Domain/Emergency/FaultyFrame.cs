using NodaTime;

namespace ElderCare.Domain.Emergency;

/// <summary>Something that came at a device port and was not understood, as it came; kept as long as the policy about devices says.</summary>
public sealed class FaultyFrame
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>At which port.</summary>
    public required DeviceProtocol Protocol { get; init; }

    /// <summary>The device that it names, as far as can be read.</summary>
    public string? DeviceNumber { get; init; }

    /// <summary>From where.</summary>
    public required string RemoteAddress { get; init; }

    /// <summary>What is wrong, as one word such as <c>checkSum</c>.</summary>
    public required string Fault { get; init; }

    /// <summary>The bytes, at most the first 2,048.</summary>
    public required byte[] Raw { get; init; }

    /// <summary>When it came.</summary>
    public required Instant At { get; init; }
}
