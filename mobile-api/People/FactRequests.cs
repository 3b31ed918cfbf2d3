using ElderCare.Domain.People;
using NodaTime;

namespace ElderCare.MobileApi.People;

/// <summary>A category that a person was granted.</summary>
/// <param name="Category">Category code.</param>
/// <param name="ValidFrom">First day, counted in.</param>
/// <param name="ValidTo">First day after the last; absent while it lasts.</param>
/// <param name="Source">Where it was learnt from; no name and no number of a person.</param>
internal sealed record RecordCategoryRequest(string? Category, LocalDate? ValidFrom, LocalDate? ValidTo, string? Source);

/// <summary>When something ended.</summary>
/// <param name="ValidTo">First day on which it no longer holds.</param>
/// <param name="Source">Where it was learnt from.</param>
internal sealed record EndPeriodRequest(LocalDate? ValidTo, string? Source);

/// <summary>What was recorded wrongly.</summary>
/// <param name="Source">Where it was learnt from.</param>
internal sealed record CorrectionRequest(string? Source);

/// <summary>A move.</summary>
/// <param name="Basis">Whether the registration moved or the home.</param>
/// <param name="DivisionCode">Where to; a home is in a district or below one.</param>
/// <param name="EffectiveOn">First day there: the old division pays up to the day before.</param>
/// <param name="Source">Where it was learnt from.</param>
internal sealed record RecordMoveRequest(DivisionBasis? Basis, string? DivisionCode, LocalDate? EffectiveOn, string? Source);

/// <summary>Days away.</summary>
/// <param name="Kind">Where the person is.</param>
/// <param name="ValidFrom">First day, counted in.</param>
/// <param name="ValidTo">The day on which they are back; absent while it is not known.</param>
/// <param name="Source">Where it was learnt from.</param>
internal sealed record RecordAbsenceRequest(AbsenceKind? Kind, LocalDate? ValidFrom, LocalDate? ValidTo, string? Source);

/// <summary>A death.</summary>
/// <param name="DiedOn">The day of death, not in the future.</param>
/// <param name="UsedByFamily">Whether the family is known to have used what was claimed afterwards: then they owe it, else the provider does.</param>
/// <param name="Source">Where it was learnt from.</param>
internal sealed record RecordDeathRequest(LocalDate? DiedOn, bool? UsedByFamily, string? Source);
