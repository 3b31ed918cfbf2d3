namespace ElderCare.Integrations.Devices.Protocols.Jt808;

/// <summary>How JT/T 808 keeps its delimiter out of a message: 7E is sent as 7D 02 and 7D as 7D 01.</summary>
public static class Jt808Escaping
{
    /// <summary>What stands at both ends of a frame.</summary>
    public const byte Delimiter = 0x7E;

    private const byte Escape = 0x7D;

    /// <summary>Undoes the escapes.</summary>
    /// <param name="escaped">What stands between the delimiters.</param>
    /// <param name="plain">Has room for as many bytes; it may be where <paramref name="escaped"/> is.</param>
    /// <returns>How many bytes it has become; -1 for an escape that there is not.</returns>
    public static int Unescape(ReadOnlySpan<byte> escaped, Span<byte> plain)
    {
        var written = 0;
        while (escaped.IndexOf(Escape) is >= 0 and var at)
        {
            if (at + 1 == escaped.Length || escaped[at + 1] is not (0x01 or 0x02)) return -1;
            var second = escaped[at + 1];
            escaped[..at].CopyTo(plain[written..]);
            written += at;
            plain[written++] = second == 0x01 ? Escape : Delimiter;
            escaped = escaped[(at + 2)..];
        }
        escaped.CopyTo(plain[written..]);
        return written + escaped.Length;
    }

    /// <summary>A frame: the message with its escapes, between delimiters.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> plain)
    {
        var frame = new List<byte>(plain.Length + 8) { Delimiter };
        foreach (var one in plain)
        {
            if (one is Escape or Delimiter) frame.AddRange([Escape, (byte)(one == Escape ? 0x01 : 0x02)]);
            else frame.Add(one);
        }
        frame.Add(Delimiter);
        return [.. frame];
    }
}
