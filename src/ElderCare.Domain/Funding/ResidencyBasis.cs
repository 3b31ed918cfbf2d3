namespace ElderCare.Domain.Funding;

/// <summary>By which of a person's divisions a rule matches.</summary>
public enum ResidencyBasis
{
    /// <summary>The household registration (户籍).</summary>
    Hukou,

    /// <summary>The habitual residence (常住).</summary>
    Residence,

    /// <summary>The household registration, or else the residence.</summary>
    Either,
}
