using NodaTime;

namespace ElderCare.Domain.People;

/// <summary>Days on which a person is away, in hospital or in an institution; one at a time.</summary>
public sealed class Absence : RecordedPeriod
{
    /// <summary>Where the person is.</summary>
    public required AbsenceKind Kind { get; init; }

    /// <summary>The same absence for other days, as it is known from now on.</summary>
    public Absence Corrected(LocalDate from, LocalDate? to, string source, Instant now) =>
        new() { Id = Guid.CreateVersion7(), SeniorId = SeniorId, Kind = Kind, ValidFrom = from, ValidTo = to, Source = source, RecordedAt = now };
}
