using System.Buffers;
using ElderCare.Domain.Emergency;

namespace ElderCare.Integrations.Devices;

/// <summary>A protocol that devices speak over a socket: a framer, a decoder and an acknowledger. One is shared by all connections.</summary>
public interface IDeviceProtocol
{
    /// <summary>Which.</summary>
    DeviceProtocol Protocol { get; }

    /// <summary>The most bytes of one frame; a connection that sends more without an end of a frame is closed.</summary>
    int LongestFrame { get; }

    /// <summary>
    /// Cuts the next whole frame from what has been received, with its delimiters, and moves <paramref name="received"/> behind it.
    /// Bytes that cannot begin a frame are passed over. Its time grows with the bytes given, never with their square.
    /// </summary>
    /// <returns>False when more bytes are needed.</returns>
    bool TryReadFrame(ref ReadOnlySequence<byte> received, out ReadOnlySequence<byte> frame);

    /// <summary>Begins to listen to one connection, or to one datagram.</summary>
    /// <param name="keys">Finds keys.</param>
    /// <param name="stored">Finds frames; null where none have been stored.</param>
    IDeviceConversation Begin(DeviceKeys keys, StoredFrames? stored = null);
}

/// <summary>What one connection has said so far; frames are read one after the other.</summary>
public interface IDeviceConversation
{
    /// <summary>Understands a frame. It never throws, whatever the bytes are.</summary>
    /// <param name="frame">As the framer cut it.</param>
    /// <param name="now">When it came.</param>
    FrameReading Read(ReadOnlySpan<byte> frame, NodaTime.Instant now);
}

/// <summary>Finds the frames of reports that were stored within the last minutes, on whichever connection they came.</summary>
public delegate IReadOnlyList<byte[]> StoredFrames(IReadOnlyList<DeviceReport> reports);

/// <summary>Finds the key of a device by the number that it says; null for a device that has none or is not known.</summary>
public delegate byte[]? DeviceKeys(string deviceNumber);
