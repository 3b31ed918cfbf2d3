using NodaTime;

namespace ElderCare.Domain.People;

/// <summary>A category that somebody is said to hold for a time.</summary>
/// <param name="Category">Category code, such as <c>minimumLivingAllowance</c>.</param>
/// <param name="ValidFrom">First day, counted in.</param>
/// <param name="ValidTo">First day after the last, not counted; null while it lasts.</param>
public sealed record CategoryClaim(string? Category, LocalDate? ValidFrom, LocalDate? ValidTo);
