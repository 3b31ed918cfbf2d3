using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ElderCare.Domain.Emergency;
using NodaTime;

namespace ElderCare.Integrations.Devices.Protocols.Watch;

/// <summary>Understands watch frames, and remembers which alarms the device's last report had, so that one that stands is no new press.</summary>
internal sealed class WatchConversation : IDeviceConversation
{
    /// <summary>LK, steps, tumbles, battery.</summary>
    private const int BatteryOfLink = 3;

    private static readonly Duration SameWithin = Duration.FromMinutes(5);

    private string _device = "";
    private uint _standing;

    public FrameReading Read(ReadOnlySpan<byte> frame, Instant now)
    {
        frame = frame.TrimEnd("\0\r\n "u8);
        if (WatchHeader.TryRead(frame, moreMayCome: false, out var header) is not true) return new FrameReading { Fault = FrameFault.Format };
        var content = frame[header.ContentAt..];
        if (!content.IsEmpty && content[^1] == ']') content = content[..^1];
        var comma = content.IndexOf((byte)',');
        var word = comma < 0 ? content : content[..comma];
        var report = new DeviceReport
        {
            Protocol = DeviceProtocol.Watch,
            DeviceNumber = header.Id.IsEmpty ? DeviceReport.Nameless : Encoding.ASCII.GetString(header.Id),
            Type = SignalType.Heartbeat,
            Identity = "",
            SameWithin = SameWithin,
            Sequence = AsciiBytes.TryHex(header.Index, out var index) ? index : null,
        };
        if (WatchWords.IsAlarm(word) || WatchWords.IsPosition(word)) return Located(header, report, content, word, now);
        report = report with { Identity = Identity(header, word, content, default) };
        if (WatchWords.IsLink(word)) report = report with { BatteryPercent = WatchPosition.Percent(WatchPosition.Field(content, BatteryOfLink)) };
        else if (WatchWords.IsVoice(word)) report = report with { Type = SignalType.Status, Detail = Voice(content[word.Length..].TrimStart((byte)',')) };
        else if (WatchWords.AnswerTo(word) is null && !WatchWords.IsVitalSign(word)) report = report with { Type = SignalType.Status, Detail = AsciiBytes.Text(word) };
        return new FrameReading { Reports = [report], Answer = AnswerTo(header, word) };
    }

    /// <summary>An alarm or a position: an alarm bit in a position is an alarm too, though the frame is not called one.</summary>
    private FrameReading Located(in WatchHeader header, DeviceReport report, ReadOnlySpan<byte> content, ReadOnlySpan<byte> word, Instant now)
    {
        var position = WatchPosition.Of(content);
        report = report with
        {
            OccurredAt = position.OccurredAt,
            TimeTells = DeviceClock.Tells(position.OccurredAt, now),
            BatteryPercent = position.BatteryPercent,
            Latitude = position.Latitude,
            Longitude = position.Longitude,
            IsDelayed = WatchWords.IsFromMemory(word),
            Identity = Identity(header, word, content, position),
        };
        var status = position.Status ?? 0;
        var standing = _device == report.DeviceNumber ? _standing : 0;
        (_device, _standing) = (report.DeviceNumber, status);
        var isAlarm = WatchWords.IsAlarm(word);
        // The lowest bits are state: what an alarm is about stands above them.
        if (isAlarm) status &= ~WatchAlarms.State;
        if (isAlarm && (!position.HasAlarmBits || WatchAlarms.MostUrgent(status) is null)) return Answered(header, word, [report with { Type = SignalType.Unknown, Detail = Detail(word, position) }]);
        if (WatchAlarms.MostUrgent(status) is not { } first) return Answered(header, word, [report]);

        report = report with { Type = first.Type, Detail = Detail(word, position), Stands = !isAlarm && (standing & first.Bits) != 0 };
        // A less urgent alarm that is new is told beside an old one that stands.
        return report.Stands && WatchAlarms.MostUrgent(status & ~standing & ~first.Bits) is { } second
            ? Answered(header, word, [report, report with { Type = second.Type, Stands = false, Identity = $"{report.Identity}:1" }])
            : Answered(header, word, [report]);
    }

    private static FrameReading Answered(in WatchHeader header, ReadOnlySpan<byte> word, DeviceReport[] reports) => new() { Reports = reports, Answer = AnswerTo(header, word) };

    private static byte[]? AnswerTo(in WatchHeader header, ReadOnlySpan<byte> word) => WatchWords.AnswerTo(word) is { } answer ? WatchFrames.Answer(header, answer) : null;

    private static string Voice(ReadOnlySpan<byte> sound) => string.Create(CultureInfo.InvariantCulture, $"TK {WatchEscapes.Remove(sound).Length}");

    private static string Detail(ReadOnlySpan<byte> word, in WatchPosition position) =>
        AsciiBytes.Shortened(position.Status is { } status ? string.Create(CultureInfo.InvariantCulture, $"{AsciiBytes.Text(word)} {status:X8}") : AsciiBytes.Text(word));

    /// <summary>
    /// The device's count and its time, with the word and the status: a count alone would hide an alarm behind what had the same
    /// count before a restart.
    /// </summary>
    private static string Identity(in WatchHeader header, ReadOnlySpan<byte> word, ReadOnlySpan<byte> content, in WatchPosition position)
    {
        var kind = word.Length <= 32 && AsciiBytes.AreVisible(word) ? Encoding.ASCII.GetString(word) : "";
        var status = position.Status ?? 0;
        if (!header.Index.IsEmpty) return string.Create(CultureInfo.InvariantCulture, $"{Encoding.ASCII.GetString(header.Index)}:{position.OccurredAt?.ToUnixTimeSeconds()}:{kind}:{status:X8}");
        if (position.OccurredAt is { } at) return string.Create(CultureInfo.InvariantCulture, $"{at.ToUnixTimeSeconds()}:{kind}:{status:X8}");
        return $"{kind}:{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12))}";
    }
}
