namespace ElderCare.Domain.Funding;

/// <summary>What of a fund runs short.</summary>
public enum FundShortage
{
    /// <summary>Its money.</summary>
    Balance,

    /// <summary>What it may pay this month.</summary>
    MonthlyCap,

    /// <summary>What it may pay this year.</summary>
    YearlyCap,
}
