using System.Globalization;

namespace ElderCare.Domain.Shared;

/// <summary>Arithmetic on whole fen (1/100 yuan). Amounts are <see cref="long"/>s whose names end in <c>Fen</c>.</summary>
public static class Money
{
    /// <summary>The most that one amount on an order may be: 1,000,000 yuan.</summary>
    public const long MaximumFen = 100_000_000;

    /// <summary>Two decimals, no unit: 1100 is "11.00".</summary>
    public static string Yuan(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A share of an amount in basis points (1/10,000), rounded half up to the fen; both are not negative.</summary>
    public static long Share(long fen, long basisPoints) => (checked(fen * basisPoints) + 5_000) / 10_000;

    /// <summary>
    /// Spreads <paramref name="total"/> over <paramref name="weights"/> pro rata by largest remainder; the parts sum to the
    /// total. Ties go to the earlier weight, so list the weights in the order of preference. All weights zero: all parts zero.
    /// </summary>
    public static long[] Spread(long total, IReadOnlyList<long> weights)
    {
        var sum = (Int128)weights.Sum();
        var parts = new long[weights.Count];
        if (sum == 0) return parts;
        var remainders = new Int128[weights.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            var (part, remainder) = Int128.DivRem((Int128)total * weights[i], sum);
            (parts[i], remainders[i]) = ((long)part, remainder);
        }
        var left = total - parts.Sum();
        foreach (var i in Enumerable.Range(0, parts.Length).OrderByDescending(i => remainders[i]).ThenBy(i => i).Take((int)left)) parts[i]++;
        return parts;
    }
}
