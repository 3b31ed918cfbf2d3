namespace ElderCare.Domain.People;

/// <summary>Which of a person's two divisions.</summary>
public enum DivisionBasis
{
    /// <summary>户籍: where the household is registered.</summary>
    Hukou,

    /// <summary>常住: where the person lives.</summary>
    Residence,
}
