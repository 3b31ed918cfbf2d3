using NodaTime;

namespace ElderCare.MobileApi.Funding;

/// <summary>Who eats, made up.</summary>
internal sealed record TrialPerson(LocalDate? BornOn, string? HukouDivision, string? ResidenceDivision, IReadOnlyList<string>? Categories);
