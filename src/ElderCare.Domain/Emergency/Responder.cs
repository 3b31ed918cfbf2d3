using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Emergency;

/// <summary>Somebody who drives to people in an emergency: whether on duty, and where last seen.</summary>
public sealed class Responder
{
    /// <summary>The responder's account.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Whether an incident may be given to them now.</summary>
    public bool IsOnDuty { get; set; }

    /// <summary>Degrees north, as last reported; null when never.</summary>
    public double? Latitude { get; private set; }

    /// <summary>Degrees east, as last reported; null when never.</summary>
    public double? Longitude { get; private set; }

    /// <summary>When the place was reported.</summary>
    public Instant? PlaceAt { get; private set; }

    /// <summary>Says where they are.</summary>
    public void Report(GeoPoint place, Instant now) => (Latitude, Longitude, PlaceAt) = (place.Latitude, place.Longitude, now);
}
