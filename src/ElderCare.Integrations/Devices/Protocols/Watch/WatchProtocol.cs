using System.Buffers;
using ElderCare.Domain.Emergency;

namespace ElderCare.Integrations.Devices.Protocols.Watch;

/// <summary>The text protocol that most Chinese 4G watches and pendants speak (3G*, SG*, CS*, ZJ*; SeTracker, Beesure). It has no keys.</summary>
public sealed class WatchProtocol : IDeviceProtocol
{
    /// <inheritdoc />
    public DeviceProtocol Protocol => DeviceProtocol.Watch;

    /// <summary>A voice message; texts over 64 KiB are given up earlier.</summary>
    public int LongestFrame => 1024 * 1024;

    /// <inheritdoc />
    public bool TryReadFrame(ref ReadOnlySequence<byte> received, out ReadOnlySequence<byte> frame) => WatchFramer.TryRead(ref received, out frame);

    /// <inheritdoc />
    public IDeviceConversation Begin(DeviceKeys keys, StoredFrames? stored = null) => new WatchConversation();
}
