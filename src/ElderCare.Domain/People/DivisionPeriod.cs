using NodaTime;

namespace ElderCare.Domain.People;

/// <summary>The division in which a person was registered or lived for a time. Somebody who never moved has none: the person's record says it.</summary>
public sealed class DivisionPeriod : RecordedPeriod
{
    /// <summary>Registered or living there.</summary>
    public required DivisionBasis Basis { get; init; }

    /// <summary>The division.</summary>
    public required string DivisionCode { get; init; }

    /// <summary>The same division for other days, as it is known from now on.</summary>
    public DivisionPeriod Corrected(LocalDate from, LocalDate? to, string source, Instant now) =>
        new() { Id = Guid.CreateVersion7(), SeniorId = SeniorId, Basis = Basis, DivisionCode = DivisionCode, ValidFrom = from, ValidTo = to, Source = source, RecordedAt = now };
}
