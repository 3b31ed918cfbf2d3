using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Realtime;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>Tells those whom a visit concerns.</summary>
internal static class ServiceTelling
{
    /// <summary>The event of a visit that has changed.</summary>
    public const string Changed = "serviceOrder.changed";

    /// <summary>Whose home it is.</summary>
    public static string NameOf(this CityUnit unit, ServiceOrder order) =>
        unit.Sql.Query("""SELECT "Name" FROM "Seniors" WHERE "Id" = @p0""", row => row.GetString(0), order.SeniorId)[0];

    /// <summary>A visit has changed: the person's side, the provider, whoever comes, and staff of the division.</summary>
    /// <param name="unit">The change.</param>
    /// <param name="order">As it is now.</param>
    /// <param name="seniorName">Whose; masked on the wire.</param>
    /// <param name="item">What is done.</param>
    /// <param name="facts">The divisions.</param>
    /// <param name="last">Workers and providers who are told this last thing.</param>
    public static void TellOfVisit(this CityUnit unit, ServiceOrder order, string seniorName, ServiceItem item, CityFacts facts, params IEnumerable<string> last)
    {
        var told = new
        {
            order.Id, order.State, order.SeniorId, SeniorName = Masking.Name(seniorName), order.ServiceItemId, ServiceNameZh = item.NameZh, ServiceNameEn = item.NameEn, order.StartsAt, order.Minutes,
            order.ProviderId, order.WorkerId, order.SecondWorkerId, order.CheckedInAt, order.CheckedOutAt, order.PaidMinutes,
        };
        List<string> to = [Audiences.Senior(order.SeniorId), .. facts.WithinCity(order.DivisionCode).Select(Audiences.Services)];
        if (order.ProviderId is { } provider) to.Add(Audiences.Provider(provider));
        to.AddRange(new[] { order.WorkerId, order.SecondWorkerId }.OfType<Guid>().Select(Audiences.Worker));
        unit.Tell(Changed, order.Id.ToString(), told, [.. to.Concat(last).Distinct()]);
    }

    /// <summary>A caregiver is asked.</summary>
    public static void TellOfOffer(this CityUnit unit, ServiceOffer offer, ServiceOrder order, string seniorName, ServiceItem item, double? metres) => unit.Tell(
        "serviceOrder.offered", order.Id.ToString(),
        new
        {
            offer.Id, offer.OrderId, offer.ExpiresAt, order.SeniorId, SeniorName = Masking.Name(seniorName), order.ServiceItemId, ServiceNameZh = item.NameZh, ServiceNameEn = item.NameEn, order.StartsAt, order.Minutes,
            order.DivisionCode, Metres = metres is { } far ? (int?)Math.Round(far) : null,
        },
        [Audiences.Worker(offer.CaregiverId)]);

    /// <summary>An offer is no more: another was faster, time was, or the visit is no more.</summary>
    public static void TellOfWithdrawal(this CityUnit unit, Guid offer, Guid caregiver, Guid order, OfferState state) =>
        unit.Tell("serviceOrder.offerWithdrawn", order.ToString(), new { Id = offer, OrderId = order, State = state }, [Audiences.Worker(caregiver)]);
}
