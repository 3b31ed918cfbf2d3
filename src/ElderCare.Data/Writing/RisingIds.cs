using System.Buffers.Binary;

namespace ElderCare.Data.Writing;

/// <summary>
/// UUIDs of version 7 of which each is greater than the one before, also within a millisecond: lines that are written together keep
/// their order. The millisecond and the 12 bits behind it are one counter that never goes back (RFC 9562, 6.2, method 3).
/// </summary>
public static class RisingIds
{
    private const long Version = 7L << 12;
    private static long _last;

    /// <summary>The next one of this process.</summary>
    public static Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7().TryWriteBytes(bytes, bigEndian: true, out _);
        var head = BinaryPrimitives.ReadInt64BigEndian(bytes);
        var count = Rise((head >>> 16 << 12) | (head & 0xFFF));
        BinaryPrimitives.WriteInt64BigEndian(bytes, (count >>> 12 << 16) | Version | (count & 0xFFF));
        return new(bytes, bigEndian: true);
    }

    private static long Rise(long count)
    {
        while (true)
        {
            var last = Interlocked.Read(ref _last);
            var next = Math.Max(count, last + 1);
            if (Interlocked.CompareExchange(ref _last, next, last) == last) return next;
        }
    }
}
