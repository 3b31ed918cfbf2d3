using ElderCare.Domain.Emergency;

namespace ElderCare.Integrations.Devices.Protocols.Dc09;

/// <summary>Events of Contact ID (SIA DC-05): <c>QXYZ GG CCC</c>, a qualifier, a code, a group and a zone or user.</summary>
internal static class ContactId
{
    private const char Restored = '3', StillThere = '6';

    /// <summary>Understands an event.</summary>
    /// <returns>Null when it is none.</returns>
    public static Dc09Event? Read(ReadOnlySpan<byte> text)
    {
        if (text.Length < 4 || !char.IsAsciiDigit((char)text[0]) || !AsciiBytes.TryHex(text[1..4], out var code)) return null;
        var qualifier = (char)text[0];
        var type = TypeOf(code);
        // An opening or a closing is no alarm that ends, and the end of a test is no alarm's end either.
        if (qualifier == Restored && code is >= 0x100 and < 0x400) type = SignalType.Restore;
        return new Dc09Event(type, AsciiBytes.Text(text), Stands: qualifier == StillThere);
    }

    /// <summary>The code's digits are read as hexadecimal, so that they look here as they do on the wire.</summary>
    private static SignalType TypeOf(uint code) => code switch
    {
        0x100 or 0x101 or 0x120 or 0x121 => SignalType.Sos,
        0x102 => SignalType.Inactivity,
        0x110 or 0x111 => SignalType.Smoke,
        0x151 => SignalType.Gas,
        0x154 => SignalType.Water,
        0x301 => SignalType.PowerFail,
        0x302 or 0x384 => SignalType.LowBattery,
        0x137 or 0x381 or 0x383 => SignalType.Tamper,
        0x601 => SignalType.Test,
        0x602 or 0x000 => SignalType.Heartbeat,
        >= 0x600 and < 0x700 => SignalType.Test,
        >= 0x200 and < 0x700 => SignalType.Status,
        // The other alarms, and what the standard has no class for: somebody is asked rather than nobody.
        _ => SignalType.Unknown,
    };
}
