using NodaTime;

namespace ElderCare.Domain.Canteens;

/// <summary>A licence of a meal point.</summary>
/// <param name="Kind">What it allows.</param>
/// <param name="Number">As printed on it.</param>
/// <param name="ExpiresOn">The last day on which it holds.</param>
public sealed record Licence(LicenceKind Kind, string Number, LocalDate ExpiresOn);
