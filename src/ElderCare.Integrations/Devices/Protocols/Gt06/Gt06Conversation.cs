using System.Security.Cryptography;
using ElderCare.Domain.Emergency;
using NodaTime;

namespace ElderCare.Integrations.Devices.Protocols.Gt06;

/// <summary>One connection of a device that speaks GT06.</summary>
internal sealed class Gt06Conversation : IDeviceConversation
{
    private const byte LogIn = 0x01;

    private string? _imei;

    // Which types the last packet told, and the one before it, to know what stands and what is new.
    private uint _told;
    private uint _toldBefore;
    private ushort? _toldSerial;

    public FrameReading Read(ReadOnlySpan<byte> frame, Instant now)
    {
        if (Gt06Packet.Read(frame, out var packet) is { } fault) return new() { Fault = fault, DeviceNumber = _imei };
        if (packet.Number == LogIn) return SignIn(packet, now);
        var content = Gt06Content.Read(packet);
        if (_imei is null && !Array.Exists(content.Types, type => IncidentUrgency.KindOf(type) is not null)) return new() { Fault = FrameFault.NotSignedIn };
        return Tell(frame, packet, content, now);
    }

    private FrameReading SignIn(in Gt06Packet packet, Instant now)
    {
        // An unreadable number must not leave the connection with the device that spoke before.
        _imei = null;
        (_told, _toldBefore, _toldSerial) = (0, 0, null);
        if (packet.Content.Length < 8) return new() { Fault = FrameFault.Format };
        var digits = Convert.ToHexStringLower(packet.Content[..8]);
        if (digits.AsSpan().ContainsAnyExceptInRange('0', '9')) return new() { Fault = FrameFault.Format, DeviceNumber = digits };
        _imei = digits[0] == '0' ? digits[1..] : digits;
        return Tell([], packet, new() { Types = [SignalType.Heartbeat], Detail = "login" }, now);
    }

    private FrameReading Tell(ReadOnlySpan<byte> frame, in Gt06Packet packet, in Gt06Content content, Instant now)
    {
        var before = packet.Serial == _toldSerial ? _toldBefore : _told;
        var reports = new DeviceReport[content.Types.Length];
        for (var at = 0; at < reports.Length; at++)
        {
            var type = content.Types[at];
            reports[at] = new DeviceReport
            {
                Protocol = DeviceProtocol.Gt06,
                DeviceNumber = _imei ?? DeviceReport.Nameless,
                Type = type,
                Identity = Identity(frame, packet, content, type),
                SameWithin = DeviceClock.SameWithin(content.OccurredAt, now),
                TimeTells = DeviceClock.Tells(content.OccurredAt, now),
                Sequence = packet.Serial,
                OccurredAt = content.OccurredAt,
                BatteryPercent = content.BatteryPercent,
                Latitude = content.Latitude,
                Longitude = content.Longitude,
                Stands = content.IsState && type != SignalType.Heartbeat && (before & Bit(type)) != 0,
                IsDelayed = content.IsDelayed,
                Detail = content.Detail,
            };
        }
        if (content.HasInformation) Remember(packet.Serial, before, content.Types);
        return new() { Reports = reports, Answer = Gt06Frames.Build(packet.Number, [], packet.Serial) };
    }

    private void Remember(ushort serial, uint before, SignalType[] types)
    {
        (_toldSerial, _toldBefore, _told) = (serial, before, 0);
        foreach (var type in types) _told |= Bit(type);
    }

    private string Identity(ReadOnlySpan<byte> frame, in Gt06Packet packet, in Gt06Content content, SignalType type)
    {
        var identity = $"{packet.Number:x2}-{packet.Serial}-{content.OccurredAt?.ToUnixTimeSeconds()}-{type}";
        // Many devices say no number, each with its own count.
        return _imei is null ? $"{identity}-{Convert.ToHexStringLower(SHA256.HashData(frame).AsSpan(0, 8))}" : identity;
    }

    private static uint Bit(SignalType type) => 1u << (int)type;
}
