namespace ElderCare.Domain.Funding;

/// <summary>How a fund stands at a moment.</summary>
/// <param name="BalanceFen">What it can still spend, in fen.</param>
/// <param name="AllottedFen">What it was given within a year, in fen.</param>
/// <param name="Month">What is left of the month's cap, and the cap; null without one.</param>
/// <param name="Year">What is left of the year's cap, and the cap; null without one.</param>
public sealed record FundStanding(long BalanceFen, long AllottedFen, (long LeftFen, long CapFen)? Month, (long LeftFen, long CapFen)? Year)
{
    /// <summary>What is shorter than the policy wants. A fund that was given nothing within a year is not watched for its balance.</summary>
    public IReadOnlySet<FundShortage> Shortages(FundWatchPolicy policy)
    {
        var found = new HashSet<FundShortage>();
        if (AllottedFen > 0 && IsShort(BalanceFen, AllottedFen, policy.LowBalancePercent)) found.Add(FundShortage.Balance);
        if (Month is { } month && IsShort(month.LeftFen, month.CapFen, policy.LowCapPercent)) found.Add(FundShortage.MonthlyCap);
        if (Year is { } year && IsShort(year.LeftFen, year.CapFen, policy.LowCapPercent)) found.Add(FundShortage.YearlyCap);
        return found;
    }

    private static bool IsShort(long leftFen, long ofFen, int percent) => (Int128)leftFen * 100 < (Int128)ofFen * percent;
}
