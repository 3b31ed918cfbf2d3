using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.HomeServices;

/// <summary>A visit that a caregiver has taken.</summary>
/// <param name="SeniorId">Who is visited.</param>
/// <param name="Home">Where.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="EndsAt">When it ends.</param>
public sealed record PlannedVisit(Guid SeniorId, GeoPoint Home, Instant StartsAt, Instant EndsAt)
{
    /// <summary>How long it takes, in minutes.</summary>
    public double Minutes => (EndsAt - StartsAt).TotalMinutes;
}
