using ElderCare.Data.Ledger;
using ElderCare.Data.Writing;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Vouchers;
using NodaTime;

namespace ElderCare.Data.Vouchers;

/// <summary>What becomes of minutes that can no longer be used where they stand: they expire, are carried over, lapse by death, or are inherited.</summary>
public static class VoucherLapse
{
    private const string Close = """UPDATE "HourVouchers" SET "State" = @p0 WHERE "Id" = @p1 AND "State" = @p2""";

    private const string OfIds = """WHERE "Id" IN (SELECT "Id" FROM "HourVouchers" WHERE "State" = 'Open' AND "ExpiresAt" <= @p0 ORDER BY "ExpiresAt", "Id" LIMIT @p1) AND "State" = 'Open' ORDER BY "Id" """;

    /// <summary>Ends vouchers whose days are over, so many at most; what is held of them stays held. Answers how many ended.</summary>
    public static int ExpireDue(this CityUnit unit, int most)
    {
        var due = unit.LockVouchers(OfIds, unit.Now.ToUnixTimeTicks(), (long)most);
        foreach (var voucher in due) unit.Expire(voucher);
        return due.Count;
    }

    /// <summary>Ends a voucher whose days are over; it is locked.</summary>
    internal static void Expire(this CityUnit unit, HourVoucher voucher) => unit.End(voucher, VoucherState.Expired);

    /// <summary>Ends a voucher that is open and locked, and has what is free of it go where its new state sends it.</summary>
    internal static void End(this CityUnit unit, HourVoucher voucher, VoucherState state)
    {
        if (unit.Sql.Execute(Close, state.ToString(), voucher.Id, nameof(VoucherState.Open)) != 1) return;
        var free = unit.FreeOf(voucher);
        if (free > 0) unit.Lapse(voucher.As(state), free);
    }

    /// <summary>Moves minutes that are free on a voucher that has ended.</summary>
    internal static void Lapse(this CityUnit unit, HourVoucher voucher, long minutes)
    {
        if (unit.SuccessorOf(voucher) is { } successor)
        {
            var kind = voucher.State == VoucherState.Inherited ? "minutesInherited" : "minutesCarriedOver";
            unit.Post(Move(unit, kind, voucher, successor.Free, minutes), AccountKind.VoucherMinutes, AccountKind.VoucherMinutes);
            if (successor.State != VoucherState.Open) unit.Lapse(successor, minutes);
            return;
        }
        var sink = voucher.CityAccount(AccountKind.VoucherExpired);
        unit.Open(sink);
        unit.Post(Move(unit, voucher.State == VoucherState.Voided ? "minutesVoided" : "minutesExpired", voucher, sink.Id, minutes), AccountKind.VoucherMinutes, AccountKind.VoucherExpired);
    }

    private static Transfer Move(CityUnit unit, string kind, HourVoucher voucher, Guid to, long minutes) =>
        Transfer.OfMinutes(kind, voucher.Free, to, minutes, voucher.Unit, voucher.Id.ToString(), unit.Now, voucher.TypeVersion);

    /// <summary>The voucher that holds the rest of one: an heir's, or the one that is made when it is carried over.</summary>
    private static HourVoucher? SuccessorOf(this CityUnit unit, HourVoucher voucher)
    {
        if (unit.LockVouchers("""WHERE "RestOf" = @p0 """, voucher.Id) is [var there]) return there;
        if (voucher.State != VoucherState.Expired || voucher.ExpiresAt is not { } from || !(voucher.CarriedUntil > unit.Now)) return null;
        var rest = voucher.CarriedOver(from, unit.FreeOf(voucher), unit.Now);
        unit.Insert(rest);
        unit.Open(rest.Account(AccountKind.VoucherMinutes));
        return rest;
    }
}
