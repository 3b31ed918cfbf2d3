using ElderCare.Data;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Vouchers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>
/// The guarantee rate (保障率): minutes that were served and confirmed over minutes that people are entitled to, of a month up to a day,
/// for each district, and for each provider over what was booked with it.
/// </summary>
internal sealed class GuaranteeFigures(CityDatabase database, CityFacts facts, HomeServicePolicy policy)
{
    /// <param name="month">Its first day.</param>
    /// <param name="through">The last day that counts; entitled minutes count for as many days of the month as have passed.</param>
    /// <param name="divisions">Whose people.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<GuaranteeView> Of(LocalDate month, LocalDate through, IReadOnlyList<string> divisions, CancellationToken ct)
    {
        var (from, until) = (CityClock.At(month, LocalTime.Midnight), CityClock.EndOf(through));
        using var db = database.Read();
        var granted = await db.HourVouchers.Where(voucher => voucher.Month == month && voucher.Origin != VoucherOrigin.CarriedOver && voucher.Origin != VoucherOrigin.Inherited && divisions.Contains(voucher.DivisionCode))
            .GroupBy(voucher => voucher.DivisionCode).Select(place => new { place.Key, Minutes = place.Sum(voucher => voucher.Minutes) }).ToListAsync(ct);
        var adjusted = await AdjustedFor(db, month, divisions, ct);
        var lines = await db.StatementLines.Where(line => line.Month == month)
            .Join(db.ServiceOrders, line => line.OrderId, order => order.Id, (line, order) => new { line.ProviderId, line.VoucherMinutes, order.DivisionCode, order.StartsAt })
            .Where(row => row.StartsAt < until && divisions.Contains(row.DivisionCode))
            .GroupBy(row => new { row.ProviderId, row.DivisionCode }).Select(place => new { place.Key.ProviderId, place.Key.DivisionCode, Minutes = place.Sum(row => row.VoucherMinutes) }).ToListAsync(ct);
        var booked = await db.ServiceOrders.Where(order => order.ProviderId != null && order.StartsAt >= from && order.StartsAt < until && divisions.Contains(order.DivisionCode) && order.State != ServiceOrderState.Cancelled)
            .GroupBy(order => order.ProviderId!.Value).Select(provider => new { provider.Key, Minutes = provider.Sum(order => order.VoucherMinutes) }).ToListAsync(ct);
        var givenUp = (await db.VisitStamps.Where(stamp => stamp.Kind == StampKind.GivenUp)
            .Join(db.ServiceOrders, stamp => stamp.OrderId, order => order.Id, (stamp, order) => new { stamp.CaregiverId, order.StartsAt, order.DivisionCode, order.VoucherMinutes })
            .Where(row => row.StartsAt >= from && row.StartsAt < until && divisions.Contains(row.DivisionCode))
            .Join(db.Caregivers, row => row.CaregiverId, caregiver => caregiver.Id, (row, caregiver) => new { caregiver.ProviderId, row.VoucherMinutes }).ToListAsync(ct)).ToLookup(row => row.ProviderId, row => row.VoucherMinutes);
        var names = await db.ServiceProviders.ToDictionaryAsync(provider => provider.Id, provider => provider.Name, ct);

        var days = month.Calendar.GetDaysInMonth(month.Year, month.Month);
        var entitled = granted.Select(place => (Division: place.Key, place.Minutes)).Concat(adjusted).GroupBy(place => DistrictOf(place.Division)).ToDictionary(district => district.Key, district => district.Sum(place => place.Minutes) * through.Day / days);
        var accepted = lines.GroupBy(place => DistrictOf(place.DivisionCode)).ToDictionary(district => district.Key, district => (long)district.Sum(place => place.Minutes));
        return new(
            month, through,
            [.. entitled.Keys.Union(accepted.Keys).Order(StringComparer.Ordinal).Select(district => Line(district, facts.Divisions.NameOf(district) ?? district, accepted.GetValueOrDefault(district), entitled.GetValueOrDefault(district)))],
            [
                .. booked.Select(provider => provider.Key).Union(givenUp.Select(provider => provider.Key)).Order().Select(provider => Line(
                    provider.ToString(), names[provider], lines.Where(line => line.ProviderId == provider).Sum(line => line.Minutes),
                    booked.Where(own => own.Key == provider).Sum(own => own.Minutes) + givenUp[provider].Sum()) with { GivenUp = givenUp[provider].Count() }),
            ]);
    }

    private GuaranteeLine Line(string of, string name, long accepted, long entitled) =>
        new(of, name, accepted, entitled, entitled == 0 ? null : (int)(accepted * 10_000 / entitled), policy.Guarantee.Judge(accepted, entitled));

    /// <summary>What grants of a month were put right by, by division: few, so that each is looked up.</summary>
    private static async Task<IReadOnlyList<(string Division, long Minutes)>> AdjustedFor(CityContext db, LocalDate month, IReadOnlyCollection<string> divisions, CancellationToken ct)
    {
        var since = CityClock.At(month, LocalTime.Midnight);
        var moved = (await db.Transfers.Where(transfer => transfer.Kind == "minutesAdjusted" && transfer.At >= since).Select(transfer => new { transfer.Cause, transfer.ToAccountId, transfer.Amount }).ToListAsync(ct)).ToLookup(transfer => Guid.Parse(transfer.Cause));
        var ids = moved.Select(voucher => voucher.Key).ToList();
        var vouchers = await db.HourVouchers.Where(voucher => ids.Contains(voucher.Id) && voucher.Month == month && divisions.Contains(voucher.DivisionCode)).ToListAsync(ct);
        return [.. vouchers.Select(voucher => (voucher.DivisionCode, moved[voucher.Id].Sum(transfer => transfer.ToAccountId == voucher.Free ? transfer.Amount : -transfer.Amount)))];
    }

    private string DistrictOf(string division) => facts.Divisions.DistrictOf(division) ?? division;
}

/// <summary>The guarantee rate of a month so far.</summary>
internal sealed record GuaranteeView(LocalDate Month, LocalDate Through, IReadOnlyList<GuaranteeLine> Districts, IReadOnlyList<GuaranteeLine> Providers);

/// <summary>One district's, or one provider's.</summary>
/// <param name="Of">The division code, or the provider's id.</param>
/// <param name="AcceptedMinutes">Served and confirmed.</param>
/// <param name="EntitledMinutes">What people of the district had for the days so far; for a provider what was booked with it.</param>
/// <param name="RateBasisPoints">The one over the other; absent where nobody is entitled to anything.</param>
/// <param name="GivenUp">Of a provider: visits that it took and gave up; their minutes count among the entitled.</param>
internal sealed record GuaranteeLine(string Of, string Name, long AcceptedMinutes, long EntitledMinutes, int? RateBasisPoints, GuaranteeState State, int? GivenUp = null);
