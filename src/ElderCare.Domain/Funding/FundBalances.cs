namespace ElderCare.Domain.Funding;

/// <summary>A purse of known balances, such as those read for a quote; a fund that is not in it is empty.</summary>
/// <param name="balances">What may still be taken from each fund, in fen.</param>
public sealed class FundBalances(IReadOnlyDictionary<string, long> balances) : IFundPurse
{
    private readonly Dictionary<string, long> left = new(balances, StringComparer.Ordinal);

    /// <summary>What the fund still has, in fen.</summary>
    public long Left(string fundId) => left.GetValueOrDefault(fundId);

    /// <summary>Puts an amount into the fund.</summary>
    public void Give(string fundId, long fen) => left[fundId] = Left(fundId) + fen;

    /// <inheritdoc/>
    public bool TryTake(string fundId, long fen)
    {
        if (Left(fundId) < fen) return false;
        left[fundId] = Left(fundId) - fen;
        return true;
    }

    /// <inheritdoc/>
    public long TakeWhatIsLeft(string fundId, long atMostFen)
    {
        var taken = Math.Max(0, Math.Min(Left(fundId), atMostFen));
        left[fundId] = Left(fundId) - taken;
        return taken;
    }
}
