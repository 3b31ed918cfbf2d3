using ElderCare.Domain.Emergency;

namespace ElderCare.Integrations.Devices.Protocols.Dc09;

/// <summary>
/// Events of SIA DC-03: <c>N[ti hh:mm][/id nnn][/ri area][/pi nn]/CCzzz[^text^]</c>, N new or O old, modifiers in small letters,
/// codes in two capitals with their zone; a slash may be missing, and several codes may follow each other.
/// </summary>
internal static class SiaEvents
{
    /// <summary>Understands a block.</summary>
    /// <param name="block">Between two bars.</param>
    /// <param name="events">Where to put what it says.</param>
    /// <returns>False when there is no code in it.</returns>
    public static bool Read(ReadOnlySpan<byte> block, List<Dc09Event> events)
    {
        var isMarked = !block.IsEmpty && block[0] is (byte)'N' or (byte)'O';
        var before = events.Count;
        if (isMarked) ReadParts(block[1..], isOld: block[0] == 'O', events);
        if (events.Count == before) ReadParts(block, isOld: false, events);
        return events.Count > before;
    }

    private static void ReadParts(ReadOnlySpan<byte> block, bool isOld, List<Dc09Event> events)
    {
        var modifiers = "";
        var hasOwn = false;
        while (!block.IsEmpty)
        {
            if (block[0] == '^')
            {
                var text = Text(ref block);
                if (hasOwn) events[^1] = events[^1] with { Detail = AsciiBytes.Shortened($"{events[^1].Detail} {text}".TrimEnd()) };
            }
            else if (IsPair(block, 'a', 'z'))
            {
                var length = ModifierLength(block);
                modifiers = AsciiBytes.Shortened($"{modifiers} {AsciiBytes.Text(block[..length])}");
                block = block[length..];
            }
            else if (IsPair(block, 'A', 'Z'))
            {
                var end = block.IndexOfAny("/^"u8);
                var code = end < 0 ? block : block[..end];
                events.Add(new Dc09Event(SiaCode.TypeOf((char)block[0], (char)block[1]), AsciiBytes.Shortened(AsciiBytes.Text(code) + modifiers), IsOld: isOld));
                hasOwn = true;
                block = block[code.Length..];
            }
            else
            {
                block = block[1..];
            }
        }
    }

    private static string Text(ref ReadOnlySpan<byte> block)
    {
        var rest = block[1..];
        var end = rest.IndexOf((byte)'^');
        var text = AsciiBytes.Text(end < 0 ? rest : rest[..end]);
        block = end < 0 ? default : rest[(end + 1)..];
        return text;
    }

    /// <summary>To the next slash or text, or to a code that follows digits without a slash.</summary>
    private static int ModifierLength(ReadOnlySpan<byte> block)
    {
        var end = block.IndexOfAny("/^"u8);
        var all = end < 0 ? block : block[..end];
        var digits = 2;
        while (digits < all.Length && (char.IsAsciiDigit((char)all[digits]) || all[digits] is (byte)':' or (byte)' ')) digits++;
        return digits > 2 && IsPair(all[digits..], 'A', 'Z') ? digits : all.Length;
    }

    private static bool IsPair(ReadOnlySpan<byte> block, char first, char last) =>
        block.Length >= 2 && block[0] >= first && block[0] <= last && block[1] >= first && block[1] <= last;
}
