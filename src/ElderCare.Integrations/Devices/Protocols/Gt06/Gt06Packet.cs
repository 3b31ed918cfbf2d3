using System.Buffers.Binary;

namespace ElderCare.Integrations.Devices.Protocols.Gt06;

/// <summary>
/// A frame of GT06 taken apart: <c>78 78</c> and one byte of length, or <c>79 79</c> and two; a protocol number, content,
/// a serial number, a check sum over all from the length to the serial number, and <c>0D 0A</c>.
/// </summary>
internal readonly ref struct Gt06Packet
{
    private const int AfterContent = 2 + 2 + 2;

    /// <summary>The fewest bytes that a length may count: number, serial number and check sum.</summary>
    public const int ShortestLength = 5;

    public byte Number { get; private init; }

    public ReadOnlySpan<byte> Content { get; private init; }

    public ushort Serial { get; private init; }

    /// <summary>Takes a frame apart. A length that is wrong under a right check sum is the firmware's mistake and harms nothing.</summary>
    /// <returns>Null when it is whole.</returns>
    public static FrameFault? Read(ReadOnlySpan<byte> frame, out Gt06Packet packet)
    {
        packet = default;
        if (frame.Length < 2 || frame[0] != frame[1] || frame[0] is not (0x78 or 0x79)) return FrameFault.Format;
        var header = frame[0] == 0x78 ? 3 : 4;
        if (frame.Length < header + 1 + AfterContent || !frame.EndsWith("\r\n"u8)) return FrameFault.Format;
        if (!HasRightSum(frame)) return FrameFault.CheckSum;
        packet = new Gt06Packet
        {
            Number = frame[header],
            Content = frame[(header + 1)..^AfterContent],
            Serial = BinaryPrimitives.ReadUInt16BigEndian(frame[^AfterContent..]),
        };
        return null;
    }

    /// <summary>How many bytes the frame has that begins here, by its own length.</summary>
    /// <returns>-1 where none can begin; 0 where more bytes are needed to know.</returns>
    public static int Claims(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return 0;
        if (bytes[0] is not (0x78 or 0x79)) return -1;
        if (bytes.Length == 1) return 0;
        if (bytes[1] != bytes[0]) return -1;
        var header = bytes[0] == 0x78 ? 3 : 4;
        if (bytes.Length < header) return 0;
        var length = header == 3 ? bytes[2] : BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        return length < ShortestLength ? -1 : header + length + 2;
    }

    /// <summary>Whether the bytes, which end with <c>0D 0A</c>, have the check sum that they say.</summary>
    public static bool HasRightSum(ReadOnlySpan<byte> frame) =>
        frame.Length >= 8 && Gt06Checksum.Of(frame[2..^4]) == BinaryPrimitives.ReadUInt16BigEndian(frame[^4..]);
}
