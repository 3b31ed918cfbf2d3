using ElderCare.Domain.Shared;

namespace ElderCare.Domain.Canteens;

/// <summary>A place that serves meals to seniors (老年助餐点): urban community canteen, rural dining table or meal point.</summary>
public sealed class Canteen
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name as people say it.</summary>
    public required string Name { get; set; }

    /// <summary>What kind of place.</summary>
    public required CanteenKind Kind { get; init; }

    /// <summary>The district or town it belongs to.</summary>
    public required string DivisionCode { get; init; }

    /// <summary>Address to the street.</summary>
    public required string Address { get; set; }

    /// <summary>Degrees north.</summary>
    public required double Latitude { get; set; }

    /// <summary>Degrees east.</summary>
    public required double Longitude { get; set; }

    /// <summary>Seats in the room; 0 when only collected or delivered.</summary>
    public required int Seats { get; set; }

    /// <summary>Where the entry comes from, such as <c>plan:weihai-2020</c> for a point of the 2020 work plan.</summary>
    public required string Origin { get; init; }

    /// <summary>Whether it works today.</summary>
    public OperationStatus Status { get; set; } = OperationStatus.Open;

    /// <summary>Price of bringing one order to the door or a delivery point, in fen.</summary>
    public required long DeliveryFen { get; set; }

    /// <summary>What marks it for funds and lists, such as <c>mountain</c> and <c>island</c>.</summary>
    public IReadOnlyList<string> Tags { get; set; } = [];

    /// <summary>Counts up at every change.</summary>
    public int Version { get; set; }

    /// <summary>Where it stands.</summary>
    public GeoPoint Place => new(Latitude, Longitude);
}
