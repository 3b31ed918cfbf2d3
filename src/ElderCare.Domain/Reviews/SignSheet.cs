using System.Numerics;

namespace ElderCare.Domain.Reviews;

/// <summary>Which reasons were found for which record: one bit for each.</summary>
internal sealed class SignSheet(int records)
{
    private readonly ulong[] _bits = new ulong[records];

    public void Mark(int record, ReviewReason reason) => _bits[record] |= 1UL << (int)reason;

    /// <summary>The reasons of a record, in their order.</summary>
    public IEnumerable<ReviewReason> Of(int record)
    {
        for (var left = _bits[record]; left != 0; left &= left - 1) yield return (ReviewReason)BitOperations.TrailingZeroCount(left);
    }

    /// <summary>How many records have at least one of some reasons.</summary>
    public int CountWithAny(params ReviewReason[] reasons)
    {
        var mask = reasons.Aggregate(0UL, (bits, reason) => bits | (1UL << (int)reason));
        return _bits.Count(bits => (bits & mask) != 0);
    }
}
