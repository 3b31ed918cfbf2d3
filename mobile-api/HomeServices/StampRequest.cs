using System.Text.RegularExpressions;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Errors;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>What a caregiver's phone says when they set out, come or go.</summary>
/// <param name="Latitude">Degrees north, WGS-84.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="AccuracyMetres">How sure the phone is.</param>
/// <param name="Code">The person's code, from their screen or by telephone.</param>
/// <param name="OccurredAt">The device's clock; the server's where absent.</param>
/// <param name="MockLocation">Whether the place is made up by another program.</param>
/// <param name="PhotoSha256">The hash of a photo.</param>
/// <param name="Reason">Why it is late, short or without a code.</param>
internal sealed partial record StampRequest(
    double? Latitude, double? Longitude, double? AccuracyMetres, string? Code, Instant? OccurredAt, bool? MockLocation, string? PhotoSha256, string? Reason)
{
    private const int LongestReason = 200;
    private const double WorstAccuracy = 1_000_000;

    public GeoPoint? Place => Latitude is { } latitude && Longitude is { } longitude ? new(latitude, longitude) : null;

    public bool HasReason => !string.IsNullOrWhiteSpace(Reason);

    /// <exception cref="RequestProblem">400 that names every field that is malformed.</exception>
    public StampRequest Checked()
    {
        new FieldErrors()
            .Require(Latitude is null or (>= -90 and <= 90), "latitude", "要在 -90 到 90 之间。", "It must be -90 to 90.")
            .Require(Longitude is null or (>= -180 and <= 180), "longitude", "要在 -180 到 180 之间。", "It must be -180 to 180.")
            .Require(Latitude is null == Longitude is null, Latitude is null ? "latitude" : "longitude", "经纬度要一起给。", "Latitude and longitude come together.")
            .Require(AccuracyMetres is null or (>= 0 and <= WorstAccuracy), "accuracyMetres", "要在 0 到 1000000 之间。", "It must be 0 to 1,000,000.")
            .Require(PhotoSha256 is null || Hash().IsMatch(PhotoSha256), "photoSha256", "要 64 位十六进制。", "It must be 64 hexadecimal digits.")
            .Require(Reason is null || Reason.Length <= LongestReason, "reason", $"最多 {LongestReason} 个字。", $"{LongestReason} characters at most.")
            .Require(Code is null || Code.Length <= 20, "code", "最多 20 个字。", "20 characters at most.")
            .ThrowIfAny();
        return this;
    }

    [GeneratedRegex(@"^[0-9a-fA-F]{64}\z")]
    private static partial Regex Hash();
}
