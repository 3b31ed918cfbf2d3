namespace ElderCare.Domain.Funding;

/// <summary>Money set aside by a payer for a purpose; its balance lives in the ledger and never passes the floor of its account.</summary>
public sealed class Fund
{
    /// <summary>Stable id such as <c>fund-371002-meals</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Name in Chinese.</summary>
    public required string NameZh { get; init; }

    /// <summary>Name in English.</summary>
    public required string NameEn { get; init; }

    /// <summary>The division whose money it is.</summary>
    public required string DivisionCode { get; init; }
}
