using System.Buffers.Binary;
using ElderCare.Domain.Emergency;
using NodaTime;

namespace ElderCare.Integrations.Devices.Protocols.Gt06;

/// <summary>What the content of a packet says.</summary>
internal readonly record struct Gt06Content
{
    private const int PositionBytes = 18;
    private const int StatusBytes = 5;

    /// <summary>The most urgent first; never none.</summary>
    public required SignalType[] Types { get; init; }

    /// <summary>Whether it tells how the device is, again and again, and not what has just happened.</summary>
    public bool IsState { get; init; }

    /// <summary>Whether it tells of all alarms that stand, and so of those that no longer do.</summary>
    public bool HasInformation { get; init; }

    public Instant? OccurredAt { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public int? BatteryPercent { get; init; }

    public bool IsDelayed { get; init; }

    public string? Detail { get; init; }

    /// <summary>Understands all packets but the one that signs in.</summary>
    public static Gt06Content Read(in Gt06Packet packet) => packet.Number switch
    {
        0x13 or 0x23 => ReadHeartbeat(packet.Content),
        0x16 or 0x26 or 0x27 => ReadAlarm(packet, AtPosition(packet.Content), StatusAt(packet.Content)),
        0x19 => ReadAlarm(packet, new() { Types = [] }, 8),
        // Alarm packets of later devices, whose content has many forms.
        0x95 or 0xA3 or 0xA4 or 0xA5 => new() { Types = [SignalType.Unknown], Detail = $"alarm packet {packet.Number:x2}" },
        0x10 or 0x11 or 0x12 or 0x1A or 0x22 or 0x2D or 0x37 or 0xA0 => AtPosition(packet.Content) with
        {
            Types = [SignalType.Heartbeat],
            IsDelayed = packet.Number == 0x22 && packet.Content.Length > 28 && packet.Content[28] == 1,
        },
        _ => new() { Types = [SignalType.Status], Detail = $"packet {packet.Number:x2}" },
    };

    private static Gt06Content ReadHeartbeat(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty) return new() { Types = [SignalType.Heartbeat], IsState = true };
        // Only the button is read out of the alarm byte: elsewhere in a heartbeat its meaning differs from maker to maker.
        var isPressed = content.Length >= StatusBytes && content[3] == 0x01;
        var information = Gt06Alarms.OfInformation(content[0]);
        // A heartbeat that felt a movement asks for nobody.
        if (information == SignalType.Tamper) information = null;
        var types = Gt06Alarms.Together(information, isPressed ? SignalType.Sos : null);
        return new()
        {
            Types = types is [] ? [SignalType.Heartbeat] : types,
            IsState = true,
            HasInformation = true,
            BatteryPercent = content.Length > 1 ? Percent(content[1]) : null,
            Detail = types is [] ? null : $"terminal information {content[0]:x2}",
        };
    }

    private static Gt06Content ReadAlarm(in Gt06Packet packet, Gt06Content position, int statusAt)
    {
        // A packet of alarm whose end is missing is still one.
        if (packet.Content.Length < statusAt + StatusBytes - 1) return position with { Types = [SignalType.Unknown], Detail = $"short packet {packet.Number:x2}" };
        var status = packet.Content[statusAt..];
        var types = Gt06Alarms.Together(Gt06Alarms.OfInformation(status[0]), Gt06Alarms.OfAlarm(status[3]));
        return position with
        {
            Types = types is [] ? [SignalType.Heartbeat] : types,
            HasInformation = true,
            BatteryPercent = Percent(status[1]),
            Detail = types is [] ? null : $"terminal information {status[0]:x2}, alarm {status[3]:x2}",
        };
    }

    private static Gt06Content AtPosition(ReadOnlySpan<byte> content)
    {
        var time = content.Length < 6 ? null : DeviceClock.Read(content[0], content[1], content[2], content[3], content[4], content[5]);
        var at = new Gt06Content { Types = [], OccurredAt = time };
        if (content.Length < PositionBytes) return at;
        var latitude = BinaryPrimitives.ReadUInt32BigEndian(content[7..]) / 1_800_000.0;
        var longitude = BinaryPrimitives.ReadUInt32BigEndian(content[11..]) / 1_800_000.0;
        var flags = BinaryPrimitives.ReadUInt16BigEndian(content[16..]);
        var hasFix = (flags & 0x1000) != 0 && latitude <= 90 && longitude <= 180 && (latitude, longitude) != (0, 0);
        return !hasFix ? at : at with
        {
            Latitude = (flags & 0x0400) != 0 ? latitude : -latitude,
            Longitude = (flags & 0x0800) != 0 ? -longitude : longitude,
        };
    }

    // Between position and status stands the mobile cell, 8 bytes, by most makers after a byte of its length, which by some counts itself.
    // Without that byte the country code comes first, whose upper byte is 0 to 3, or more than 7F where the network code has 2 bytes.
    private static int StatusAt(ReadOnlySpan<byte> content)
    {
        if (content.Length < PositionBytes + 2) return PositionBytes + 8;
        var first = content[PositionBytes];
        var hasLength = first is > 3 and < 0x80 || (first == 0 && content[PositionBytes + 1] == 0 && content.Length >= PositionBytes + 9 + StatusBytes);
        if (hasLength) return PositionBytes + Math.Max((int)first, 9);
        return PositionBytes + (first >= 0x80 ? 9 : 8);
    }

    // The protocol knows levels, not percents: 0 off, 1 no call possible, 2 alarm, 3 low, 4 medium, 5 high, 6 full.
    private static int? Percent(byte level) => level switch
    {
        0 => 0,
        1 => 5,
        2 => 10,
        3 => 25,
        4 => 50,
        5 => 75,
        6 => 100,
        _ => null,
    };
}
