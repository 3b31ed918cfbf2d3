using NodaTime;

namespace ElderCare.Data.Funding;

/// <summary>A subsidy rule as kept: its shape as JSON, with its version and whether it is in force.</summary>
public sealed class SubsidyRuleRow
{
    /// <summary>Stable id such as <c>wh-illus-60</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Counts up with each publication; orders name it.</summary>
    public required int Version { get; init; }

    /// <summary><c>draft</c>, <c>published</c> or <c>withdrawn</c>.</summary>
    public required string Status { get; set; }

    /// <summary>The city that it belongs to.</summary>
    public required string City { get; init; }

    /// <summary>The rule in the contract's shape.</summary>
    public required string Json { get; init; }
}
