using ElderCare.Data.Ledger;
using ElderCare.Data.Writing;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Vouchers;

namespace ElderCare.Data.Vouchers;

/// <summary>What becomes of vouchers when their holder dies, and when the report was wrong.</summary>
public static class VoucherDeath
{
    private const string OpenOfPerson = """WHERE "SeniorId" = @p0 AND "State" = 'Open' AND "OnDeath" = @p1 ORDER BY "Id" """;

    private const string EndedByDeath = """WHERE "SeniorId" = @p0 AND "State" IN ('Voided', 'Inherited') ORDER BY "Id" """;

    private const string Reopen = """UPDATE "HourVouchers" SET "State" = 'Open' WHERE "Id" = @p0""";

    // What the heir was given stays theirs where they have used it; it is the rest of nothing any more, and another heir may come.
    private const string NoHeir = """UPDATE "HourVouchers" SET "RestOf" = NULL WHERE "RestOf" = @p0 AND "Origin" = 'Inherited'""";

    private const string HeldOf = """SELECT CAST(COALESCE(SUM("Minutes"), 0) AS bigint) FROM "VoucherHolds" WHERE "VoucherId" = @p0 AND "Minutes" > 0""";

    /// <summary>Lets what lapses by death lapse; what is held for visits that were made before stays until they are settled.</summary>
    public static void VoidVouchers(this CityUnit unit, Guid seniorId)
    {
        foreach (var voucher in unit.LockVouchers(OpenOfPerson, seniorId, nameof(VoucherOnDeath.Void))) unit.End(voucher, VoucherState.Voided);
    }

    /// <summary>Gives what is inheritable to an heir, in vouchers with the same days; answers how many minutes are free at once.</summary>
    public static long InheritVouchers(this CityUnit unit, Guid seniorId, Guid heirId, string heirDivision)
    {
        var inherited = 0L;
        foreach (var voucher in unit.LockVouchers(OpenOfPerson, seniorId, nameof(VoucherOnDeath.Inherit)))
        {
            var (free, held) = (unit.FreeOf(voucher), unit.Sql.Query(HeldOf, row => row.GetInt64(0), voucher.Id)[0]);
            if (free + held > 0)
            {
                var rest = voucher.For(heirId, heirDivision, free + held, unit.Now);
                unit.Insert(rest);
                unit.Open(rest.Account(AccountKind.VoucherMinutes));
            }
            unit.End(voucher, VoucherState.Inherited);
            inherited += free;
        }
        return inherited;
    }

    /// <summary>
    /// The person lives: what had lapsed comes back by reversals, and of what an heir got all that is still there. What would have expired
    /// meanwhile expires.
    /// </summary>
    public static void RestoreVouchers(this CityUnit unit, Guid seniorId)
    {
        foreach (var voucher in unit.LockVouchers(EndedByDeath, seniorId))
        {
            foreach (var (moved, from, to, _, _) in unit.NotYetReversed(voucher.Id.ToString()).Where(standing => standing.Transfer.Kind is "minutesVoided" or "minutesInherited"))
            {
                if (unit.TryTake(moved.ToAccountId, to, moved.Amount)) unit.PostTaken(moved.Reverse(unit.Now, RisingIds.Next()), from);
                else unit.TakeBackRest(moved, from);
            }
            if (voucher.State == VoucherState.Voided) unit.OffsetRestored(voucher);
            unit.Sql.Execute(Reopen, voucher.Id);
            unit.Sql.Execute(NoHeir, voucher.Id);
            if (voucher.IsOverAt(unit.Now)) unit.Expire(voucher);
        }
    }

    private static void TakeBackRest(this CityUnit unit, Transfer moved, AccountKind own)
    {
        var left = unit.TakeWhatIsLeft(moved.ToAccountId, moved.Amount);
        if (left > 0) unit.PostTaken(Transfer.OfMinutes("minutesReturned", moved.ToAccountId, moved.FromAccountId, left, moved.Unit, moved.Cause, unit.Now, moved.RuleVersion), own);
    }
}
