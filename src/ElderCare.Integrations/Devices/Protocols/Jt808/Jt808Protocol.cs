using System.Buffers;
using ElderCare.Domain.Emergency;

namespace ElderCare.Integrations.Devices.Protocols.Jt808;

/// <summary>
/// JT/T 808 in the forms of 2013 and 2019, as one-key devices with a SIM card speak it. Every message names its device;
/// every one is answered with a count of ours.
/// </summary>
/// <remarks>
/// An alarm bit stays set in each report until somebody has dealt with it; the conversation remembers which were set, so that
/// only a new one is a new press. A connection whose report could not be stored must therefore be closed: on the next one,
/// nothing counts as told.
/// </remarks>
public sealed class Jt808Protocol : IDeviceProtocol
{
    private const int Longest = (2 * Jt808Message.Longest) + 2;

    /// <inheritdoc/>
    public DeviceProtocol Protocol => DeviceProtocol.Jt808;

    /// <inheritdoc/>
    public int LongestFrame => Longest;

    /// <inheritdoc/>
    /// <remarks>
    /// One delimiter looks like the other, and where one was lost the last of a frame is the first of the next. It therefore stays;
    /// two in a row are one.
    /// </remarks>
    public bool TryReadFrame(ref ReadOnlySequence<byte> received, out ReadOnlySequence<byte> frame)
    {
        frame = default;
        while (received.PositionOf(Jt808Escaping.Delimiter) is { } start)
        {
            received = received.Slice(start);
            var body = received.Slice(1);
            if (body.PositionOf(Jt808Escaping.Delimiter) is not { } end)
            {
                if (received.Length >= Longest) break;
                return false;
            }
            var length = received.Slice(0, end).Length + 1;
            if (length is < Jt808Message.Shortest + 2 or > Longest)
            {
                received = received.Slice(end);
                continue;
            }
            frame = received.Slice(0, length);
            received = received.Slice(end);
            return true;
        }
        received = received.Slice(received.End);
        return false;
    }

    /// <inheritdoc/>
    public IDeviceConversation Begin(DeviceKeys keys, StoredFrames? stored = null) => new Jt808Conversation(stored);
}
