using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Vouchers;
using ElderCare.Data.Writing;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Vouchers;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Vouchers;

/// <summary>Hour vouchers of a test's city: granted and booked as the home services do it, read as people see them.</summary>
internal static class CityVouchers
{
    public const string Programme = "illus-hours";
    public static readonly LocalDate Month = new(2026, 11, 1);
    public static readonly Guid Provider = Guid.Parse("0193a000-0000-7000-8000-00000000beef");

    /// <summary>A moment of a day of the city.</summary>
    public static Instant At(int month, int day, int hour, int minute = 0) => CityClock.At(new(2026, month, day), new(hour, minute));

    /// <summary>Grants a voucher by rules of the test's own; answers its id.</summary>
    public static async Task<Guid> Grant(this TestCity city, Guid senior, long minutes, Func<VoucherType, VoucherType>? rules = null, LocalDate? month = null)
    {
        var type = new VoucherType { Id = "test", ProgrammeCode = "test-hours", City = "371000", Expiry = VoucherExpiry.EndOfCalendarMonth, OnDeath = VoucherOnDeath.Void, Evidence = "ILLUS" };
        var grant = new VoucherGrant(senior, "371000", "371002", new(rules is null ? type : rules(type), 1), minutes);
        return await city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
        {
            var voucher = grant.For(month ?? Month, VoucherOrigin.Single, unit.Now);
            unit.Keep([voucher]);
            return voucher.Id;
        });
    }

    public static Task<long> Hold(this TestCity city, Guid senior, Guid order, long minutes, Instant? startsAt = null, string service = "cleaning") =>
        city.Get<CityWriter>().Commit(Lane.Interactive, unit => unit.HoldMinutes(senior, order, service, startsAt ?? TestCity.Noon, minutes));

    public static Task Spend(this TestCity city, Guid order, long minutes) => city.Get<CityWriter>().Commit(Lane.Interactive, unit => unit.SpendHeld(order, Provider, minutes));

    public static Task Release(this TestCity city, Guid order) => city.Get<CityWriter>().Commit(Lane.Interactive, unit => unit.ReleaseHeld(order));

    public static Task Correct(this TestCity city, Guid order, long minutes) => city.Get<CityWriter>().Commit(Lane.Interactive, unit => unit.CorrectSpent(order, minutes, "签退时间写错"));

    public static Task<long> HeldBy(this TestCity city, Guid order) => city.Get<CityWriter>().Commit(Lane.Interactive, unit => unit.HeldBy(order));

    /// <summary>Ends what is over, as the timer does.</summary>
    public static async Task Expire(this TestCity city)
    {
        while (await city.Get<CityWriter>().Commit(Lane.Bulk, unit => unit.ExpireDue(100)) == 100) { }
    }

    /// <summary>What is free and held of a voucher.</summary>
    public static (long Free, long Held) Of(this TestCity city, Guid voucher) => (city.Balance(AccountKind.VoucherMinutes, voucher), city.Balance(AccountKind.VoucherHeld, voucher));

    public static async Task<IReadOnlyList<JsonElement>> Vouchers(this TestCity city, Guid senior, string user = "city1") => (await city.With(await city.TokenOf(user)).Read($"/api/seniors/{senior}/vouchers")).Items();

    public static async Task<IReadOnlyList<JsonElement>> Entries(this TestCity city, Guid senior, string user = "city1") => (await city.With(await city.TokenOf(user)).Read($"/api/seniors/{senior}/voucher-entries?limit=200")).Items();

    /// <summary>Fails unless the minutes of every programme come to 0, no account is below 0, and held accounts hold just what orders hold.</summary>
    public static void MinutesShouldBalance(this TestCity city)
    {
        city.BooksShouldBalance();
        Assert.Empty(city.Get<CityDatabase>().Read(sql => sql.Query(
            """
            SELECT a."Unit", CAST(SUM(b."Balance") AS bigint) FROM "LedgerAccounts" a JOIN "Balances" b ON b."AccountId" = a."Id" GROUP BY a."Unit" HAVING SUM(b."Balance") <> 0
            """, row => $"{row.GetString(0)}: {row.GetInt64(1)}")));
        var holds = city.Get<CityDatabase>().Read(sql => sql.Query(
            """SELECT "VoucherId", CAST(SUM("Minutes") AS bigint) FROM "VoucherHolds" GROUP BY "VoucherId" HAVING SUM("Minutes") <> 0""",
            row => (Account: LedgerAccount.IdOf(AccountKind.VoucherHeld, row.GetGuid(0)), Minutes: row.GetInt64(1)))).ToDictionary(hold => hold.Account, hold => hold.Minutes);
        var held = city.Get<CityDatabase>().Read(sql => sql.Query(
            """SELECT a."Id", b."Balance" FROM "LedgerAccounts" a JOIN "Balances" b ON b."AccountId" = a."Id" WHERE a."Kind" = 'VoucherHeld' AND b."Balance" <> 0""",
            row => (Account: row.GetGuid(0), Minutes: row.GetInt64(1)))).ToDictionary(account => account.Account, account => account.Minutes);
        Assert.Equal(holds.OrderBy(hold => hold.Key), held.OrderBy(account => account.Key));
    }
}
