using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>An offer as the caregiver who is asked sees it.</summary>
/// <param name="Id">The offer.</param>
/// <param name="OrderId">The visit.</param>
/// <param name="State">What came of it.</param>
/// <param name="OfferedAt">When they were asked.</param>
/// <param name="ExpiresAt">From when an answer is too late.</param>
/// <param name="SeniorName">Whose home; masked until they take it.</param>
/// <param name="ServiceItemId">What is done.</param>
/// <param name="ServiceName">The same in the caller's language.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="DivisionCode">Where.</param>
/// <param name="Address">Where, to the street.</param>
/// <param name="Notes">Words of the person's side.</param>
internal sealed record ServiceOfferView(
    Guid Id, Guid OrderId, OfferState State, Instant OfferedAt, Instant ExpiresAt, string SeniorName, Guid ServiceItemId, string ServiceName, Instant StartsAt, int Minutes, string DivisionCode, string Address, string? Notes)
{
    public static ServiceOfferView Of(ServiceOffer offer, OfferState state, ServiceOrderRow row, bool english) => new(
        offer.Id, offer.OrderId, state, offer.OfferedAt, offer.ExpiresAt, Masking.Name(row.SeniorName), row.Item.Id, english ? row.Item.NameEn : row.Item.NameZh, row.Order.StartsAt, row.Order.Minutes,
        row.Order.DivisionCode, Masking.Address(row.Address), row.Order.Notes);
}
