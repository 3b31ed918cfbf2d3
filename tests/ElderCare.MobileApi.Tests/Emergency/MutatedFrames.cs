using System.Text;
using ElderCare.Domain.Emergency;
using ElderCare.Integrations.Devices.Protocols.Dc09;
using ElderCare.Integrations.Devices.Protocols.Gt06;
using ElderCare.Integrations.Devices.Protocols.Jt808;
using ElderCare.Integrations.Devices.Protocols.Watch;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Emergency;

/// <summary>Frames as no device of a protocol should send them: good ones with something wrong, and plain noise.</summary>
internal sealed class MutatedFrames(DeviceProtocol protocol, Random dice)
{
    private const int LongestNoise = 200, Alarms = 20;
    private static readonly Instant At = Instant.FromUtc(2026, 11, 22, 3, 0);
    private readonly byte[][] _good = GoodOnes(protocol);

    /// <summary>The next one.</summary>
    public byte[] Next()
    {
        if (dice.Next(10) == 0) return Noise(dice.Next(1, LongestNoise));
        // Mostly not an alarm: a watch has no check sum, so that a spoiled alarm is an alarm still, and each opens an incident of its own.
        var frame = _good[dice.Next(Alarms) == 0 ? 0 : dice.Next(1, _good.Length)].ToArray();
        for (var times = dice.Next(1, 4); times > 0 && frame.Length > 1; times--) frame = Spoiled(frame);
        return frame;
    }

    /// <summary>A good frame that stops in the middle.</summary>
    public byte[] Half() => _good[0][..(_good[0].Length / 2)];

    private byte[] Spoiled(byte[] frame)
    {
        var at = dice.Next(frame.Length);
        switch (dice.Next(6))
        {
            case 0:
                frame[at] ^= (byte)(1 << dice.Next(8));
                return frame;
            case 1:
                frame[at] = (byte)dice.Next(256);
                return frame;
            case 2:
                return frame[..at];
            case 3:
                return [.. frame[..at], .. Noise(dice.Next(1, 20)), .. frame[at..]];
            case 4:
                return [.. frame[..at], .. frame];
            default:
                return [.. frame[..at], .. frame[Math.Min(frame.Length, at + dice.Next(1, 8))..]];
        }
    }

    private byte[] Noise(int length)
    {
        var noise = new byte[length];
        dice.NextBytes(noise);
        return noise;
    }

    /// <summary>The first is an alarm.</summary>
    private static byte[][] GoodOnes(DeviceProtocol protocol) => protocol switch
    {
        DeviceProtocol.Dc09 =>
        [
            Dc09Frames.Plain(new() { Id = "ADM-CID", Sequence = 1, Account = "F1A2", Data = "#F1A2|1101 00 001", Time = At, ExtendedData = ["X122E06.0", "Y37N30.0"] }),
            Dc09Frames.Plain(new() { Id = "NULL", Sequence = 2, Account = "F1A2" }),
            Dc09Frames.Plain(new() { Id = "SIA-DCS", Sequence = 3, Receiver = "1", Account = "F1A2", Data = "#F1A2|Nri1/RP001" }),
            Dc09Frames.Encrypted(new() { Id = "ADM-CID", Sequence = 4, Account = "F1A2", Data = "#F1A2|1101 00 001", Time = At }, Encoding.ASCII.GetBytes("AAAAAAAAAAAAAAAA")),
        ],
        DeviceProtocol.Watch =>
        [
            WatchFrames.Build("3G", "9900000001", "AL,221126,030000,A,37.5,N,122.1,E,0.5,0,12,6,80,90,0,0,00010000,0,0,0"),
            WatchFrames.Build("3G", "9900000001", "LK,0,10,90"),
            WatchFrames.Build("SG", "9900000001", "UD,221126,030000,A,37.5,N,122.1,E,0.5,0,12,6,80,90,0,0,00000000,1,255,460,0,9346,3663,137,1,[x],aa:bb,-60", 7),
            WatchFrames.Build("CS", "9900000001", [.. "TK,"u8, 0x7D, 0x02, 0x7D, 0x03, 0x00, 0xFF]),
        ],
        DeviceProtocol.Gt06 =>
        [
            [.. Gt06Frames.Login("199000000000001", 1), .. Gt06Frames.Alarm(2, At, 37.5, 122.1)],
            [.. Gt06Frames.Login("199000000000001", 1), .. Gt06Frames.Heartbeat(2)],
            Gt06Frames.Location(3, At, 37.5, 122.1),
            Gt06Frames.Build(0x94, new byte[300], 4, isLong: true),
        ],
        DeviceProtocol.Jt808 =>
        [
            Jt808Frames.Location("990000000001", 1, At, 37.5, 122.1, Jt808Frames.SosBit),
            Jt808Frames.Register("990000000001", 2),
            Jt808Frames.Batch("99000000000000000001", 3, false, Jt808Frames.LocationBody(At, 37.5, 122.1)),
            Jt808Frames.Split(0x0704, "990000000001", 4, Jt808Frames.BatchBody(true, Jt808Frames.LocationBody(At, 37.5, 122.1), Jt808Frames.LocationBody(At, 37.5, 122.1)), 40)[0],
        ],
        DeviceProtocol.Mqtt =>
        [
            [.. Connect, 0x32, 0x12, 0x00, 0x0A, .. "devices/x/"u8, 0x00, 0x01, .. "{}"u8],
            [.. Connect, 0x82, 0x0C, 0x00, 0x01, 0x00, 0x07, .. "devices"u8, 0x01],
            [.. Connect, 0xC0, 0x00],
            [0x32, 0x12, 0x00, 0x0A, .. "devices/x/"u8, 0x00, 0x01, .. "{}"u8],
        ],
        _ =>
        [
            """{"deviceNumber":"F-1","sequence":1,"type":"sos","occurredAt":"2026-11-22T03:00:00Z","batteryPercent":9,"latitude":37.5,"longitude":122.1}"""u8.ToArray(),
            """{"deviceNumber":"F-1","sequence":1,"type":"heartbeat"}"""u8.ToArray(),
            """{"deviceNumber":"F-1","sequence":9223372036854775807,"type":"restore","occurredAt":"+9999-12-31T23:59:59Z"}"""u8.ToArray(),
            """{"deviceNumber":"F-1","sequence":2,"type":"test","x":[[[[[[[[{}]]]]]]]]}"""u8.ToArray(),
        ],
    };

    /// <summary>MQTT 3.1.1, client f, user f, password f.</summary>
    private static byte[] Connect => [0x10, 0x13, 0x00, 0x04, .. "MQTT"u8, 0x04, 0xC2, 0x00, 0x3C, 0x00, 0x01, 0x66, 0x00, 0x01, 0x66, 0x00, 0x01, 0x66];
}
