using NodaTime;

namespace ElderCare.Domain.Canteens;

/// <summary>A place to which a canteen's meals are brought for seniors to fetch.</summary>
public sealed class DeliveryPoint
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Which canteen serves it.</summary>
    public required Guid CanteenId { get; init; }

    /// <summary>Name as people say it.</summary>
    public required string Name { get; set; }

    /// <summary>The division it lies in.</summary>
    public required string DivisionCode { get; init; }

    /// <summary>Degrees north.</summary>
    public required double Latitude { get; set; }

    /// <summary>Degrees east.</summary>
    public required double Longitude { get; set; }

    /// <summary>The way from the canteen as it was measured, in metres; null when nobody measured it.</summary>
    public int? RouteMetres { get; set; }

    /// <summary>From when on meals are no longer ordered to it; null while it is in use.</summary>
    public Instant? ClosedAt { get; set; }

    /// <summary>Counts up at every change.</summary>
    public int Version { get; set; }
}
