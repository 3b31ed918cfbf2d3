using ElderCare.Data.Writing;
using ElderCare.MobileApi.Timers;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ElderCare.MobileApi.Tests.People;

/// <summary>Who has not been seen or heard for long becomes work for somebody.</summary>
public sealed class LifeCheckTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task Case21_WhoIsNotSeenForAQuarterIsReviewedOnce(string provider)
    {
        Needs.Database(provider);
        await using var database = await TestDatabase.Copy(provider);
        await using var city = LifeTable.CityWithoutTimers(database);
        var seniors = await city.AddSeniors(3, "minimumLivingAllowance");
        var (unseen, seen, without) = (seniors[0], seniors[1], (await city.AddSeniors(1))[0]);
        await (await city.As("district1")).Post($"/api/seniors/{without}/categories", new { category = "disabled", validFrom = TestCity.Today.Iso(), source = "评估" }).Body();
        city.Clock.Advance(Duration.FromDays(60));
        using (var community = city.With(await city.TokenOf("district1")))
        {
            await community.Post($"/api/seniors/{seen}/life-checks", new { seenOn = TestCity.Today.PlusDays(60).Iso(), way = "faceToFace" }).Body();
            await community.Post($"/api/seniors/{seniors[2]}/death", new { diedOn = TestCity.Today.PlusDays(50).Iso(), source = "公安数据" }).Body();
        }
        city.Clock.Advance(Duration.FromDays(31));
        await Run(city);
        Assert.Empty(await Reviews(city, unseen));

        city.Clock.Advance(Duration.FromDays(1));
        Assert.Equal(new LocalTime(6, 0), (await Run(city))!.Value.WithOffset(Offset.FromHours(8)).TimeOfDay);
        await Run(city);

        Assert.Single(await Reviews(city, unseen));
        foreach (var other in new[] { seen, without, seniors[2] }) Assert.Empty(await Reviews(city, other));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case21_NobodyIsSeenInTheFutureOrAfterTheirDeath(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1, diedOn: TestCity.Today.PlusDays(-2)))[0];
        var client = await city.As("agent1");
        await client.Post($"/api/seniors/{senior}/life-checks", new { seenOn = TestCity.Today.PlusDays(1).Iso(), way = "voice" }).ShouldBeProblem(400, "request.invalid", "seenOn");
        await client.Post($"/api/seniors/{senior}/life-checks", new { seenOn = TestCity.Today.Iso() }).ShouldBeProblem(400, "request.invalid", "way");
        await client.Post($"/api/seniors/{senior}/life-checks", new { seenOn = TestCity.Today.Iso(), way = "voice" }).ShouldBeProblem(409, "people.deceased", "seenOn");
        await client.Post($"/api/seniors/{senior}/life-checks", new { seenOn = TestCity.Today.PlusDays(-2).Iso(), way = "voice" }).Body();
    }

    private static Task<Instant?> Run(TestCity city) => city.Services.GetServices<ITimerHandler>().OfType<LifeChecks>().Single()
        .Run(new TimerRow { Id = Guid.NewGuid(), Kind = LifeChecks.Kind, Subject = "city", DueAt = TestCity.Noon }, CancellationToken.None);

    private static async Task<IReadOnlyList<Guid>> Reviews(TestCity city, Guid senior)
    {
        using var client = city.With(await city.TokenOf("district1"));
        return [.. (await client.Read("/api/tasks?kind=review&status=open&limit=200")).Items().Where(task => task.TryGetProperty("seniorId", out var whose) && whose.GetGuid() == senior).Select(task => task.GetProperty("id").GetGuid())];
    }
}
