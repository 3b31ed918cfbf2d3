namespace ElderCare.Domain.Shared;

/// <summary>A year that the work calendar has.</summary>
/// <param name="Year">The Gregorian year.</param>
/// <param name="Status">How certain it is.</param>
public sealed record CalendarYear(int Year, CalendarYearStatus Status);
