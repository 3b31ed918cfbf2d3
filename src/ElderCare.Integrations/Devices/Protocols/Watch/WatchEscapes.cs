namespace ElderCare.Integrations.Devices.Protocols.Watch;

/// <summary>The escapes of binary content: 7D 01 to 7D 05 are a closing brace, both square brackets, a comma and a star.</summary>
public static class WatchEscapes
{
    private const byte Escape = 0x7D;

    private static ReadOnlySpan<byte> Escaped => "}[],*"u8;

    /// <summary>Takes the escapes out; a brace that no known escape follows stays as it is.</summary>
    public static byte[] Remove(ReadOnlySpan<byte> content)
    {
        var plain = new byte[content.Length];
        var length = 0;
        for (var i = 0; i < content.Length; i++)
        {
            var isEscape = content[i] == Escape && i + 1 < content.Length && content[i + 1] >= 1 && content[i + 1] <= Escaped.Length;
            plain[length++] = isEscape ? Escaped[content[++i] - 1] : content[i];
        }
        return plain[..length];
    }

    /// <summary>Puts the escapes in.</summary>
    public static byte[] Add(ReadOnlySpan<byte> content)
    {
        var escaped = new byte[2 * content.Length];
        var length = 0;
        foreach (var one in content)
        {
            var code = Escaped.IndexOf(one);
            escaped[length++] = code < 0 ? one : Escape;
            if (code >= 0) escaped[length++] = (byte)(code + 1);
        }
        return escaped[..length];
    }
}
