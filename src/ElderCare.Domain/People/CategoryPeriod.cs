using NodaTime;

namespace ElderCare.Domain.People;

/// <summary>A category that a person holds for a time, such as <c>minimumLivingAllowance</c>.</summary>
public sealed class CategoryPeriod
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose category.</summary>
    public required Guid SeniorId { get; init; }

    /// <summary>Category code.</summary>
    public required string Category { get; init; }

    /// <summary>First day, counted in.</summary>
    public required LocalDate ValidFrom { get; init; }

    /// <summary>First day after the last, not counted; null while it lasts.</summary>
    public LocalDate? ValidTo { get; init; }

    /// <summary>When it was learnt.</summary>
    public required Instant RecordedAt { get; init; }
}
