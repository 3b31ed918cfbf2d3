using System.Buffers;
using System.Buffers.Binary;
using ElderCare.Domain.Emergency;

namespace ElderCare.Integrations.Devices.Protocols.Gt06;

/// <summary>
/// GT06, the binary protocol of Concox and Jimi and of many one-key devices after them. A device signs in with its IMEI; what follows
/// on the connection is its own. Every frame is answered with its own number and serial number.
/// </summary>
/// <remarks>
/// A connection whose report could not be stored must be closed: the device then sends again on a new one, whose conversation
/// remembers no alarm that nobody has seen.
/// </remarks>
public sealed class Gt06Protocol : IDeviceProtocol
{
    /// <inheritdoc/>
    public DeviceProtocol Protocol => DeviceProtocol.Gt06;

    /// <inheritdoc/>
    public int LongestFrame => 4 + ushort.MaxValue + 2;

    /// <inheritdoc/>
    /// <remarks>
    /// Whatever stands before it, a frame with its right check sum is never lost: bytes in front of it that look like a frame but are
    /// none are cut off as a frame of their own, so that they are kept and counted.
    /// </remarks>
    public bool TryReadFrame(ref ReadOnlySequence<byte> received, out ReadOnlySequence<byte> frame)
    {
        frame = default;
        if (!SeekStart(ref received, out var claimed)) return false;
        if (!IsRight(received, claimed))
        {
            claimed = BrokenLength(received);
            if (claimed == 0) return false;
        }
        frame = received.Slice(0, claimed);
        received = received.Slice(claimed);
        return true;
    }

    /// <inheritdoc/>
    public IDeviceConversation Begin(DeviceKeys keys, StoredFrames? stored = null) => new Gt06Conversation();

    private static bool SeekStart(ref ReadOnlySequence<byte> received, out int claimed)
    {
        Span<byte> header = stackalloc byte[4];
        var reader = new SequenceReader<byte>(received);
        while (reader.TryAdvanceToAny([0x78, 0x79], advancePastDelimiter: false))
        {
            var known = header[..(int)Math.Min(header.Length, reader.Remaining)];
            reader.TryCopyTo(known);
            claimed = Gt06Packet.Claims(known);
            if (claimed >= 0)
            {
                received = received.Slice(reader.Position);
                return claimed > 0;
            }
            reader.Advance(1);
        }
        received = received.Slice(received.End);
        claimed = 0;
        return false;
    }

    private static bool IsRight(in ReadOnlySequence<byte> received, int claimed)
    {
        if (received.Length < claimed) return false;
        Span<byte> end = stackalloc byte[4];
        received.Slice(claimed - end.Length, end.Length).CopyTo(end);
        return end.EndsWith("\r\n"u8) && Gt06Checksum.Of(received.Slice(2, claimed - 6)) == BinaryPrimitives.ReadUInt16BigEndian(end);
    }

    private int BrokenLength(in ReadOnlySequence<byte> received)
    {
        var length = (int)Math.Min(received.Length, LongestFrame);
        if (received.FirstSpan.Length >= length) return Gt06Resynchronisation.BrokenLength(received.FirstSpan[..length]);
        var copy = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            received.Slice(0, length).CopyTo(copy);
            return Gt06Resynchronisation.BrokenLength(copy.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }
}
