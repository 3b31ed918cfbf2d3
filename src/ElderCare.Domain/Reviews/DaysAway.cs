using NodaTime;

namespace ElderCare.Domain.Reviews;

/// <summary>Days on which a person was in hospital, in an institution or elsewhere.</summary>
/// <param name="From">The day of leaving.</param>
/// <param name="To">The day of coming back; null when not known yet.</param>
public sealed record DaysAway(LocalDate From, LocalDate? To);
