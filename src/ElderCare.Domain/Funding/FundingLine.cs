namespace ElderCare.Domain.Funding;

/// <summary>Who pays which part of a rule's amount; exactly one of the four forms of a share is set.</summary>
public sealed record FundingLine
{
    /// <summary>Who pays, never the senior.</summary>
    public Payer? Payer { get; init; }

    /// <summary>The fund that pays, or <see cref="SubsidyRule.OwnDistrictFund"/>.</summary>
    public string? FundId { get; init; }

    /// <summary>The division in which the canteen must lie, else this payer drops; null for no such limit.</summary>
    public string? OnlyInside { get; init; }

    /// <summary>A share as an amount in fen.</summary>
    public long? ShareFen { get; init; }

    /// <summary>A share in basis points of the rule's amount.</summary>
    public long? ShareBasisPoints { get; init; }

    /// <summary>A share in basis points of the price, rounded half up.</summary>
    public long? PriceBasisPoints { get; init; }

    /// <summary>True when the line takes what the other lines leave.</summary>
    public bool? Rest { get; init; }

    /// <summary>The most that the line pays, in fen.</summary>
    public long? CapFen { get; init; }
}
