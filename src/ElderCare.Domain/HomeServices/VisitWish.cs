using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.HomeServices;

/// <summary>A visit for which somebody is looked for.</summary>
/// <param name="OrderId">The visit.</param>
/// <param name="SeniorId">Who is visited.</param>
/// <param name="DivisionCode">Where they live.</param>
/// <param name="Home">Their home.</param>
/// <param name="StartsAt">When it is to begin.</param>
/// <param name="EndsAt">When it is to end.</param>
/// <param name="Certificate">What whoever comes must be certified for; null when nothing.</param>
/// <param name="WorkerSex">Of which sex they must be; null when it does not matter.</param>
/// <param name="PreferredWorkerId">Whom the person would like to come.</param>
public sealed record VisitWish(
    Guid OrderId, Guid SeniorId, string DivisionCode, GeoPoint Home, Instant StartsAt, Instant EndsAt, string? Certificate, Sex? WorkerSex, Guid? PreferredWorkerId)
{
    /// <summary>What a visit that was booked asks for.</summary>
    public static VisitWish Of(ServiceOrder order, ServiceItem item) => new(
        order.Id, order.SeniorId, order.DivisionCode, new(order.Latitude, order.Longitude), order.StartsAt, order.EndsAt, item.Certificate, order.WorkerSex, order.PreferredWorkerId);
}
