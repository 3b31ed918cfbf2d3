using ElderCare.MobileApi.Reviews;
using ElderCare.MobileApi.Tests.HomeServices;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Reviews;

/// <summary>Doubtful visits, and people who look into them.</summary>
public sealed class ReviewQueueTests
{
    [SkippableTheory, OnBothDatabases]
    public async Task ADoubtfulVisitIsLookedIntoOnceAndWhatWasNotServedIsNotPaid(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var before = await city.Minutes();
        var visit = await Served(city, mockLocation: true);
        var officer = await city.As("district1");
        await city.RunTimer(ScoreVisits.TimerKind, Guid.Empty);
        await city.RunTimer(ScoreVisits.TimerKind, Guid.Empty);

        var doubtful = Assert.Single((await officer.Read("/api/reviews?decided=false")).Items());
        Assert.Equal(visit, doubtful.GetProperty("visit").Text("id"));
        Assert.True(doubtful.GetProperty("score").GetDouble() >= 0.5);
        Assert.Contains("visits.mockLocation", doubtful.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()));
        Assert.Single(await Work(officer, visit));
        Assert.Empty((await (await city.As("street1")).Read("/api/reviews?decided=true")).Items());

        await officer.Post($"/api/reviews/{visit}/decide", new { verdict = "notSo", finding = "没有去" }).ShouldBeProblem(400, "request.invalid", "minutes");
        await officer.Post($"/api/reviews/{visit}/decide", new { verdict = "genuine", minutes = 30, finding = "去了" }).ShouldBeProblem(400, "request.invalid", "minutes");
        await officer.Post($"/api/reviews/{visit}/decide", new { verdict = "notSo", minutes = 61, finding = "没有去" }).ShouldBeProblem(400, "request.invalid", "minutes");
        await officer.Post($"/api/reviews/{Guid.NewGuid()}/decide", new { verdict = "genuine", finding = "去了" }).ShouldBeProblem(404, "notFound");
        await (await city.As("provider1")).Post($"/api/reviews/{visit}/decide", new { verdict = "genuine", finding = "去了" }).ShouldBeProblem(403, "auth.forbidden");

        var decided = await officer.Post($"/api/reviews/{visit}/decide", new { verdict = "notSo", minutes = 0, finding = "录像里没有人" }).Body();
        Assert.Equal(("notSo", "confirmed", 0), (decided.Text("verdict"), decided.GetProperty("visit").Text("state"), decided.GetProperty("visit").Fen("paidMinutes")));
        Assert.Equal(before, await city.Minutes());
        Assert.Empty(await Work(officer, visit));
        await officer.Post($"/api/reviews/{visit}/decide", new { verdict = "genuine", finding = "去了" }).ShouldBeProblem(409, "reviews.decided");
        Assert.Equal(visit, Assert.Single((await officer.Read("/api/reviews?decided=true")).Items()).GetProperty("visit").Text("id"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AGenuineVisitStaysAsItWasAndAnHonestOneIsNotAskedAbout(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await city.Served();
        await city.RunTimer(ScoreVisits.TimerKind, Guid.Empty);
        var officer = await city.As("district1");
        Assert.Empty((await officer.Read("/api/reviews")).Items());

        var visit = await Served(city, mockLocation: true);
        await (await city.As("family1")).Post($"/api/service-orders/{visit}/confirm", new { rating = 4 }).Body();
        await city.RunTimer(ScoreVisits.TimerKind, Guid.Empty);
        officer = await city.As("district1");
        var decided = await officer.Post($"/api/reviews/{visit}/decide", new { verdict = "genuine", finding = "手机坏了，邻居证明来过" }).Body();
        Assert.Equal(("genuine", 60), (decided.Text("verdict"), decided.GetProperty("visit").Fen("paidMinutes")));
        Assert.Empty(await Work(officer, visit));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AGenuineVisitThatIsDisputedIsPaidAsItWasServed(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var visit = await Served(city, mockLocation: true);
        await (await city.As("family1")).Post($"/api/service-orders/{visit}/dispute", new { reason = "没有来" }).Body();
        await city.RunTimer(ScoreVisits.TimerKind, Guid.Empty);
        var officer = await city.As("district1");
        Assert.Equal(2, (await Work(officer, visit)).Count);
        var decided = await officer.Post($"/api/reviews/{visit}/decide", new { verdict = "genuine", finding = "邻居证明来过" }).Body();
        Assert.Equal(("confirmed", 60), (decided.GetProperty("visit").Text("state"), decided.GetProperty("visit").Fen("paidMinutes")));
        Assert.Empty(await Work(officer, visit));
        Assert.Equal(0, (await city.Minutes()).Reserved);
    }

    private static async Task<string> Served(TestCity city, bool mockLocation)
    {
        var visit = await city.Taken();
        city.Pass(Duration.FromHours(3));
        var caregiver = await city.As("caregiver1");
        await caregiver.Post($"/api/service-orders/{visit}/check-in", new { latitude = 37.5, longitude = 122.1, accuracyMetres = 15, mockLocation }).Body();
        city.Pass(Duration.FromMinutes(61));
        await (await city.As("caregiver1")).Post($"/api/service-orders/{visit}/check-out", new { latitude = 37.5, longitude = 122.1, accuracyMetres = 15, mockLocation }).Body();
        return visit;
    }

    private static async Task<IReadOnlyList<System.Text.Json.JsonElement>> Work(HttpClient officer, string visit) =>
        [.. (await officer.Read("/api/tasks?kind=review")).Items().Where(task => task.Text("subjectId") == visit && task.Text("status") != "closed")];
}
