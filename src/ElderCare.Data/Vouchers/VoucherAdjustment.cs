using ElderCare.Data.Ledger;
using ElderCare.Data.Writing;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Vouchers;

namespace ElderCare.Data.Vouchers;

/// <summary>Puts a grant right by a posting of its own.</summary>
public static class VoucherAdjustment
{
    /// <summary>Adds minutes to a voucher, or with a minus takes them back; answers what is free then.</summary>
    /// <exception cref="RuleViolation"><c>vouchers.ended</c> when it can no longer be used; <c>vouchers.notEnoughMinutes</c> when less is free.</exception>
    public static long Adjust(this CityUnit unit, Guid voucherId, long minutes)
    {
        var voucher = unit.LockVouchers("""WHERE "Id" = @p0 """, voucherId)[0];
        RuleViolation.ThrowIf(voucher.State != VoucherState.Open || voucher.IsOverAt(unit.Now), "vouchers.ended", "这张券已经失效，不能再调整。", "The voucher has ended and can no longer be adjusted.");
        var (source, kind, free) = (voucher.CityAccount(AccountKind.VoucherGrants).Id, "minutesAdjusted", unit.FreeOf(voucher));
        RuleViolation.ThrowIf(free + minutes < 0, "vouchers.notEnoughMinutes", $"只剩 {free} 分钟可以减。", $"Only {free} minutes can be taken back.", "minutes");
        if (minutes > 0) unit.Post(Transfer.OfMinutes(kind, source, voucher.Free, minutes, voucher.Unit, voucher.Id.ToString(), unit.Now, voucher.TypeVersion), AccountKind.VoucherGrants, AccountKind.VoucherMinutes);
        else unit.Post(Transfer.OfMinutes(kind, voucher.Free, source, -minutes, voucher.Unit, voucher.Id.ToString(), unit.Now, voucher.TypeVersion), AccountKind.VoucherMinutes, AccountKind.VoucherGrants);
        return free + minutes;
    }
}
