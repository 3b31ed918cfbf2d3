using System.Buffers.Binary;
using NodaTime;

namespace ElderCare.Integrations.Devices.Protocols.Jt808;

/// <summary>The part of a location that every maker sends alike. The battery is not in it.</summary>
internal readonly record struct Jt808Location
{
    /// <summary>How many bytes it has; what each maker adds comes behind them.</summary>
    public const int WholeBytes = 28;

    private static readonly Duration BeijingOffset = Duration.FromHours(8);

    public required uint Alarms { get; init; }

    public Instant? OccurredAt { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    /// <summary>Reads it. One that is cut short is read as far as it goes if it says an alarm.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out Jt808Location location)
    {
        location = default;
        if (body.Length < 4) return false;
        var alarms = BinaryPrimitives.ReadUInt32BigEndian(body);
        if (body.Length < WholeBytes && alarms == 0) return false;
        location = new() { Alarms = alarms };
        if (body.Length >= 16) location = At(location, body);
        if (body.Length >= WholeBytes) location = location with { OccurredAt = Time(body.Slice(22, 6)) };
        return true;
    }

    private static Jt808Location At(Jt808Location location, ReadOnlySpan<byte> body)
    {
        var status = BinaryPrimitives.ReadUInt32BigEndian(body[4..]);
        var latitude = BinaryPrimitives.ReadUInt32BigEndian(body[8..]) / 1e6;
        var longitude = BinaryPrimitives.ReadUInt32BigEndian(body[12..]) / 1e6;
        var hasFix = (status & 2) != 0 && latitude <= 90 && longitude <= 180 && (latitude, longitude) != (0, 0);
        return !hasFix ? location : location with
        {
            Latitude = (status & 4) != 0 ? -latitude : latitude,
            Longitude = (status & 8) != 0 ? -longitude : longitude,
        };
    }

    private static Instant? Time(ReadOnlySpan<byte> bcd)
    {
        Span<int> parts = stackalloc int[6];
        for (var at = 0; at < parts.Length; at++)
        {
            if (bcd[at] >> 4 > 9 || (bcd[at] & 0xF) > 9) return null;
            parts[at] = ((bcd[at] >> 4) * 10) + (bcd[at] & 0xF);
        }
        return DeviceClock.Read(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]) - BeijingOffset;
    }
}
