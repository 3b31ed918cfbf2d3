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
}
