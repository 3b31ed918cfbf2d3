using System.Diagnostics;
using ElderCare.Data;
using ElderCare.Domain.Vouchers;
using ElderCare.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Xunit.Abstractions;

namespace ElderCare.MobileApi.Tests.Crash;

/// <summary>A server that is killed in the middle of a run of grants: the next run grants the rest, and nobody twice.</summary>
public sealed class KilledGrantsTests(ITestOutputHelper output)
{
    private const int People = 4_000;
    private const int GrantedBeforeTheKill = 500;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);

    [SkippableTheory, OnBothDatabases]
    public async Task TheNextRunGrantsTheRest(string provider)
    {
        Needs.Database(provider);
        await using var copy = await TestDatabase.Copy(provider);
        await using (var city = TestCity.Start(copy))
        {
            await city.AddSeniors(People, age: 71);
            await (await city.As("city1")).Post("/api/voucher-programmes", new
            {
                id = "killed", city = "371000", divisionCode = "371002", minutesPerMonth = 60, expiry = "endOfCalendarMonth", onDeath = "void", evidence = "ILLUS",
            }).Body();
        }
        using var database = new CityDatabase(provider, copy.ConnectionString);
        var today = CityClock.DateOf(SystemClock.Instance.GetCurrentInstant());
        var run = new { programmeCode = "killed", month = today.ToString("uuuu-MM", null) };

        using (var server = await ServerProcess.Start(copy))
        {
            await server.SignIn("city1");
            var sent = server.Http.Post("/api/voucher-grants/run", run);
            for (var waited = Stopwatch.StartNew(); (await Granted(database)).People < GrantedBeforeTheKill; await Task.Delay(5)) Assert.True(waited.Elapsed < Longest, "It did not begin.");
            Assert.False(sent.IsCompleted);
            await server.Kill();
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => sent);
        }
        var before = await Granted(database);
        output.WriteLine($"{before.People} had it when it was killed");
        Assert.Equal(before.People * 60, before.Minutes);

        using (var server = await ServerProcess.Start(copy))
        {
            await server.SignIn("city1");
            var after = await server.Http.Post("/api/voucher-grants/run", run).Body();
            Assert.Equal(before.People, after.Fen("already"));
            Assert.True(after.Fen("granted") >= People - before.People);
            Assert.Equal(0, (await server.Http.Post("/api/voucher-grants/run", run).Body()).Fen("granted"));
            await server.Kill();
        }
        var all = await Granted(database);
        Assert.Equal(all.People * 60, all.Minutes);
        await using var db = database.Read();
        Assert.Equal(all.People, await db.HourVouchers.Where(voucher => voucher.ProgrammeCode == "killed").Select(voucher => voucher.SeniorId).Distinct().CountAsync());
        Assert.Equal(0, Data.Ledger.LedgerReads.Trial(database, null).Mismatched);
    }

    private static async Task<(long People, long Minutes)> Granted(CityDatabase database)
    {
        await using var db = database.Read();
        return (
            await db.HourVouchers.LongCountAsync(voucher => voucher.ProgrammeCode == "killed" && voucher.Origin == VoucherOrigin.Monthly),
            await db.Transfers.Where(transfer => transfer.Unit == "minutes:killed" && transfer.Kind == "minutesGranted").SumAsync(transfer => transfer.Amount));
    }
}
