using System.Buffers.Text;
using NodaTime;

namespace ElderCare.Integrations.Devices.Protocols.Dc09;

/// <summary>What the extended blocks of a frame say: X longitude, Y latitude, H the time of an event that waited. Others stay in the raw frame.</summary>
/// <param name="Latitude">Degrees north; null unless both are there.</param>
/// <param name="Longitude">Degrees east; null unless both are there.</param>
/// <param name="OccurredAt">When the event happened, if a block says it.</param>
/// <param name="IsFromMemory">Whether there is such a block.</param>
internal readonly record struct Dc09ExtendedData(double? Latitude, double? Longitude, Instant? OccurredAt, bool IsFromMemory)
{
    /// <summary>Reads the blocks behind the first.</summary>
    public static Dc09ExtendedData Of(ReadOnlySpan<byte> blocks)
    {
        double? latitude = null, longitude = null;
        Instant? occurredAt = null;
        var fromMemory = false;
        Dc09Body.NextBlock(ref blocks);
        while (!blocks.IsEmpty)
        {
            var block = Dc09Body.NextBlock(ref blocks);
            if (block.IsEmpty) continue;
            switch ((char)block[0])
            {
                case 'X': longitude = Angle(block[1..], 'E', 'W', 180); break;
                case 'Y': latitude = Angle(block[1..], 'N', 'S', 90); break;
                case 'H': (fromMemory, occurredAt) = (true, Moment(block[1..])); break;
            }
        }
        return latitude is null || longitude is null ? new(null, null, occurredAt, fromMemory) : new(latitude, longitude, occurredAt, fromMemory);
    }

    /// <summary>Whole degrees, the half of the globe, minutes: <c>006E07.7777777</c>.</summary>
    private static double? Angle(ReadOnlySpan<byte> text, char positive, char negative, int most)
    {
        var letter = text.IndexOfAny((byte)positive, (byte)negative);
        if (letter < 1 || !AsciiBytes.TryNumber(text[..letter], out var degrees)) return null;
        if (!Utf8Parser.TryParse(text[(letter + 1)..], out double minutes, out var used) || used != text.Length - letter - 1 || !(minutes is >= 0 and < 60)) return null;
        var angle = degrees + (minutes / 60);
        return angle > most ? null : text[letter] == positive ? angle : -angle;
    }

    private static Instant? Moment(ReadOnlySpan<byte> text)
    {
        Span<byte> marked = stackalloc byte[Dc09Time.Length];
        if (text.Length == Dc09Time.Length) return Dc09Time.Read(text);
        if (text.Length != Dc09Time.Length - 1) return null;
        marked[0] = (byte)'_';
        text.CopyTo(marked[1..]);
        return Dc09Time.Read(marked);
    }
}
