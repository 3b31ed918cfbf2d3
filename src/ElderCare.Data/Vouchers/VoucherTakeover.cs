using ElderCare.Data.Writing;

namespace ElderCare.Data.Vouchers;

/// <summary>Gives all vouchers of a record that is merged to the record that stays, with their accounts: what was booked by them goes on.</summary>
public static class VoucherTakeover
{
    private const string OfBoth = """WHERE "SeniorId" IN (@p0, @p1) ORDER BY "Id" """;

    private const string MarkDouble =
        """
        UPDATE "HourVouchers" SET "Origin" = 'Merged' WHERE "SeniorId" = @p0 AND "Origin" = 'Monthly'
          AND EXISTS (SELECT 1 FROM "HourVouchers" o WHERE o."SeniorId" = @p1 AND o."Origin" = 'Monthly' AND o."ProgrammeCode" = "HourVouchers"."ProgrammeCode" AND o."Month" = "HourVouchers"."Month")
        """;

    private const string MoveAccounts = """UPDATE "LedgerAccounts" SET "Owner" = @p1 WHERE "Owner" = @p0 AND "Kind" IN ('VoucherMinutes', 'VoucherHeld')""";

    /// <summary>Moves them; answers how many months both records had been granted by one programme. Nothing of them is dropped: a human decides.</summary>
    public static int TakeOverVouchers(this CityUnit unit, Guid from, Guid to)
    {
        unit.Sql.Execute("""UPDATE "VoucherBookings" SET "SeniorId" = @p1 WHERE "SeniorId" = @p0""", from, to);
        unit.LockVouchers(OfBoth, from, to);
        var twice = unit.Sql.Execute(MarkDouble, from, to);
        unit.Sql.Execute("""UPDATE "HourVouchers" SET "SeniorId" = @p1 WHERE "SeniorId" = @p0""", from, to);
        unit.Sql.Execute(MoveAccounts, from.ToString(), to.ToString());
        return twice;
    }
}
