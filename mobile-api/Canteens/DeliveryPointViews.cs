using ElderCare.Domain.Canteens;

namespace ElderCare.MobileApi.Canteens;

/// <summary>A place to be added or changed; in a change, what is absent stays as it is.</summary>
/// <param name="Name">As people say it.</param>
/// <param name="DivisionCode">Where it lies; the canteen's own when absent.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="RouteMetres">The measured way from the canteen.</param>
/// <param name="InUse">Whether meals may be ordered to it.</param>
internal sealed record DeliveryPointRequest(string? Name, string? DivisionCode, double? Latitude, double? Longitude, int? RouteMetres, bool? InUse);

/// <summary>A place to which meals are brought.</summary>
/// <param name="RouteMetres">The measured way from the canteen, when somebody measured it.</param>
/// <param name="InUse">Whether meals may be ordered to it.</param>
internal sealed record DeliveryPointView(Guid Id, Guid CanteenId, string Name, string DivisionCode, double Latitude, double Longitude, int? RouteMetres, bool InUse)
{
    public static DeliveryPointView Of(DeliveryPoint point) => new(
        point.Id, point.CanteenId, point.Name, point.DivisionCode, point.Latitude, point.Longitude, point.RouteMetres, point.ClosedAt is null);
}
