namespace ElderCare.Integrations.Devices.Protocols.Watch;

/// <summary>The beginning of a watch frame: <c>[MM*ID*LLLL*</c> or, with the device's count, <c>[MM*ID*IIII*LLLL*</c>.</summary>
internal readonly ref struct WatchHeader
{
    /// <summary>Enough bytes to tell a header, its bracket included.</summary>
    public const int Longest = 1 + MakerLength + 1 + LongestId + 1 + LongestCount + 1 + LongestCount + 1;

    private const int MakerLength = 2, LongestId = 20, LongestCount = 8;

    private WatchHeader(ReadOnlySpan<byte> maker, ReadOnlySpan<byte> id, ReadOnlySpan<byte> index, ReadOnlySpan<byte> length, int contentAt)
    {
        Maker = maker;
        Id = id;
        Index = index;
        ContentAt = contentAt;
        ContentLength = AsciiBytes.TryHex(length, out var number) && number <= int.MaxValue / 2 ? (int)number : null;
    }

    /// <summary>The maker's two letters.</summary>
    public ReadOnlySpan<byte> Maker { get; }

    /// <summary>How the device names itself; empty where it does not.</summary>
    public ReadOnlySpan<byte> Id { get; }

    /// <summary>The device's count, four hexadecimal digits; empty in the form without.</summary>
    public ReadOnlySpan<byte> Index { get; }

    /// <summary>Where the content begins.</summary>
    public int ContentAt { get; }

    /// <summary>How long the device says its content is, which often is wrong; null when it is no number.</summary>
    public int? ContentLength { get; }

    /// <summary>Reads a header.</summary>
    /// <param name="bytes">From the opening bracket on.</param>
    /// <param name="moreMayCome">Whether the bytes may be a part of what is being received.</param>
    /// <param name="header">What it says.</param>
    /// <returns>False when it is none; null when more bytes will tell.</returns>
    public static bool? TryRead(ReadOnlySpan<byte> bytes, bool moreMayCome, out WatchHeader header)
    {
        header = default;
        bool? tooFew = moreMayCome ? null : false;
        if (bytes.IsEmpty) return tooFew;
        if (bytes[0] != '[') return false;
        var at = 1;
        if (Field(bytes, ref at, MakerLength, out var maker) is not true and var wrongMaker) return wrongMaker ?? tooFew;
        if (maker.Length != MakerLength) return false;
        if (Field(bytes, ref at, LongestId, out var id, mayBeEmpty: true) is not true and var wrongId) return wrongId ?? tooFew;
        if (Field(bytes, ref at, LongestCount, out var first) is not true and var wrongLength) return wrongLength ?? tooFew;
        header = new WatchHeader(maker, id, default, first, at);
        if (!IsCount(first)) return true;

        // A count is one only if a length of the same form follows it; else what follows is the content.
        var next = at;
        var second = Field(bytes, ref next, 4, out var length);
        if (second is true && IsCount(length)) header = new WatchHeader(maker, id, first, length, next);
        return second is null && moreMayCome && AreHexSoFar(bytes[at..]) ? null : true;
    }

    private static bool IsCount(ReadOnlySpan<byte> field) => field.Length == 4 && AsciiBytes.AreHex(field);

    private static bool AreHexSoFar(ReadOnlySpan<byte> rest) => rest.IsEmpty || AsciiBytes.AreHex(rest);

    /// <summary>Takes letters and digits up to a star; false when something else stands there, null when the star has not come yet.</summary>
    private static bool? Field(ReadOnlySpan<byte> bytes, scoped ref int at, int most, out ReadOnlySpan<byte> field, bool mayBeEmpty = false)
    {
        var end = at;
        while (end < bytes.Length && end - at < most && char.IsAsciiLetterOrDigit((char)bytes[end])) end++;
        field = bytes[at..end];
        if (end == bytes.Length) return null;
        if ((field.IsEmpty && !mayBeEmpty) || bytes[end] != '*') return false;
        at = end + 1;
        return true;
    }
}
