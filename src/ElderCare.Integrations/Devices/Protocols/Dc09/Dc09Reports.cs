using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ElderCare.Domain.Emergency;
using NodaTime;

namespace ElderCare.Integrations.Devices.Protocols.Dc09;

/// <summary>What a DC-09 frame reports, the most urgent first.</summary>
internal static class Dc09Reports
{
    /// <summary>More than any panel sends at once; the least urgent of a longer list are dropped.</summary>
    private const int MostEvents = 64;

    /// <summary>A panel sends again within seconds, and its sequence comes round within a day at the earliest.</summary>
    private static readonly Duration SameWithin = Duration.FromMinutes(10);

    /// <summary>All events of a frame.</summary>
    public static IReadOnlyList<DeviceReport> Of(in Dc09Envelope envelope, in Dc09Body body, Instant now, bool isProtected)
    {
        var extended = Dc09ExtendedData.Of(body.Blocks);
        var occurredAt = extended.OccurredAt ?? body.Time;
        var identity = Identity(envelope, body);
        var shared = new DeviceReport
        {
            Protocol = DeviceProtocol.Dc09,
            DeviceNumber = envelope.Account ?? body.Account() ?? DeviceReport.Nameless,
            Type = SignalType.Heartbeat,
            Identity = identity,
            SameWithin = SameWithin,
            TimeTells = DeviceClock.Tells(occurredAt, now),
            Sequence = AsciiBytes.TryNumber(envelope.Sequence, out var sequence) ? sequence : null,
            OccurredAt = occurredAt,
            Latitude = extended.Latitude,
            Longitude = extended.Longitude,
            IsDelayed = extended.IsFromMemory,
            IsProtected = isProtected,
        };
        var events = envelope.Id.SequenceEqual("NULL"u8) ? [] : EventsOf(body);
        if (events.Count == 0) return [shared];
        return [.. events.OrderBy(one => Rank(one.Type)).Take(MostEvents).Select((one, index) => shared with
        {
            Type = one.Type,
            Detail = one.Detail,
            Stands = one.Stands,
            IsDelayed = extended.IsFromMemory || one.IsOld,
            Identity = index == 0 ? identity : $"{identity}:{index}",
        })];
    }

    private static List<Dc09Event> EventsOf(in Dc09Body body)
    {
        var events = new List<Dc09Event>();
        var blocks = body.Blocks;
        var isFirst = true;
        while (!blocks.IsEmpty)
        {
            var block = Dc09Body.NextBlock(ref blocks);
            if (isFirst || (!block.IsEmpty && block[0] == '#')) ReadData(block, events);
            isFirst = false;
        }
        return events;
    }

    /// <summary>Data is an account, a bar and events parted by bars; the account may be missing.</summary>
    private static void ReadData(ReadOnlySpan<byte> data, List<Dc09Event> events)
    {
        if (!data.IsEmpty && data[0] == '#')
        {
            var bar = data.IndexOf((byte)'|');
            data = bar < 0 ? default : data[(bar + 1)..];
        }
        var own = events.Count;
        foreach (var part in data.Split((byte)'|'))
        {
            var segment = data[part].Trim((byte)' ');
            if (segment.IsEmpty) continue;
            if (segment[0] == 'A' && events.Count > own)
            {
                events[^1] = events[^1] with { Detail = AsciiBytes.Shortened($"{events[^1].Detail} {AsciiBytes.Text(segment[1..])}".TrimEnd()) };
            }
            else if (ContactId.Read(segment) is { } one)
            {
                events.Add(one);
            }
            else if (!SiaEvents.Read(segment, events))
            {
                // Its check sum is right, so the panel means something: what nobody can read may be an alarm.
                events.Add(new Dc09Event(SignalType.Unknown, AsciiBytes.Text(segment)));
            }
        }
    }

    /// <summary>
    /// Account, receiver, line, sequence and all that the check sum covers, since the sequence alone begins anew after a restart.
    /// The padding of an encrypted frame is left out: it is another each time the frame is sent.
    /// </summary>
    private static string Identity(in Dc09Envelope envelope, in Dc09Body body)
    {
        var time = body.Time is { } at ? Encoding.ASCII.GetBytes(Dc09Time.Of(at)) : [];
        byte[] content = [.. envelope.Route, .. "["u8, .. envelope.Id, .. "]"u8, .. body.Blocks, .. time];
        var digest = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12));
        return string.Create(CultureInfo.InvariantCulture, $"{Encoding.ASCII.GetString(envelope.Route)}:{digest}");
    }

    private static int Rank(SignalType type) => type == SignalType.Sos ? 0 : IncidentUrgency.KindOf(type) is { } kind ? IncidentUrgency.PriorityOf(kind) : int.MaxValue;
}
