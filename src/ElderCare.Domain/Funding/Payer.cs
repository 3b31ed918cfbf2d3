namespace ElderCare.Domain.Funding;

/// <summary>Who pays a part of a price, in the order in which ties are settled.</summary>
public enum Payer
{
    /// <summary>The city's budget.</summary>
    City,

    /// <summary>The district's budget.</summary>
    District,

    /// <summary>The town's or street's budget.</summary>
    Town,

    /// <summary>A charity fund.</summary>
    Charity,

    /// <summary>The senior, never a payer of a rule.</summary>
    Senior,
}
