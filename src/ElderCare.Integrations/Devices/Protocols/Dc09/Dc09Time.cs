using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.Integrations.Devices.Protocols.Dc09;

/// <summary>The time of a DC-09 frame, <c>_HH:MM:SS,MM-DD-YYYY</c> in GMT.</summary>
internal static class Dc09Time
{
    /// <summary>Its length with the underscore.</summary>
    public const int Length = 20;

    private static readonly InstantPattern Pattern = InstantPattern.Create("'_'HH:mm:ss','MM-dd-uuuu", CultureInfo.InvariantCulture);

    /// <summary>As it is sent.</summary>
    public static string Of(Instant time) => Pattern.Format(time);

    /// <summary>Whether this has the form of a time, be there such a time or not.</summary>
    public static bool HasForm(ReadOnlySpan<byte> text)
    {
        if (text.Length != Length) return false;
        var form = "_00:00:00,00-00-0000"u8;
        for (var i = 0; i < Length; i++)
        {
            if (form[i] == '0' ? !char.IsAsciiDigit((char)text[i]) : text[i] != form[i]) return false;
        }
        return true;
    }

    /// <summary>The time that it says; null when there is no such time, or it is of no year in which a device has been built.</summary>
    public static Instant? Read(ReadOnlySpan<byte> text)
    {
        if (!HasForm(text)) return null;
        var (hour, minute, second) = (Number(text[1..3]), Number(text[4..6]), Number(text[7..9]));
        var (month, day, year) = (Number(text[10..12]), Number(text[13..15]), Number(text[16..]));
        if (hour > 23 || minute > 59 || second > 59 || year is < 2000 or > 2099 || month is < 1 or > 12) return null;
        if (day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month)) return null;
        return Instant.FromUtc(year, month, day, hour, minute, second);
    }

    private static int Number(ReadOnlySpan<byte> digits) => AsciiBytes.TryNumber(digits, out var number) ? number : 0;
}
