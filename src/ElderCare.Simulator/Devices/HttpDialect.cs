using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ElderCare.Integrations.Signing;
using NodaTime;

namespace ElderCare.Simulator.Devices;

/// <summary>
/// A maker's platform that calls the signed webhook. It writes its requests itself, so that they too can be split at any byte and
/// broken off in the middle.
/// </summary>
internal sealed class HttpDialect : Dialect
{
    private const string Vendor = "demo", VendorKey = "demo-device-key";
    private static readonly byte[] EndOfHeaders = "\r\n\r\n"u8.ToArray(), EndOfChunks = "\r\n0\r\n\r\n"u8.ToArray();

    /// <summary>The body of the event, the same each time; also what is published by MQTT.</summary>
    public static byte[] BodyOf(PlayedAlarm alarm) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        deviceNumber = alarm.Device.Number,
        sequence = alarm.Sequence,
        type = alarm.Type.ToString().ToLowerInvariant(),
        occurredAt = alarm.OccurredAt.ToString(),
        batteryPercent = 90,
        latitude = Latitude,
        longitude = Longitude,
    });

    public override byte[] FrameOf(PlayedAlarm alarm, Instant now)
    {
        var body = BodyOf(alarm);
        var signature = RequestSignature.Sign(body, Encoding.ASCII.GetBytes(VendorKey), now);
        var head = string.Create(CultureInfo.InvariantCulture, $"POST /api/device-events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nX-Vendor: {Vendor}\r\n{RequestSignature.Header}: {signature}\r\nContent-Length: {body.Length}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    public override bool TryCut(ref ReadOnlySequence<byte> received, out ReadOnlySequence<byte> answer)
    {
        answer = default;
        var bytes = received.ToArray();
        var headers = bytes.AsSpan().IndexOf(EndOfHeaders);
        if (headers < 0) return false;
        var end = EndOf(bytes, headers);
        if (end < 0 || end > bytes.Length) return false;
        answer = received.Slice(0, end);
        received = received.Slice(end);
        return true;
    }

    public override Answer Read(ReadOnlySpan<byte> answer, PlayedAlarm alarm)
    {
        var text = Encoding.UTF8.GetString(answer);
        if (text.StartsWith("HTTP/1.1 202 ", StringComparison.Ordinal)) return text.Contains("\"duplicate\":true", StringComparison.Ordinal) ? Answer.Duplicate : Answer.Acknowledged;
        // A platform tries again when the server cannot now; anything else is its own mistake.
        return text.StartsWith("HTTP/1.1 429 ", StringComparison.Ordinal) || text.StartsWith("HTTP/1.1 5", StringComparison.Ordinal) ? throw new IOException(text[..text.IndexOf('\r', StringComparison.Ordinal)]) : Answer.Refused;
    }

    private static int EndOf(byte[] bytes, int headers)
    {
        var head = Encoding.ASCII.GetString(bytes, 0, headers);
        if (head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase))
        {
            var last = bytes.AsSpan(headers).IndexOf(EndOfChunks);
            return last < 0 ? -1 : headers + last + EndOfChunks.Length;
        }
        var length = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) is { } line ? int.Parse(line["Content-Length:".Length..], CultureInfo.InvariantCulture) : 0;
        return headers + EndOfHeaders.Length + length;
    }
}
