namespace ElderCare.Integrations.Devices.Protocols.Gt06;

/// <summary>Finds the way back into a stream whose next frame is not right.</summary>
internal static class Gt06Resynchronisation
{
    /// <summary>How many times over the bytes may be summed in search of a right frame; only bytes made for the purpose need more.</summary>
    private const int MostSums = 8;

    /// <summary>Within how many bytes the end of a frame whose length is wrong is awaited, and searched for by its check sum.</summary>
    private const int Nearby = 512;

    /// <summary>How many bytes to cut off as a broken frame.</summary>
    /// <param name="bytes">All there is, beginning with what looks like a frame but is not a whole and right one.</param>
    /// <returns>0 when more bytes are needed.</returns>
    public static int BrokenLength(ReadOnlySpan<byte> bytes)
    {
        var claimed = Gt06Packet.Claims(bytes);
        if (claimed > bytes.Length) return NextStart(bytes, bytes.Length, passOpen: true);
        if (bytes[..claimed].EndsWith("\r\n"u8)) return NextStart(bytes, claimed, passOpen: false) is > 0 and var inside ? inside : claimed;
        var line = bytes.IndexOf("\r\n"u8) + 2;
        var limit = line < 2 ? bytes.Length : Math.Min(bytes.Length, Math.Max(line, Nearby));
        var next = NextStart(bytes, limit, passOpen: false);
        var end = EndOf(bytes[..(next > 0 ? next : limit)]);
        if (end > 0) return end;
        if (next > 0) return next;
        return bytes.Length < Nearby ? 0 : bytes.Length;
    }

    // The first right frame behind the first byte, or, unless those are passed over, the first that may still become one.
    private static int NextStart(ReadOnlySpan<byte> bytes, int limit, bool passOpen)
    {
        var budget = (long)limit * MostSums;
        for (var at = 1; at < limit; at++)
        {
            var found = bytes[at..limit].IndexOfAny<byte>(0x78, 0x79);
            if (found < 0) return 0;
            at += found;
            var rest = bytes[at..];
            var claimed = Gt06Packet.Claims(rest);
            if (claimed < 0) continue;
            if (claimed == 0 || claimed > rest.Length)
            {
                if (!passOpen) return at;
            }
            else if (IsRight(rest[..claimed], ref budget)) return at;
        }
        return 0;
    }

    // Some firmware counts its length wrong. The frame then ends where its check sum is right, or else at the first end of a line.
    private static int EndOf(ReadOnlySpan<byte> bytes)
    {
        var budget = (long)bytes.Length * MostSums;
        var first = 0;
        for (var at = 0; bytes[at..].IndexOf("\r\n"u8) is >= 0 and var found;)
        {
            at += found + 2;
            if (first == 0) first = at;
            if (IsRight(bytes[..at], ref budget)) return at;
        }
        return first;
    }

    private static bool IsRight(ReadOnlySpan<byte> frame, ref long budget)
    {
        if (!frame.EndsWith("\r\n"u8) || budget <= 0) return false;
        budget -= frame.Length;
        return Gt06Packet.HasRightSum(frame);
    }
}
