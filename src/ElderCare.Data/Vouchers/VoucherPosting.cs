using ElderCare.Data.Ledger;
using ElderCare.Data.Writing;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Vouchers;
using NodaTime;

namespace ElderCare.Data.Vouchers;

/// <summary>
/// Voucher minutes for booked visits: held when a visit is booked, spent when it is done, given back when it is not. A visit charges
/// the vouchers that are valid when it begins, the earliest expiry first, then what is restricted to a purpose, then the general.
/// </summary>
public static class VoucherPosting
{
    private const string StillHeld = """SELECT CAST(COALESCE(SUM("Minutes"), 0) AS bigint) FROM "VoucherHolds" WHERE "OrderId" = @p0""";

    /// <summary>
    /// Holds up to so many minutes for an order, of the senior's vouchers that are valid when the visit begins and may be used for the
    /// service; answers how many are held. Who wants all or nothing refuses when it is less: then nothing has changed.
    /// </summary>
    public static long HoldMinutes(this CityUnit unit, Guid seniorId, Guid orderId, string serviceCode, Instant startsAt, long minutes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minutes);
        var booking = new VoucherBooking { OrderId = orderId, SeniorId = seniorId, ServiceCode = serviceCode, StartsAt = startsAt };
        unit.Book(booking);
        return unit.Hold(booking, minutes);
    }

    /// <summary>Spends so many minutes of what the order holds, for a provider, and releases the rest.</summary>
    /// <exception cref="RuleViolation"><c>vouchers.notHeld</c> when it holds less.</exception>
    public static void SpendHeld(this CityUnit unit, Guid orderId, Guid providerId, long minutes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minutes);
        if (unit.TakeBookingOf(orderId) is not null) unit.Sql.Execute("""UPDATE "VoucherBookings" SET "ProviderId" = @p0 WHERE "OrderId" = @p1""", providerId, orderId);
        var held = unit.HeldBy(orderId);
        RuleViolation.ThrowIf(minutes > held, "vouchers.notHeld", $"这张订单只预留了 {held} 分钟。", $"The order holds {held} minutes only.");
        unit.Settle(orderId, providerId, minutes);
    }

    /// <summary>Gives back all that the order still holds; what belongs to a voucher whose days are over expires at once. Doing it twice is as once.</summary>
    public static void ReleaseHeld(this CityUnit unit, Guid orderId)
    {
        if (unit.TakeBookingOf(orderId) is not null) unit.Settle(orderId, Guid.Empty, 0);
    }

    /// <summary>How many minutes the order holds.</summary>
    public static long HeldBy(this CityUnit unit, Guid orderId) => unit.Sql.Query(StillHeld, row => row.GetInt64(0), orderId)[0];

    /// <summary>
    /// Has an order have spent so many minutes instead of what it spent, by new postings: what was spent is reversed and spent anew, what
    /// is too much goes back, what is missing is taken from the vouchers by which it may be paid, and then from what the order itself
    /// has given back to vouchers that have ended since.
    /// </summary>
    /// <exception cref="RuleViolation"><c>vouchers.notSpent</c> when nothing was ever settled for the order; <c>vouchers.notEnoughMinutes</c>.</exception>
    public static void CorrectSpent(this CityUnit unit, Guid orderId, long minutes, string reason)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minutes);
        if (unit.TakeBookingOf(orderId) is not { ProviderId: { } provider } booking)
        {
            throw new RuleViolation("vouchers.notSpent", new("这张订单还没有核销。", "Nothing has been settled for this order."));
        }
        unit.TakeBackSpent(orderId);
        var held = unit.HeldBy(orderId);
        if (minutes > held) held += unit.Hold(booking, minutes - held);
        if (minutes > held) held += unit.HoldRestored(booking, minutes - held);
        RuleViolation.ThrowIf(held < minutes, "vouchers.notEnoughMinutes", $"服务时长券只剩 {held} 分钟可用。", $"The vouchers have {held} minutes for it only.", "minutes");
        unit.Settle(orderId, provider, minutes);
        unit.Record("system", "voucher.corrected", orderId.ToString(), booking.SeniorId, reason);
    }

    private static void TakeBackSpent(this CityUnit unit, Guid orderId)
    {
        var standing = unit.NotYetReversed(orderId.ToString()).Where(standing => standing.Transfer.Kind == "minutesSpent").ToList();
        if (standing.Count == 0) return;
        var vouchers = unit.LockVouchers("""WHERE "Id" IN (SELECT "VoucherId" FROM "VoucherHolds" WHERE "OrderId" = @p0) ORDER BY "Id" """, orderId).ToDictionary(voucher => voucher.Held);
        foreach (var (spent, from, to, _, _) in standing)
        {
            unit.Post(spent.Reverse(unit.Now, RisingIds.Next()), to, from);
            unit.AddHold(orderId, vouchers[spent.FromAccountId].Id, spent.Amount);
        }
    }
}
