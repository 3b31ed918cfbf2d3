using NodaTime;

namespace ElderCare.Domain.People;

/// <summary>A category that a person holds for a time, such as <c>minimumLivingAllowance</c>; what it gives may last longer, see <see cref="CategoryPolicy"/>.</summary>
public sealed class CategoryPeriod : RecordedPeriod
{
    /// <summary>Category code.</summary>
    public required string Category { get; init; }

    /// <summary>The same category for other days, as it is known from now on.</summary>
    public CategoryPeriod Corrected(LocalDate from, LocalDate? to, string source, Instant now) =>
        new() { Id = Guid.CreateVersion7(), SeniorId = SeniorId, Category = Category, ValidFrom = from, ValidTo = to, Source = source, RecordedAt = now };
}
