using NodaTime;

namespace ElderCare.Domain.HomeServices;

/// <summary>Days on which a caregiver does not work.</summary>
public sealed class CaregiverLeave
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose.</summary>
    public required Guid CaregiverId { get; init; }

    /// <summary>The first day.</summary>
    public required LocalDate From { get; init; }

    /// <summary>The first day on which they work again.</summary>
    public required LocalDate Until { get; init; }

    /// <summary>Why, such as <c>sick</c>.</summary>
    public required string Reason { get; init; }
}
