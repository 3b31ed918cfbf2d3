using System.Buffers.Binary;
using ElderCare.Domain.Emergency;
using NodaTime;

namespace ElderCare.Integrations.Devices.Protocols.Jt808;

/// <summary>Makes reports of messages.</summary>
internal static class Jt808Reports
{
    /// <summary>One without a place and a time.</summary>
    public static DeviceReport Of(in Jt808Message message, SignalType type, string? detail = null) => new()
    {
        Protocol = DeviceProtocol.Jt808,
        DeviceNumber = message.DeviceNumber!,
        Type = type,
        Identity = $"{message.Id:x4}-{message.Sequence}-{type}",
        SameWithin = DeviceClock.Unclocked,
        Sequence = message.Sequence,
        Detail = detail,
    };

    /// <summary>All that a location tells, the most urgent first.</summary>
    /// <param name="message">Which carries it.</param>
    /// <param name="location">It.</param>
    /// <param name="place">Which of a batch, from 0; null for the only one.</param>
    /// <param name="before">The alarm bits before it.</param>
    /// <param name="now">When it came.</param>
    public static IEnumerable<DeviceReport> Of(in Jt808Message message, Jt808Location location, int? place, uint before, Instant now)
    {
        var one = Of(message, SignalType.Heartbeat) with
        {
            SameWithin = DeviceClock.SameWithin(location.OccurredAt, now),
            TimeTells = DeviceClock.Tells(location.OccurredAt, now),
            Sequence = message.FirstSequence,
            OccurredAt = location.OccurredAt,
            Latitude = location.Latitude,
            Longitude = location.Longitude,
            Detail = location.Alarms == 0 ? null : $"alarm bits {location.Alarms:x8}",
        };
        var identity = $"{message.Id:x4}-{message.FirstSequence}{(place is null ? "" : $".{place}")}-{location.OccurredAt?.ToUnixTimeSeconds()}";
        if (location.Alarms == 0) return [one with { Identity = $"{identity}-{SignalType.Heartbeat}" }];
        return Jt808Alarms.Read(location.Alarms, before).Select(told => one with
        {
            Type = told.Type,
            Stands = told.Stands,
            Identity = $"{identity}-{told.Type}",
        });
    }

    /// <summary>The locations of a batch, as far as they can be read.</summary>
    /// <param name="batch">Its body.</param>
    /// <param name="isAll">Whether no more of it comes, so that a last one that is cut short is read as far as it goes.</param>
    /// <param name="areResent">Whether they come out of the device's memory.</param>
    public static List<Jt808Location> LocationsOf(ReadOnlySpan<byte> batch, bool isAll, out bool areResent)
    {
        var locations = new List<Jt808Location>();
        areResent = batch.Length > 2 && batch[2] == 1;
        if (batch.Length < 3) return locations;
        var count = BinaryPrimitives.ReadUInt16BigEndian(batch);
        batch = batch[3..];
        for (; count > 0 && batch.Length > 2; count--)
        {
            var length = (int)BinaryPrimitives.ReadUInt16BigEndian(batch);
            if (length > batch.Length - 2)
            {
                if (!isAll) break;
                length = batch.Length - 2;
            }
            if (Jt808Location.TryRead(batch.Slice(2, length), out var location)) locations.Add(location);
            batch = batch[(2 + length)..];
        }
        return locations;
    }
}
