using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.HomeServices;

/// <summary>Somebody who serves people at home (护理员).</summary>
public sealed class Caregiver
{
    /// <summary>The best rating.</summary>
    public const int MostStars = 5;

    /// <summary>The worker's id, which their account carries.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whom they work for.</summary>
    public required Guid ProviderId { get; init; }

    /// <summary>Their name.</summary>
    public required string Name { get; set; }

    /// <summary>Some people ask to be bathed by one of their own sex.</summary>
    public required Sex Sex { get; init; }

    /// <summary>What they are certified for.</summary>
    public IReadOnlyList<HeldCertificate> Certificates { get; set; } = [];

    /// <summary>The divisions whose people they serve, each with everything below it.</summary>
    public IReadOnlyList<string> Areas { get; set; } = [];

    /// <summary>From which minute of the day they work, 0 to 1,440.</summary>
    public required int WorksFromMinute { get; set; }

    /// <summary>Until which minute of the day; a visit must be over by then. From 0 to 1,440 is day and night.</summary>
    public required int WorksUntilMinute { get; set; }

    /// <summary>Whether they may be asked now; who is off duty is never rung.</summary>
    public bool IsOnDuty { get; set; }

    /// <summary>Degrees north, as last reported; null when never.</summary>
    public double? Latitude { get; private set; }

    /// <summary>Degrees east, as last reported; null when never.</summary>
    public double? Longitude { get; private set; }

    /// <summary>When the place was reported.</summary>
    public Instant? PlaceAt { get; private set; }

    /// <summary>How many have rated them.</summary>
    public int Ratings { get; private set; }

    /// <summary>The sum of those ratings.</summary>
    public int Stars { get; private set; }

    /// <summary>How many of those ratings were poor since they last began, or began again.</summary>
    public int PoorRatings { get; private set; }

    /// <summary>Since when they are sent to nobody, because too many ratings were poor; null while they may be sent.</summary>
    public Instant? SuspendedAt { get; private set; }

    /// <summary>Counts up at every change of what dispatch asks.</summary>
    public int Version { get; set; }

    /// <summary>The mean of 1 to 5 stars; null before the first.</summary>
    public double? Rating => Ratings == 0 ? null : (double)Stars / Ratings;

    /// <summary>Where they were last seen; null when never.</summary>
    public GeoPoint? Place => Latitude is { } latitude && Longitude is { } longitude ? new(latitude, longitude) : null;

    /// <summary>Somebody has rated them.</summary>
    /// <param name="stars">1 to 5.</param>
    /// <param name="quality">From when a rating is poor, and how many are too many.</param>
    /// <param name="now">When.</param>
    /// <returns>Whether they are sent to nobody from now on.</returns>
    public bool Rate(int stars, QualityPolicy quality, Instant now)
    {
        (Ratings, Stars) = (Ratings + 1, Stars + stars);
        if (stars <= quality.PoorStars) PoorRatings++;
        if (SuspendedAt is not null || PoorRatings < quality.SuspendAtPoor) return false;
        (SuspendedAt, IsOnDuty) = (now, false);
        Version++;
        return true;
    }

    /// <summary>Officers have looked into it: they may be sent again, and poor ratings count from nothing.</summary>
    /// <exception cref="RuleViolation"><c>caregivers.notSuspended</c>.</exception>
    public void Reinstate()
    {
        RuleViolation.ThrowIf(SuspendedAt is null, "caregivers.notSuspended", "这位护理员没有被暂停。", "The caregiver is not suspended.");
        (SuspendedAt, PoorRatings) = (null, 0);
        Version++;
    }

    /// <summary>Says where they are.</summary>
    public void Report(GeoPoint place, Instant now) => (Latitude, Longitude, PlaceAt) = (place.Latitude, place.Longitude, now);

    /// <summary>Whether they work all through a visit.</summary>
    /// <param name="fromMinute">When it begins, counted from midnight.</param>
    /// <param name="untilMinute">When it ends, counted from the same midnight.</param>
    public bool WorksAt(int fromMinute, int untilMinute) =>
        (WorksFromMinute, WorksUntilMinute) == (0, NodaConstants.MinutesPerDay) || (fromMinute >= WorksFromMinute && untilMinute <= WorksUntilMinute);

    /// <summary>Whether a certificate counts on a day.</summary>
    public bool IsCertified(string code, LocalDate on) => Certificates.Any(held => held.Code == code && (held.ExpiresOn is null || held.ExpiresOn >= on));
}
