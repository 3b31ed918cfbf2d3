namespace ElderCare.Domain.Funding;

/// <summary>How a rule makes its amount.</summary>
public enum RuleKind
{
    /// <summary>The value in fen.</summary>
    Fixed,

    /// <summary>The value in basis points of the price, rounded half up.</summary>
    Percent,

    /// <summary>The price less the value in fen, which the senior pays.</summary>
    SelfPay,

    /// <summary>The whole price.</summary>
    Free,
}
