using NodaTime;

namespace ElderCare.Domain.HomeServices;

/// <summary>A provider may serve the people of a division, for a time.</summary>
public sealed class ProviderContract
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Who serves.</summary>
    public required Guid ProviderId { get; init; }

    /// <summary>Whose people: the division and everything below it.</summary>
    public required string DivisionCode { get; init; }

    /// <summary>The first day.</summary>
    public required LocalDate ValidFrom { get; init; }

    /// <summary>The first day that no longer counts; null while no end is known.</summary>
    public LocalDate? ValidTo { get; init; }
}
