using System.Numerics;

namespace ElderCare.Domain.Reviews;

/// <summary>Which reasons were found for which record: one bit for each.</summary>
internal sealed class SignSheet(int records)
{
    private readonly ulong[] _bits = new ulong[records];

    public void Mark(int record, ReviewReason reason) => _bits[record] |= 1UL << (int)reason;

    public void Clear(int record, ReviewReason reason) => _bits[record] &= ~(1UL << (int)reason);

    public bool Has(int record, ReviewReason reason) => (_bits[record] & (1UL << (int)reason)) != 0;

    /// <summary>The reasons of a record, in their order.</summary>
    public IEnumerable<ReviewReason> Of(int record)
    {
        for (var left = _bits[record]; left != 0; left &= left - 1) yield return (ReviewReason)BitOperations.TrailingZeroCount(left);
    }

    /// <summary>How many records have each reason.</summary>
    public int[] Counts()
    {
        var counts = new int[64];
        foreach (var bits in _bits)
        {
            for (var left = bits; left != 0; left &= left - 1) counts[BitOperations.TrailingZeroCount(left)]++;
        }
        return counts;
    }
}
