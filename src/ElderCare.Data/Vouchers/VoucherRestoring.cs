using ElderCare.Data.Ledger;
using ElderCare.Data.Writing;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Vouchers;

namespace ElderCare.Data.Vouchers;

/// <summary>
/// Brings back minutes that an order had given back and that are gone since: expired, carried over, void by a death or inherited. A visit
/// was made while its voucher was good, and may be found to have been longer when it no longer is. No order gets back more than it gave.
/// </summary>
internal static class VoucherRestoring
{
    private const string EndedOfOrder = """WHERE "Id" IN (SELECT "VoucherId" FROM "VoucherHolds" WHERE "OrderId" = @p0) AND "State" <> 'Open' ORDER BY "Id" """;

    private const string GivenBack =
        """
        SELECT CAST(COALESCE(SUM(CASE "Kind" WHEN 'minutesReleased' THEN "Amount" ELSE -"Amount" END), 0) AS bigint) FROM "Transfers"
        WHERE "Cause" = @p0 AND (("Kind" = 'minutesReleased' AND "FromAccountId" = @p1) OR ("Kind" = 'minutesRestored' AND "ToAccountId" = @p2))
        """;

    private const string Gone =
        """
        SELECT CAST(COALESCE(SUM(CASE "FromAccountId" WHEN @p0 THEN "Amount" ELSE -"Amount" END), 0) AS bigint) FROM "Transfers"
        WHERE ("FromAccountId" = @p0 AND "ToAccountId" = @p1) OR ("ToAccountId" = @p0 AND "FromAccountId" = @p1)
        """;

    private const string NotOffset =
        """
        SELECT CAST(COALESCE(SUM(CASE "FromAccountId" WHEN @p1 THEN "Amount" ELSE -"Amount" END), 0) AS bigint) FROM "Transfers"
        WHERE ("FromAccountId" = @p1 AND "ToAccountId" = @p0 AND "Kind" = 'minutesRestored') OR ("FromAccountId" = @p0 AND "ToAccountId" = @p1 AND "Kind" = 'minutesOffset')
        """;

    /// <summary>Holds up to so many minutes for a booking of what it has given back to vouchers that have ended, in draw order; answers how many.</summary>
    public static long HoldRestored(this CityUnit unit, VoucherBooking booking, long minutes)
    {
        var held = 0L;
        foreach (var voucher in HourVoucher.InDrawOrder(unit.LockVouchers(EndedOfOrder, booking.OrderId)))
        {
            var given = unit.Sql.Query(GivenBack, row => row.GetInt64(0), booking.OrderId.ToString(), voucher.Held, voucher.Free)[0];
            var part = unit.Restore(booking, voucher, Math.Min(minutes - held, given));
            if (part == 0) continue;
            unit.Hold(booking, voucher, part);
            held += part;
        }
        return held;
    }

    /// <summary>
    /// A voucher that a wrong report of a death had voided has all its minutes back: those that orders had back meanwhile were given twice,
    /// and go.
    /// </summary>
    public static void OffsetRestored(this CityUnit unit, HourVoucher voucher)
    {
        var sink = voucher.CityAccount(AccountKind.VoucherExpired).Id;
        var twice = unit.Sql.Query(NotOffset, row => row.GetInt64(0), voucher.Free, sink)[0];
        if (twice > 0) unit.Post(Transfer.OfMinutes("minutesOffset", voucher.Free, sink, twice, voucher.Unit, voucher.Id.ToString(), unit.Now, voucher.TypeVersion), AccountKind.VoucherMinutes, AccountKind.VoucherExpired);
    }

    /// <summary>Moves back to a voucher that has ended up to so many of its minutes, from where they went; answers how many.</summary>
    private static long Restore(this CityUnit unit, VoucherBooking booking, HourVoucher voucher, long most)
    {
        if (most <= 0) return 0;
        var rest = unit.LockVouchers("""WHERE "RestOf" = @p0 """, voucher.Id).SingleOrDefault();
        var sink = voucher.CityAccount(AccountKind.VoucherExpired).Id;
        var back = Math.Min(most, rest switch
        {
            null => unit.Sql.Query(Gone, row => row.GetInt64(0), voucher.Free, sink)[0],
            { State: VoucherState.Open } => unit.FreeOf(rest),
            _ => unit.Restore(booking, rest, most),
        });
        if (back <= 0) return 0;
        var restored = Transfer.OfMinutes("minutesRestored", rest?.Free ?? sink, voucher.Free, back, voucher.Unit, booking.OrderId.ToString(), unit.Now, voucher.TypeVersion);
        unit.Post(restored, rest is null ? AccountKind.VoucherExpired : AccountKind.VoucherMinutes, AccountKind.VoucherMinutes);
        return back;
    }
}
