using System.Buffers.Text;
using NodaTime;

namespace ElderCare.Integrations.Devices.Protocols.Watch;

/// <summary>The fields behind the first word of an alarm or a position; each is read for itself, so that one bad field hides no other.</summary>
internal readonly record struct WatchPosition
{
    private const int Date = 1, Time = 2, Fix = 3, LatitudeAt = 4, LongitudeAt = 6, BatteryAt = 13, StatusAt = 16;

    /// <summary>By the device's clock.</summary>
    public Instant? OccurredAt { get; private init; }

    /// <summary>Degrees north; null without a fix.</summary>
    public double? Latitude { get; private init; }

    /// <summary>Degrees east; null without a fix.</summary>
    public double? Longitude { get; private init; }

    /// <summary>0 to 100.</summary>
    public int? BatteryPercent { get; private init; }

    /// <summary>The status bits; null when there are none.</summary>
    public uint? Status { get; private init; }

    /// <summary>Whether the status has the upper half, in which the alarms are; old devices send the lower only.</summary>
    public bool HasAlarmBits { get; private init; }

    /// <summary>Reads a whole content.</summary>
    public static WatchPosition Of(ReadOnlySpan<byte> content)
    {
        var status = Field(content, StatusAt);
        var hasFix = Field(content, Fix).SequenceEqual("A"u8);
        var latitude = hasFix ? Angle(Field(content, LatitudeAt), Field(content, LatitudeAt + 1), (byte)'S', 90) : null;
        var longitude = hasFix ? Angle(Field(content, LongitudeAt), Field(content, LongitudeAt + 1), (byte)'W', 180) : null;
        // Nobody is at 0, 0; a device that says so has no fix.
        hasFix = latitude is not null && longitude is not null && (latitude != 0 || longitude != 0);
        return new WatchPosition
        {
            OccurredAt = Moment(Field(content, Date), Field(content, Time)),
            Latitude = hasFix ? latitude : null,
            Longitude = hasFix ? longitude : null,
            BatteryPercent = Percent(Field(content, BatteryAt)),
            Status = AsciiBytes.TryHex(status, out var bits) ? bits : null,
            HasAlarmBits = status.Length > 4,
        };
    }

    /// <summary>A field by its place, the word being 0; empty when there is none. Those that are read stand in front of the cells and networks.</summary>
    public static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> content, int place)
    {
        for (; place > 0; place--)
        {
            var comma = content.IndexOf((byte)',');
            if (comma < 0) return default;
            content = content[(comma + 1)..];
        }
        var end = content.IndexOf((byte)',');
        return (end < 0 ? content : content[..end]).Trim((byte)' ');
    }

    /// <summary>A battery's charge; null when the field says none.</summary>
    public static int? Percent(ReadOnlySpan<byte> field) => AsciiBytes.TryNumber(field, out var number) && number <= 100 ? number : null;

    /// <summary>Degrees; a minus sign and a letter may come together and then mean the same half once.</summary>
    private static double? Angle(ReadOnlySpan<byte> number, ReadOnlySpan<byte> letter, byte negative, int most)
    {
        if (number.IsEmpty || !Utf8Parser.TryParse(number, out double angle, out var used) || used != number.Length || !(Math.Abs(angle) <= most)) return null;
        return letter.Length == 1 && letter[0] == negative ? -Math.Abs(angle) : angle;
    }

    /// <summary>ddmmyy and hhmmss, UTC.</summary>
    private static Instant? Moment(ReadOnlySpan<byte> date, ReadOnlySpan<byte> time)
    {
        if (date.Length != 6 || time.Length != 6 || !AsciiBytes.TryNumber(date, out var day) || !AsciiBytes.TryNumber(time, out var clock)) return null;
        var (d, month, year) = (day / 10000, day / 100 % 100, 2000 + (day % 100));
        var (hour, minute, second) = (clock / 10000, clock / 100 % 100, clock % 100);
        if (month is < 1 or > 12 || d < 1 || d > CalendarSystem.Iso.GetDaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) return null;
        return Instant.FromUtc(year, month, d, hour, minute, second);
    }
}
