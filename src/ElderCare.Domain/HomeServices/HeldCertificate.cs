using NodaTime;

namespace ElderCare.Domain.HomeServices;

/// <summary>A certificate of a caregiver.</summary>
/// <param name="Code">What it is for, such as <c>nursing</c>.</param>
/// <param name="ExpiresOn">The last day on which it counts; null when it does not expire.</param>
public sealed record HeldCertificate(string Code, LocalDate? ExpiresOn);
