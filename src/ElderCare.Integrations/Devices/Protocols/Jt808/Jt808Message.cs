using System.Buffers.Binary;

namespace ElderCare.Integrations.Devices.Protocols.Jt808;

/// <summary>
/// A message of JT/T 808 taken apart: number, attributes, in the form of 2019 a version, the terminal's telephone number in BCD
/// (6 bytes, 10 in 2019), the terminal's count, of a split message its parts, a body, and the exclusive or of all bytes.
/// </summary>
internal readonly ref struct Jt808Message
{
    /// <summary>The most bytes of a message before it is escaped: the longest header, body and check sum.</summary>
    public const int Longest = 21 + LongestBody + 1;

    /// <summary>The fewest: the shortest header and check sum.</summary>
    public const int Shortest = 12 + 1;

    private const int LongestBody = 0x3FF;

    public ushort Id { get; private init; }

    public ushort Attributes { get; private init; }

    public byte Version { get; private init; }

    /// <summary>The telephone number as it came.</summary>
    public ReadOnlySpan<byte> Phone { get; private init; }

    public ushort Sequence { get; init; }

    /// <summary>Of how many parts it is one; 0 when it is whole.</summary>
    public ushort Parts { get; private init; }

    /// <summary>Which of them, from 1.</summary>
    public ushort Part { get; init; }

    public ReadOnlySpan<byte> Body { get; init; }

    public bool IsOf2019 => (Attributes & 0x4000) != 0;

    public bool IsSplit => (Attributes & 0x2000) != 0;

    public bool IsEncrypted => (Attributes & 0x1C00) != 0;

    /// <summary>Whether the body is as long as the attributes say.</summary>
    public bool HasRightLength => Body.Length == (Attributes & LongestBody);

    /// <summary>All digits, zeros too, as the device is registered; null when they could not be read at all.</summary>
    public string? DeviceNumber => Phone.IsEmpty ? null : Convert.ToHexStringLower(Phone);

    /// <summary>Whether the number has digits only.</summary>
    public bool HasDigitsOnly
    {
        get
        {
            foreach (var two in Phone)
            {
                if (two >> 4 > 9 || (two & 0xF) > 9) return false;
            }
            return !Phone.IsEmpty;
        }
    }

    /// <summary>The count of the first part; the count of a message that is whole.</summary>
    public ushort FirstSequence => unchecked((ushort)(Sequence - (Part > 0 ? Part - 1 : 0)));

    /// <summary>Takes a frame apart.</summary>
    /// <param name="frame">With its delimiters.</param>
    /// <param name="plain">Where it is unescaped; as long as the frame at least.</param>
    /// <param name="message">As far as it could be read.</param>
    /// <returns>Null when it is whole. The length of its body is not looked at.</returns>
    public static FrameFault? Read(ReadOnlySpan<byte> frame, Span<byte> plain, out Jt808Message message)
    {
        message = default;
        if (frame.Length < Shortest + 2 || frame[0] != Jt808Escaping.Delimiter || frame[^1] != Jt808Escaping.Delimiter) return FrameFault.Format;
        var length = Jt808Escaping.Unescape(frame[1..^1], plain);
        if (length < Shortest) return FrameFault.Format;
        ReadOnlySpan<byte> whole = plain[..length];
        var isRight = Sum(whole) == 0;
        var bytes = whole[..^1];
        var attributes = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        var isOf2019 = (attributes & 0x4000) != 0;
        var isSplit = (attributes & 0x2000) != 0;
        var (phoneAt, phoneBytes) = isOf2019 ? (5, 10) : (4, 6);
        var sequenceAt = phoneAt + phoneBytes;
        var bodyAt = sequenceAt + (isSplit ? 6 : 2);
        if (bytes.Length < bodyAt) return isRight ? FrameFault.Format : FrameFault.CheckSum;
        message = new Jt808Message
        {
            Id = BinaryPrimitives.ReadUInt16BigEndian(bytes),
            Attributes = attributes,
            Version = isOf2019 ? bytes[4] : (byte)0,
            Phone = bytes.Slice(phoneAt, phoneBytes),
            Sequence = BinaryPrimitives.ReadUInt16BigEndian(bytes[sequenceAt..]),
            Parts = isSplit ? BinaryPrimitives.ReadUInt16BigEndian(bytes[(sequenceAt + 2)..]) : (ushort)0,
            Part = isSplit ? BinaryPrimitives.ReadUInt16BigEndian(bytes[(sequenceAt + 4)..]) : (ushort)0,
            Body = bytes[bodyAt..],
        };
        return isRight ? null : FrameFault.CheckSum;
    }

    /// <summary>The exclusive or of all bytes.</summary>
    public static byte Sum(ReadOnlySpan<byte> bytes)
    {
        byte sum = 0;
        foreach (var one in bytes) sum ^= one;
        return sum;
    }
}
