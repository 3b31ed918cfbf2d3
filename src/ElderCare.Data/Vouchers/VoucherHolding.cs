using ElderCare.Data.Ledger;
using ElderCare.Data.Writing;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Vouchers;
using NodaTime;

namespace ElderCare.Data.Vouchers;

/// <summary>
/// What an order holds of vouchers, taken and given back inside a unit. Whoever moves minutes of vouchers locks their rows first, all in
/// the order of their ids: so none waits for another crosswise, and of two who want the last minutes one gets them.
/// </summary>
internal static class VoucherHolding
{
    private const string TakeBooking = """UPDATE "VoucherBookings" SET "SeniorId" = @p0, "ServiceCode" = @p1, "StartsAt" = @p2 WHERE "OrderId" = @p3""";

    private const string LockBooking = """UPDATE "VoucherBookings" SET "OrderId" = "OrderId" WHERE "OrderId" = @p0""";

    private const string ValidAt = """WHERE "SeniorId" = @p0 AND "State" = 'Open' AND "ValidFrom" <= @p1 AND ("ExpiresAt" IS NULL OR "ExpiresAt" > @p1) ORDER BY "Id" """;

    private const string HeldByOrder = """WHERE "Id" IN (SELECT "VoucherId" FROM "VoucherHolds" WHERE "OrderId" = @p0 AND "Minutes" > 0) ORDER BY "Id" """;

    private const string OpenHolds = """SELECT "VoucherId", "Minutes" FROM "VoucherHolds" WHERE "OrderId" = @p0 AND "Minutes" > 0""";

    private const string AddHeld = """UPDATE "VoucherHolds" SET "Minutes" = "Minutes" + @p0 WHERE "OrderId" = @p1 AND "VoucherId" = @p2""";

    private const string TakeHeld = """UPDATE "VoucherHolds" SET "Minutes" = "Minutes" - @p0 WHERE "OrderId" = @p1 AND "VoucherId" = @p2 AND "Minutes" >= @p0""";

    private const string BalanceOf = """SELECT "Balance" FROM "Balances" WHERE "AccountId" = @p0 AND "Shard" = 0""";

    /// <summary>Writes down what an order is to be paid for and has it for this unit alone.</summary>
    public static void Book(this CityUnit unit, VoucherBooking booking)
    {
        if (unit.TryInsert(booking)) return;
        unit.Sql.Execute(TakeBooking, booking.SeniorId, booking.ServiceCode, booking.StartsAt.ToUnixTimeTicks(), booking.OrderId);
    }

    /// <summary>What an order asked for, for this unit alone; null when it never asked.</summary>
    public static VoucherBooking? TakeBookingOf(this CityUnit unit, Guid orderId) =>
        unit.Sql.Execute(LockBooking, orderId) == 0 ? null : unit.Find<VoucherBooking>("""WHERE "OrderId" = @p0""", orderId);

    /// <summary>Holds up to so many minutes for a booking, in draw order; answers how many.</summary>
    public static long Hold(this CityUnit unit, VoucherBooking booking, long minutes)
    {
        var held = 0L;
        foreach (var voucher in HourVoucher.InDrawOrder(unit.LockVouchers(ValidAt, booking.SeniorId, booking.StartsAt.ToUnixTimeTicks()).Where(voucher => voucher.MayPay(booking.ServiceCode))))
        {
            var part = Math.Min(minutes - held, unit.FreeOf(voucher));
            if (part == 0) continue;
            unit.Hold(booking, voucher, part);
            held += part;
        }
        return held;
    }

    /// <summary>Holds so many minutes of a voucher that is locked and has them free.</summary>
    public static void Hold(this CityUnit unit, VoucherBooking booking, HourVoucher voucher, long minutes)
    {
        unit.Open(voucher.Account(AccountKind.VoucherHeld));
        unit.Post(Transfer.OfMinutes("minutesHeld", voucher.Free, voucher.Held, minutes, voucher.Unit, booking.OrderId.ToString(), unit.Now), AccountKind.VoucherMinutes, AccountKind.VoucherHeld);
        unit.AddHold(booking.OrderId, voucher.Id, minutes);
    }

    /// <summary>Spends so many of what an order holds, in draw order, and releases the rest.</summary>
    public static void Settle(this CityUnit unit, Guid orderId, Guid providerId, long minutes)
    {
        var left = minutes;
        foreach (var (voucher, open) in unit.OpenHoldsOf(orderId))
        {
            var spent = Math.Min(open, left);
            left -= spent;
            if (spent > 0) unit.Spend(orderId, voucher, providerId, spent);
            if (open > spent) unit.Release(orderId, voucher, open - spent);
        }
    }

    /// <summary>What an order holds, by voucher in draw order, locked.</summary>
    public static IReadOnlyList<(HourVoucher Voucher, long Minutes)> OpenHoldsOf(this CityUnit unit, Guid orderId)
    {
        var vouchers = unit.LockVouchers(HeldByOrder, orderId);
        var open = unit.Sql.Query(OpenHolds, row => (Voucher: row.GetGuid(0), Minutes: row.GetInt64(1)), orderId).ToDictionary(hold => hold.Voucher, hold => hold.Minutes);
        return [.. HourVoucher.InDrawOrder(vouchers).Where(voucher => open.ContainsKey(voucher.Id)).Select(voucher => (voucher, open[voucher.Id]))];
    }

    /// <summary>Adds to what an order holds of a voucher.</summary>
    public static void AddHold(this CityUnit unit, Guid orderId, Guid voucherId, long minutes)
    {
        if (unit.Sql.Execute(AddHeld, minutes, orderId, voucherId) == 0) unit.Insert(new VoucherHold { OrderId = orderId, VoucherId = voucherId, Minutes = minutes });
    }

    /// <summary>The vouchers for which a condition holds, for this unit alone.</summary>
    /// <param name="unit">The change of the city.</param>
    /// <param name="condition">From its <c>WHERE</c>; ordered by id.</param>
    /// <param name="values">Of <c>@p0</c> and so on.</param>
    public static IReadOnlyList<HourVoucher> LockVouchers(this CityUnit unit, string condition, params ReadOnlySpan<object?> values) =>
        unit.FindAll<HourVoucher>(unit.IsAlone ? condition : condition + "FOR UPDATE", values);

    /// <summary>What is free to use of a voucher, with what this unit has put there.</summary>
    public static long FreeOf(this CityUnit unit, HourVoucher voucher) =>
        unit.Sql.Query(BalanceOf, row => row.GetInt64(0), voucher.Free)[0] + unit.Balances.Added(voucher.Free);

    private static void Spend(this CityUnit unit, Guid orderId, HourVoucher voucher, Guid providerId, long minutes)
    {
        unit.TakeFromHold(orderId, voucher.Id, minutes);
        var sink = voucher.SpentAt(providerId);
        unit.Open(sink);
        unit.Post(Transfer.OfMinutes("minutesSpent", voucher.Held, sink.Id, minutes, voucher.Unit, orderId.ToString(), unit.Now), AccountKind.VoucherHeld, AccountKind.VoucherSpent);
    }

    private static void Release(this CityUnit unit, Guid orderId, HourVoucher voucher, long minutes)
    {
        unit.TakeFromHold(orderId, voucher.Id, minutes);
        unit.Post(Transfer.OfMinutes("minutesReleased", voucher.Held, voucher.Free, minutes, voucher.Unit, orderId.ToString(), unit.Now), AccountKind.VoucherHeld, AccountKind.VoucherMinutes);
        if (voucher.State == VoucherState.Open && voucher.IsOverAt(unit.Now)) unit.Expire(voucher);
        else if (voucher.State != VoucherState.Open) unit.Lapse(voucher, minutes);
    }

    private static void TakeFromHold(this CityUnit unit, Guid orderId, Guid voucherId, long minutes)
    {
        if (unit.Sql.Execute(TakeHeld, minutes, orderId, voucherId) != 1) throw new StaleReadException();
    }
}
