namespace ElderCare.MobileApi.Funding;

/// <summary>Bounds of what an officer may enter, so that sums stay far from overflowing.</summary>
internal static class FundLimits
{
    /// <summary>The largest cap or allotment: 10 billion yuan.</summary>
    public const long MostFen = 1_000_000_000_000;
}
