using System.Buffers;
using ElderCare.Domain.Emergency;

namespace ElderCare.Integrations.Devices.Protocols.Dc09;

/// <summary>
/// SIA DC-09 (2007, 2013, 2021) over TCP or UDP, with Contact ID (DC-05) and SIA (DC-03) events, plain or encrypted.
/// A datagram that the framer finds no end in is a frame all the same: a conversation reads frames without delimiters.
/// </summary>
public sealed class Dc09Protocol : IDeviceProtocol
{
    /// <inheritdoc />
    public DeviceProtocol Protocol => DeviceProtocol.Dc09;

    /// <summary>Twice what three digits of length can say, for panels that add blocks without counting them.</summary>
    public int LongestFrame => 8192;

    /// <inheritdoc />
    public bool TryReadFrame(ref ReadOnlySequence<byte> received, out ReadOnlySequence<byte> frame) => Dc09Framer.TryRead(ref received, out frame);

    /// <inheritdoc />
    public IDeviceConversation Begin(DeviceKeys keys, StoredFrames? stored = null) => new Dc09Conversation(keys);
}
