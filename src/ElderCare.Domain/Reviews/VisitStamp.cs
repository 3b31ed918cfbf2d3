using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Reviews;

/// <summary>A check-in or a check-out as the worker's phone told it; whatever it did not tell is null.</summary>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="AccuracyMetres">Within how many metres the phone believes its position.</param>
/// <param name="OccurredAt">When, by the phone's clock.</param>
/// <param name="MockLocation">Whether the phone says that an app made its position up.</param>
/// <param name="PhotoSha256">SHA-256 of the photo, compared as text whatever its letter case.</param>
/// <param name="Reason">What the worker gave as the reason for something unusual.</param>
public sealed record VisitStamp(
    double? Latitude, double? Longitude, double? AccuracyMetres, Instant? OccurredAt, bool MockLocation, string? PhotoSha256, string? Reason)
{
    /// <summary>Where, if the phone told.</summary>
    public GeoPoint? Place => Latitude is { } latitude && Longitude is { } longitude ? new GeoPoint(latitude, longitude) : null;
}
