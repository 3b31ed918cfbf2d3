using System.Text;

namespace ElderCare.Integrations.Devices.Protocols;

/// <summary>Reads the text fields of a protocol straight from its bytes; never throws.</summary>
internal static class AsciiBytes
{
    /// <summary>As long as <c>DeviceReport.Detail</c> may be.</summary>
    private const int LongestText = 200;

    /// <summary>Whether all are hexadecimal digits of either case; an empty field is none.</summary>
    public static bool AreHex(ReadOnlySpan<byte> field)
    {
        foreach (var one in field)
        {
            if (!char.IsAsciiHexDigit((char)one)) return false;
        }
        return !field.IsEmpty;
    }

    /// <summary>Whether all are visible ASCII characters; an empty field is none.</summary>
    public static bool AreVisible(ReadOnlySpan<byte> field) => !field.IsEmpty && field.IndexOfAnyExceptInRange((byte)0x21, (byte)0x7E) < 0;

    /// <summary>A whole decimal number without a sign, at most nine digits.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> field, out int number)
    {
        number = 0;
        if (field.IsEmpty || field.Length > 9 || field.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0) return false;
        foreach (var one in field) number = (number * 10) + (one - '0');
        return true;
    }

    /// <summary>A hexadecimal number of at most eight digits, of either case.</summary>
    public static bool TryHex(ReadOnlySpan<byte> field, out uint number)
    {
        number = 0;
        if (field.Length > 8 || !AreHex(field)) return false;
        foreach (var one in field) number = (number << 4) | (uint)HexValue(one);
        return true;
    }

    /// <summary>What people may read of a field: UTF-8, at most 200 characters, without control characters.</summary>
    public static string Text(ReadOnlySpan<byte> field)
    {
        // No character has more than four bytes, so nothing that is kept is cut here.
        var text = Encoding.UTF8.GetString(field[..Math.Min(field.Length, 4 * LongestText)]);
        return Shortened(string.Create(text.Length, text, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = char.IsControl(from[i]) ? ' ' : from[i];
        }).Trim());
    }

    /// <summary>At most 200 characters of it, no character cut in two.</summary>
    public static string Shortened(string text)
    {
        if (text.Length <= LongestText) return text;
        return text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)];
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
