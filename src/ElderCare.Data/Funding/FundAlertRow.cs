using ElderCare.Domain.Funding;
using NodaTime;

namespace ElderCare.Data.Funding;

/// <summary>A shortness of a fund that officers have been told of; it goes when the fund has enough again.</summary>
public sealed class FundAlertRow
{
    /// <summary>The fund.</summary>
    public required string FundId { get; init; }

    /// <summary>What is short.</summary>
    public required FundShortage Shortage { get; init; }

    /// <summary>When they were told.</summary>
    public required Instant RaisedAt { get; init; }
}
