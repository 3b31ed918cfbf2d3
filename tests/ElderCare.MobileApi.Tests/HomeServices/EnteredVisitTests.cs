using NodaTime;

namespace ElderCare.MobileApi.Tests.HomeServices;

/// <summary>Visits whose begin and end somebody enters by hand.</summary>
public sealed class EnteredVisitTests
{
    [SkippableTheory, OnBothDatabases]
    public async Task AVisitWithoutAPhoneIsEnteredByItsProviderMarkedAndAskedAbout(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var visit = await city.Taken();
        city.Pass(Duration.FromHours(5));
        var now = city.Clock.GetCurrentInstant();
        object Times(Duration began, Duration ended, string? reason = "手机丢了") => new { checkedInAt = $"{now - began}", checkedOutAt = $"{now - ended}", reason };
        var (manager, path) = (await city.As("provider1"), $"/api/service-orders/{visit}/enter");
        await manager.Post(path, Times(Duration.FromHours(2), Duration.FromHours(1), reason: null)).ShouldBeProblem(400, "request.invalid", "reason");
        await manager.Post(path, new { checkedOutAt = $"{now}", reason = "x" }).ShouldBeProblem(400, "request.invalid", "checkedInAt");
        await manager.Post(path, Times(Duration.FromHours(1), Duration.FromHours(2))).ShouldBeProblem(409, "services.outBeforeIn", "checkedOutAt");
        await manager.Post(path, Times(Duration.FromHours(1), Duration.FromMinutes(-1))).ShouldBeProblem(409, "services.clockAhead", "checkedOutAt");
        await manager.Post(path, Times(Duration.FromHours(26), Duration.FromHours(25))).ShouldBeProblem(409, "services.tooLate", "checkedOutAt");
        await (await city.As("caregiver1")).Post(path, Times(Duration.FromHours(2), Duration.FromHours(1))).ShouldBeProblem(403, "auth.forbidden");

        var entered = await manager.Post(path, Times(Duration.FromHours(2), Duration.FromHours(1))).Body();
        Assert.Equal(("completed", 60), (entered.Text("state"), entered.Fen("paidMinutes")));
        Assert.Equal(["enteredByHand"], entered.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()));
        Assert.Contains((await (await city.As("agent1")).Read("/api/tasks?kind=callBack")).Items(), task => task.Text("subjectId") == visit);
        await manager.Post(path, Times(Duration.FromHours(2), Duration.FromHours(1))).ShouldBeProblem(409, "services.notPossible");
        Assert.Equal("confirmed", (await (await city.As("family1")).Post($"/api/service-orders/{visit}/confirm", new { rating = 4 }).Body()).Text("state"));

        var another = await city.Taken("caregiver1", ("acceptSelfPay", true));
        city.Pass(Duration.FromHours(5));
        now = city.Clock.GetCurrentInstant();
        await (await city.As("provider1")).Post($"/api/service-orders/{another}/enter", Times(Duration.FromHours(2), Duration.FromHours(1))).ShouldBeProblem(409, "services.tooManyByHand"); // one of two is more than a twentieth
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OnlyTheEndIsEnteredWhereThePhoneStillSaidTheBegin(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var visit = await city.Taken();
        city.Pass(Duration.FromHours(3));
        await (await city.As("caregiver1")).Post($"/api/service-orders/{visit}/check-in", await city.AtTheDoor()).Body();
        city.Pass(Duration.FromMinutes(70));
        var entered = await (await city.As("supervisor1")).Post($"/api/service-orders/{visit}/enter", new { checkedInAt = $"{city.Clock.GetCurrentInstant() - Duration.FromHours(3)}", checkedOutAt = $"{city.Clock.GetCurrentInstant() - Duration.FromMinutes(10)}", reason = "手机没电" }).Body();
        Assert.Equal(("completed", 60), (entered.Text("state"), entered.Fen("servedMinutes"))); // the phone's own word for the begin stands
    }
}
