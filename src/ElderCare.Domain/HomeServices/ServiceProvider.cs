namespace ElderCare.Domain.HomeServices;

/// <summary>A firm or association that a city buys home services from.</summary>
public sealed class ServiceProvider
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; set; }

    /// <summary>Where its office is; who covers this may change it.</summary>
    public required string DivisionCode { get; init; }

    /// <summary>Whether it takes orders.</summary>
    public required bool IsActive { get; set; }

    /// <summary>Counts up at every change.</summary>
    public int Version { get; set; }
}
