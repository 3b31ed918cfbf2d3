using System.Buffers;
using System.Globalization;
using System.Text;
using ElderCare.Domain.Emergency;
using ElderCare.Integrations.Devices;
using ElderCare.Integrations.Devices.Protocols.Dc09;
using ElderCare.Integrations.Devices.Protocols.Gt06;
using ElderCare.Integrations.Devices.Protocols.Jt808;
using ElderCare.Integrations.Devices.Protocols.Watch;
using NodaTime;

namespace ElderCare.Simulator.Devices;

/// <summary>How a device speaks over a socket: what it sends, and what it takes for an answer.</summary>
internal abstract class Dialect
{
    /// <summary>A place in Weihai, at which all of them are.</summary>
    protected const double Latitude = 37.5, Longitude = 122.1;

    /// <summary>Of a kind that speaks over a socket of its own.</summary>
    public static Dialect Of(DeviceKind kind) => kind switch
    {
        DeviceKind.Http => new HttpDialect(),
        DeviceKind.Dc09Tcp or DeviceKind.Dc09Udp => new Dc09Dialect(),
        DeviceKind.Watch => new WatchDialect(),
        DeviceKind.Gt06 => new Gt06Dialect(),
        DeviceKind.Jt808 => new Jt808Dialect(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "It has no socket of its own."),
    };

    /// <summary>What is said first on a connection; each is answered.</summary>
    public virtual IReadOnlyList<byte[]> Greetings(PlayedDevice device) => [];

    /// <summary>The alarm or heartbeat as it is sent, the same bytes each time, but for padding and signatures.</summary>
    /// <param name="alarm">It.</param>
    /// <param name="now">Signs a request.</param>
    public abstract byte[] FrameOf(PlayedAlarm alarm, Instant now);

    /// <summary>Cuts the next whole answer.</summary>
    public abstract bool TryCut(ref ReadOnlySequence<byte> received, out ReadOnlySequence<byte> answer);

    /// <summary>What an answer says to an alarm or heartbeat.</summary>
    public abstract Answer Read(ReadOnlySpan<byte> answer, PlayedAlarm alarm);
}

/// <summary>A device whose answers are cut as its frames are.</summary>
internal abstract class FramedDialect(DeviceProtocol protocol) : Dialect
{
    private readonly IDeviceProtocol _protocol = DeviceProtocols.OverTcp.Single(one => one.Protocol == protocol);

    public override bool TryCut(ref ReadOnlySequence<byte> received, out ReadOnlySequence<byte> answer) => _protocol.TryReadFrame(ref received, out answer);
}

/// <summary>A panel with Contact ID; one that has a key encrypts. Its heartbeat is NULL with the count 0.</summary>
internal sealed class Dc09Dialect() : FramedDialect(DeviceProtocol.Dc09)
{
    public override byte[] FrameOf(PlayedAlarm alarm, Instant now)
    {
        var message = new Dc09Message
        {
            Id = alarm.IsHeartbeat ? "NULL" : "ADM-CID", Sequence = CountOf(alarm), Account = alarm.Device.Number, Time = alarm.OccurredAt,
            Data = alarm.IsHeartbeat ? "" : $"#{alarm.Device.Number}|{(alarm.Type == SignalType.Smoke ? "1111" : "1101")} 00 001",
        };
        return alarm.Device.Key is { } key ? Dc09Frames.Encrypted(message, Encoding.ASCII.GetBytes(key)) : Dc09Frames.Plain(message);
    }

    public override Answer Read(ReadOnlySpan<byte> answer, PlayedAlarm alarm)
    {
        var text = Encoding.Latin1.GetString(answer);
        if (text.Contains("\"NAK\"", StringComparison.Ordinal)) return Answer.WrongClock;
        var sequence = CountOf(alarm).ToString("D4", CultureInfo.InvariantCulture);
        if (text.Contains($"\"DUH\"{sequence}", StringComparison.Ordinal)) return Answer.Refused;
        var word = alarm.Device.Key is null ? "ACK" : "*ACK";
        return text.Contains($"\"{word}\"{sequence}L0#{alarm.Device.Number}[", StringComparison.Ordinal) ? Answer.Acknowledged : Answer.Other;
    }

    private static int CountOf(PlayedAlarm alarm) => alarm.IsHeartbeat ? 0 : alarm.Sequence;
}

/// <summary>A watch that counts its frames.</summary>
internal sealed class WatchDialect() : FramedDialect(DeviceProtocol.Watch)
{
    private const string Maker = "3G", Alive = "LK,0,10,90";

    public override IReadOnlyList<byte[]> Greetings(PlayedDevice device) => [WatchFrames.Build(Maker, device.Number, Alive, 0)];

    public override byte[] FrameOf(PlayedAlarm alarm, Instant now)
    {
        if (alarm.IsHeartbeat) return WatchFrames.Build(Maker, alarm.Device.Number, Alive, alarm.Sequence);
        var time = alarm.OccurredAt.InUtc().ToString("ddMMyy','HHmmss", CultureInfo.InvariantCulture);
        return WatchFrames.Build(Maker, alarm.Device.Number, $"AL,{time},A,{Latitude:0.0},N,{Longitude:0.0},E,0.5,0,12,6,80,90,0,0,00010000,0,0,0", alarm.Sequence);
    }

    public override Answer Read(ReadOnlySpan<byte> answer, PlayedAlarm alarm) =>
        answer.SequenceEqual(WatchFrames.Build(Maker, alarm.Device.Number, alarm.IsHeartbeat ? "LK" : "AL", alarm.Sequence)) ? Answer.Acknowledged : Answer.Other;
}

/// <summary>A tracker that signs in by its IMEI.</summary>
internal sealed class Gt06Dialect() : FramedDialect(DeviceProtocol.Gt06)
{
    private const byte AlarmNumber = 0x26, HeartbeatNumber = 0x13;

    public override IReadOnlyList<byte[]> Greetings(PlayedDevice device) => [Gt06Frames.Login(device.Number, 0)];

    public override byte[] FrameOf(PlayedAlarm alarm, Instant now) => alarm.IsHeartbeat
        ? Gt06Frames.Heartbeat(unchecked((ushort)alarm.Sequence))
        : Gt06Frames.Alarm(unchecked((ushort)alarm.Sequence), alarm.OccurredAt, Latitude, Longitude, number: AlarmNumber);

    public override Answer Read(ReadOnlySpan<byte> answer, PlayedAlarm alarm) =>
        answer.SequenceEqual(Gt06Frames.Build(alarm.IsHeartbeat ? HeartbeatNumber : AlarmNumber, [], unchecked((ushort)alarm.Sequence))) ? Answer.Acknowledged : Answer.Other;
}

/// <summary>A one-key terminal of the form of 2013, which registers, authenticates and reports where it is.</summary>
internal sealed class Jt808Dialect() : FramedDialect(DeviceProtocol.Jt808)
{
    private const ushort Register = 0xFFF0, Authenticate = 0xFFF1, LetGo = 0x8000, HeartbeatId = 0x0002, LocationId = 0x0200;
    private const int BodyAt = 12, AnswerBytes = 5;

    public override IReadOnlyList<byte[]> Greetings(PlayedDevice device) => [Jt808Frames.Register(device.Number, Register), Jt808Frames.Authenticate(device.Number, Authenticate, device.Number)];

    /// <summary>A report without the alarm's bit goes before it: a button that was never let go is no new press.</summary>
    public override byte[] FrameOf(PlayedAlarm alarm, Instant now) => alarm.IsHeartbeat ? Jt808Frames.Heartbeat(alarm.Device.Number, unchecked((ushort)alarm.Sequence)) :
    [
        .. Jt808Frames.Location(alarm.Device.Number, unchecked((ushort)(LetGo | alarm.Sequence)), alarm.OccurredAt - Duration.FromSeconds(1), Latitude, Longitude),
        .. Jt808Frames.Location(alarm.Device.Number, unchecked((ushort)alarm.Sequence), alarm.OccurredAt, Latitude, Longitude, Jt808Frames.SosBit),
    ];

    public override Answer Read(ReadOnlySpan<byte> answer, PlayedAlarm alarm)
    {
        var plain = Plain(answer);
        if (plain.Length < BodyAt + AnswerBytes || plain[0] != 0x80 || plain[1] != 0x01) return Answer.Other;
        var body = plain.AsSpan(BodyAt, AnswerBytes);
        var id = alarm.IsHeartbeat ? HeartbeatId : LocationId;
        var isThis = body[0] == (byte)(alarm.Sequence >> 8) && body[1] == (byte)(alarm.Sequence & 0xFF) && body[2] == id >> 8 && body[3] == (id & 0xFF);
        return !isThis ? Answer.Other : body[4] is 0 or 4 ? Answer.Acknowledged : Answer.Refused;
    }

    private static byte[] Plain(ReadOnlySpan<byte> frame)
    {
        var plain = new List<byte>(frame.Length);
        for (var at = 1; at < frame.Length - 1; at++)
        {
            if (frame[at] == 0x7D && at + 1 < frame.Length) plain.Add(frame[++at] == 0x02 ? (byte)0x7E : (byte)0x7D);
            else plain.Add(frame[at]);
        }
        return [.. plain];
    }
}
