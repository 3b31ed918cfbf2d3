using System.Buffers.Binary;
using NodaTime;

namespace ElderCare.Domain.Shared;

/// <summary>
/// UUIDs of version 7 of which each is greater than the one before, also within a millisecond: lines that are written together keep
/// their order. The millisecond and the 12 bits behind it are one counter that never goes back (RFC 9562, 6.2, method 3). The other
/// 62 bits are random but not secret: they are drawn without a call of the system, because an alarm takes six of them.
/// </summary>
public static class RisingIds
{
    private const long Version = 7L << 12;
    private const ulong Variant = 1UL << 63;
    private static long _last;

    /// <summary>The next one of this process.</summary>
    public static Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        var count = Rise(SystemClock.Instance.GetCurrentInstant().ToUnixTimeMilliseconds() << 12);
        BinaryPrimitives.WriteInt64BigEndian(bytes, (count >>> 12 << 16) | Version | (count & 0xFFF));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Variant | (ulong)Random.Shared.NextInt64(1L << 62));
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
