using NodaTime;

namespace ElderCare.Domain.Shared;

/// <summary>A date whose kind is written down because it differs from its weekday's, or to keep its name.</summary>
/// <param name="Date">The date in the city.</param>
/// <param name="Kind">What the date is.</param>
public sealed record HolidayRow(LocalDate Date, DayKind Kind);
