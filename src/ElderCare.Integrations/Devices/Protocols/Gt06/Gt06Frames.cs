using System.Buffers.Binary;
using NodaTime;

namespace ElderCare.Integrations.Devices.Protocols.Gt06;

/// <summary>Makes frames of GT06 as a device, or an answer, has them.</summary>
public static class Gt06Frames
{
    /// <summary>The button, as terminal information.</summary>
    public const byte SosInformation = 4 << 3;

    /// <summary>The button, as alarm byte.</summary>
    public const byte SosAlarm = 0x01;

    /// <summary>Signs in.</summary>
    /// <param name="imei">15 digits, or 16 that are sent as they are.</param>
    /// <param name="serial">The device's count.</param>
    public static byte[] Login(string imei, ushort serial) => Build(0x01, Convert.FromHexString(imei.PadLeft(16, '0')), serial);

    /// <summary>It is there.</summary>
    /// <param name="serial">The device's count.</param>
    /// <param name="information">Terminal information.</param>
    /// <param name="voltageLevel">0 empty to 6 full.</param>
    /// <param name="signalLevel">0 none to 4 strong.</param>
    public static byte[] Heartbeat(ushort serial, byte information = 0, byte voltageLevel = 6, byte signalLevel = 4) =>
        Build(0x13, [information, voltageLevel, signalLevel, 0, 0], serial);

    /// <summary>Where it is.</summary>
    public static byte[] Location(ushort serial, Instant time, double latitude, double longitude, bool isResent = false) =>
        Build(0x22, [.. Position(time, latitude, longitude), .. Cell, 0, 0, (byte)(isResent ? 1 : 0)], serial);

    /// <summary>An alarm, by default of the button.</summary>
    public static byte[] Alarm(
        ushort serial, Instant time, double latitude, double longitude,
        byte alarm = SosAlarm, byte information = SosInformation, byte voltageLevel = 6, byte number = 0x26) =>
        Build(number, [.. Position(time, latitude, longitude), 9, .. Cell, information, voltageLevel, 4, alarm, 1], serial);

    /// <summary>Any packet: in the short form as long as its content has room there.</summary>
    /// <param name="number">The protocol number.</param>
    /// <param name="content">At most 65,530 bytes.</param>
    /// <param name="serial">The sender's count.</param>
    /// <param name="isLong">Whether it takes the long form in any case.</param>
    public static byte[] Build(byte number, ReadOnlySpan<byte> content, ushort serial, bool isLong = false)
    {
        var length = content.Length + Gt06Packet.ShortestLength;
        var header = isLong || length > byte.MaxValue ? 4 : 3;
        var frame = new byte[header + length + 2];
        frame.AsSpan(0, 2).Fill((byte)(header == 3 ? 0x78 : 0x79));
        if (header == 3) frame[2] = (byte)length;
        else BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), checked((ushort)length));
        frame[header] = number;
        content.CopyTo(frame.AsSpan(header + 1));
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(frame.Length - 6), serial);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(frame.Length - 4), Gt06Checksum.Of(frame.AsSpan(2..^4)));
        "\r\n"u8.CopyTo(frame.AsSpan(frame.Length - 2));
        return frame;
    }

    private static ReadOnlySpan<byte> Cell => [0x01, 0xCC, 0x00, 0x24, 0x7C, 0x00, 0x0E, 0x4F];

    private static byte[] Position(Instant time, double latitude, double longitude)
    {
        var utc = time.InUtc();
        var position = new byte[18];
        (position[0], position[1], position[2]) = ((byte)(utc.Year - 2000), (byte)utc.Month, (byte)utc.Day);
        (position[3], position[4], position[5]) = ((byte)utc.Hour, (byte)utc.Minute, (byte)utc.Second);
        position[6] = 0xC8;
        BinaryPrimitives.WriteUInt32BigEndian(position.AsSpan(7), (uint)Math.Round(Math.Abs(latitude) * 1_800_000));
        BinaryPrimitives.WriteUInt32BigEndian(position.AsSpan(11), (uint)Math.Round(Math.Abs(longitude) * 1_800_000));
        var flags = 0x1000 | (latitude >= 0 ? 0x0400 : 0) | (longitude < 0 ? 0x0800 : 0);
        BinaryPrimitives.WriteUInt16BigEndian(position.AsSpan(16), (ushort)flags);
        return position;
    }
}
