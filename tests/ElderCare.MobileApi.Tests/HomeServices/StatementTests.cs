using ElderCare.Data.Seeding;
using ElderCare.MobileApi.Tests.Realtime;
using NodaTime;

namespace ElderCare.MobileApi.Tests.HomeServices;

/// <summary>What a provider may ask of the city.</summary>
public sealed class StatementTests
{
    [SkippableTheory, OnBothDatabases]
    public async Task AConfirmedVisitIsALineAndACorrectionAnother(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var visit = await city.Served();
        var manager = await city.As("provider1");
        Assert.Empty((await manager.Read("/api/service-statements")).Items()); // nobody has said that it was so

        await (await city.As("family1")).Post($"/api/service-orders/{visit}/confirm", new { rating = 5 }).Body();
        var line = Assert.Single((await manager.Read("/api/service-statements/lines?month=2026-11")).Items());
        Assert.Equal((visit, 1, 60, 3_000, 0), (line.Text("orderId"), line.Fen("number"), line.Fen("voucherMinutes"), line.Fen("amountFen"), line.Fen("selfPayFen")));

        var officer = await city.As("district1");
        await officer.Post($"/api/service-orders/{visit}/correct", new { minutes = 30, reason = "核实为三十分钟" }).Body();
        Assert.Equal([(2L, -30L, -1_500L), (1L, 60L, 3_000L)], (await officer.Read($"/api/service-statements/lines?providerId={line.Text("providerId")}")).Items().Select(one => (one.Fen("number"), one.Fen("voucherMinutes"), one.Fen("amountFen"))));
        var sum = Assert.Single((await manager.Read("/api/service-statements")).Items());
        Assert.Equal((line.Text("providerId"), "2026-11-01", 2, 30, 1_500), (sum.Text("providerId"), sum.Text("month"), sum.Fen("lines"), sum.Fen("voucherMinutes"), sum.Fen("amountFen")));

        Assert.Empty((await manager.Read("/api/service-statements?month=2026-10")).Items());
        Assert.Empty((await officer.Read($"/api/service-statements/lines?providerId={Guid.NewGuid()}")).Items());
        await manager.GetAsync("/api/service-statements?month=november").ShouldBeProblem(400, "request.invalid", "month");
        await (await city.As("family1")).GetAsync("/api/service-statements").ShouldBeProblem(403, "auth.forbidden");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AVisitThatIsFoundToHaveBeenLongerIsPaidWhenItsMonthIsOver(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var visit = await city.Served();
        await (await city.As("district1")).Post($"/api/service-orders/{visit}/correct", new { minutes = 30, reason = "先按三十分钟" }).ShouldBeProblem(409, "services.notPossible");
        await (await city.As("family1")).Post($"/api/service-orders/{visit}/dispute", new { reason = "只来了半小时" }).Body();
        await (await city.As("district1")).Post($"/api/service-orders/{visit}/correct", new { minutes = 30, reason = "核实为三十分钟" }).Body();

        city.Pass(Duration.FromDays(10)); // December: what was free in November has expired
        await city.RunTimers();
        var december = await city.Minutes();
        await (await city.As("district1")).Post($"/api/service-orders/{visit}/correct", new { minutes = 60, reason = "门口录像是一小时" }).Body();

        Assert.Equal(december, await city.Minutes()); // nothing of the new month is spent
        var entries = (await (await city.As("senior1")).Read($"/api/seniors/{DemoIds.Senior1}/voucher-entries?limit=100")).Items();
        Assert.Equal(30, entries.Where(entry => entry.Text("kind") == "minutesRestored").Sum(entry => entry.Fen("minutes")));
        var sum = Assert.Single((await (await city.As("provider1")).Read("/api/service-statements?month=2026-11")).Items());
        Assert.Equal((60L, 3_000L), (sum.Fen("voucherMinutes"), sum.Fen("amountFen")));
        await (await city.As("district1")).Post($"/api/service-orders/{visit}/correct", new { minutes = 45, reason = "再核实" }).Body();
        Assert.Equal(december, await city.Minutes()); // what goes back has expired again
        Assert.Equal(0, (await (await city.As("auditor1")).Read("/api/ledger/trial-balance")).Fen("mismatchedAccounts"));
    }
}
