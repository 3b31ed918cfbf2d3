using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Reviews;

/// <summary>What is known of a person in whose name visits or meals are claimed; whatever is not known is null.</summary>
/// <param name="Id">The person.</param>
/// <param name="BornOn">Birthday.</param>
/// <param name="DiedOn">Day of death.</param>
/// <param name="Phone">Telephone number.</param>
/// <param name="Home">Where they live.</param>
/// <param name="Away">When they were not at home.</param>
public sealed record KnownSenior(string Id, LocalDate? BornOn, LocalDate? DiedOn, string? Phone, GeoPoint? Home, IReadOnlyList<DaysAway> Away);
