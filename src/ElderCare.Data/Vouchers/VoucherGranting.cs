using ElderCare.Data.Ledger;
using ElderCare.Data.Writing;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Vouchers;
using NodaTime;

namespace ElderCare.Data.Vouchers;

/// <summary>Writes granted vouchers, each with its account and the posting that fills it.</summary>
public static class VoucherGranting
{
    private const string HaveMonth =
        """SELECT "SeniorId" FROM "HourVouchers" WHERE "Origin" = 'Monthly' AND "ProgrammeCode" = @p0 AND "Month" = @p1 AND "SeniorId" >= @p2 AND "SeniorId" <= @p3""";

    private const string Gone = """SELECT "Id" FROM "Seniors" WHERE "Id" >= @p0 AND "Id" <= @p1 AND ("DiedOn" IS NOT NULL OR "MergedInto" IS NOT NULL)""";

    private const string KeepThere = """SELECT 1 FROM "Seniors" WHERE "Id" >= @p0 AND "Id" <= @p1 ORDER BY "Id" FOR SHARE""";

    /// <summary>
    /// Grants a month to those who have not had it yet and are still there; answers who got it and who had it. A second run, one beside
    /// it and one that was cut short come to the same: a programme's grants follow one another.
    /// </summary>
    /// <param name="unit">The change of the city.</param>
    /// <param name="month">The first day of the month.</param>
    /// <param name="grants">Of one programme, ordered by person.</param>
    public static (IReadOnlyList<HourVoucher> Granted, int Already) GrantMonth(this CityUnit unit, LocalDate month, IReadOnlyList<VoucherGrant> grants)
    {
        if (grants.Count == 0) return ([], 0);
        var programme = grants[0].Type.Type.Programme();
        unit.TakeProgramme(programme);
        var (first, last) = (grants[0].SeniorId, grants[^1].SeniorId);
        if (!unit.IsAlone) unit.Sql.Query(KeepThere, _ => true, first, last); // nobody dies or is merged until the unit ends
        var had = unit.Sql.Query(HaveMonth, row => row.GetGuid(0), programme, month.ToDateOnly(), first, last).ToHashSet();
        var gone = unit.Sql.Query(Gone, row => row.GetGuid(0), first, last).ToHashSet();
        var vouchers = grants.Where(grant => !had.Contains(grant.SeniorId) && !gone.Contains(grant.SeniorId)).Select(grant => grant.For(month, VoucherOrigin.Monthly, unit.Now)).ToList();
        unit.Keep(vouchers);
        return (vouchers, grants.Count(grant => had.Contains(grant.SeniorId)));
    }

    /// <summary>Keeps new vouchers and fills each by a posting out of its programme's grants.</summary>
    public static void Keep(this CityUnit unit, IReadOnlyList<HourVoucher> vouchers)
    {
        if (vouchers.Count == 0) return;
        var sources = vouchers.Select(voucher => voucher.CityAccount(AccountKind.VoucherGrants)).DistinctBy(source => source.Id).ToList();
        unit.Open(sources);
        var accounts = vouchers.Select(voucher => voucher.Account(AccountKind.VoucherMinutes)).OrderBy(account => account.Id).ToList();
        unit.InsertMany([.. vouchers.Select(unit.Prepare)]);
        unit.InsertMany([.. accounts.Select(unit.Prepare)]);
        var granted = vouchers.ToDictionary(voucher => voucher.Free, voucher => voucher.Minutes);
        unit.InsertMany([.. accounts.Select(account => unit.Prepare(LedgerPosting.Filled(account, granted[account.Id])))]);
        unit.InsertMany([.. vouchers.Select(voucher => unit.Prepare(Grant(voucher, unit.Now)))]);
        foreach (var source in vouchers.GroupBy(voucher => voucher.CityAccount(AccountKind.VoucherGrants).Id)) unit.TryTake(source.Key, AccountKind.VoucherGrants, source.Sum(voucher => voucher.Minutes));
    }

    private static Transfer Grant(HourVoucher voucher, Instant now) => Transfer.OfMinutes(
        "minutesGranted", voucher.CityAccount(AccountKind.VoucherGrants).Id, voucher.Free, voucher.Minutes, voucher.Unit, voucher.Id.ToString(), now, voucher.TypeVersion);
}
