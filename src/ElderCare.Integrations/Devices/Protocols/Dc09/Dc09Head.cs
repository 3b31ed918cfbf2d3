namespace ElderCare.Integrations.Devices.Protocols.Dc09;

/// <summary>What stands in front of a message: check sum and length, in one of the two forms found in the field.</summary>
internal enum Dc09Head
{
    /// <summary>No head at all.</summary>
    None,

    /// <summary>More bytes will tell.</summary>
    Undecided,

    /// <summary>Four digits of check sum, four of length, a quotation mark.</summary>
    Text,

    /// <summary>Two bytes of check sum, which may be any, four digits of length, a quotation mark.</summary>
    Binary,
}

/// <summary>Tells the heads apart.</summary>
internal static class Dc09Heads
{
    /// <summary>Bytes before the quotation mark of a text head.</summary>
    public const int TextLength = 8;

    /// <summary>Bytes before the quotation mark of a binary head.</summary>
    public const int BinaryLength = 6;

    /// <summary>The head at the beginning of what follows a line feed. The length's value is not looked at: panels count wrongly, or in decimals.</summary>
    /// <param name="bytes">Nine bytes are enough.</param>
    /// <param name="moreMayCome">Whether too few bytes are undecided or no head.</param>
    public static Dc09Head Of(ReadOnlySpan<byte> bytes, bool moreMayCome)
    {
        var (text, binary) = (Fits(bytes, 0, TextLength), Fits(bytes, BinaryLength - 4, BinaryLength));
        if (text && bytes.Length > TextLength) return Dc09Head.Text;
        if (binary && bytes.Length > BinaryLength) return Dc09Head.Binary;
        return moreMayCome && (text || binary) ? Dc09Head.Undecided : Dc09Head.None;
    }

    /// <summary>The same without the binary form, which garbage resembles too easily where no line feed announces a frame.</summary>
    public static Dc09Head OfText(ReadOnlySpan<byte> bytes)
    {
        if (!Fits(bytes, 0, TextLength)) return Dc09Head.None;
        return bytes.Length > TextLength ? Dc09Head.Text : Dc09Head.Undecided;
    }

    private static bool Fits(ReadOnlySpan<byte> bytes, int digitsFrom, int quote)
    {
        for (var i = digitsFrom; i < Math.Min(bytes.Length, quote); i++)
        {
            if (!char.IsAsciiHexDigit((char)bytes[i])) return false;
        }
        return bytes.Length <= quote || bytes[quote] == '"';
    }
}
