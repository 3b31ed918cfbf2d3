namespace ElderCare.Domain.Meals;

/// <summary>What one fund gets back, or still pays, by one rule.</summary>
public sealed class AdjustmentLine
{
    /// <summary>Of which adjustment.</summary>
    public required Guid AdjustmentId { get; init; }

    /// <summary>The fund.</summary>
    public required string FundId { get; init; }

    /// <summary>The rule with its version, such as <c>wh-illus-60@1</c>.</summary>
    public required string RuleVersion { get; init; }

    /// <summary>What the fund gets back, above 0, or still pays, below 0.</summary>
    public required long AmountFen { get; init; }
}
