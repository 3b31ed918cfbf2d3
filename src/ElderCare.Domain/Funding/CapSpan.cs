namespace ElderCare.Domain.Funding;

/// <summary>The time for which a cap of a fund counts.</summary>
public enum CapSpan
{
    /// <summary>A calendar month of the city.</summary>
    Month,

    /// <summary>A calendar year of the city.</summary>
    Year,
}
