using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.Tests.Realtime;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using static ElderCare.MobileApi.Tests.Meals.CityStandingOrders;

namespace ElderCare.MobileApi.Tests.Meals;

/// <summary>Who begins, changes, pauses, resumes and ends a standing order, and who learns of it.</summary>
public sealed class StandingOrderKeepingTests
{
    [SkippableTheory, OnBothDatabases]
    public async Task APauseAnEndAndADeathStopIt(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var people = await city.AddSeniors(2);
        var agent = await city.As("agent1");
        var id = await Begin(city, Plan(people[0]) with { From = "2026-11-26" });
        var path = $"/api/standing-orders/{id}";
        await agent.Post($"{path}/pause", new { from = "2026-11-26", until = "2026-11-27" }).Body();
        city.Clock.Reset(CityClock.At(new(2026, 11, 24), new(12, 0))); // two days before
        agent = city.With(await city.TokenOf("agent1"));
        await city.RunTimer(PlaceStandingOrders.TimerKind, id);
        Assert.Empty(await OrdersOf(city, people[0]));

        Assert.Equal("active", (await agent.Post($"{path}/resume").Body()).Text("state"));
        await city.RunTimer(PlaceStandingOrders.TimerKind, id);
        Assert.Equal("2026-11-26", Assert.Single(await OrdersOf(city, people[0])).Text("date"));
        Assert.Equal("ended", (await agent.Post($"{path}/end").Body()).Text("state"));
        Assert.Null(await city.RunTimer(PlaceStandingOrders.TimerKind, id));
        await agent.Post($"{path}/resume").ShouldBeProblem(409, "standingOrders.ended");

        var dying = await Begin(city, Plan(people[1]) with { From = "2026-12-01" });
        await city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
        {
            var senior = unit.Db.Seniors.Single(senior => senior.Id == people[1]);
            senior.DiedOn = new(2026, 11, 24);
            senior.Version++;
        });
        city.Clock.Reset(CityClock.At(new(2026, 11, 30), new(12, 0)));
        Assert.Equal(CityClock.At(new(2026, 12, 1), new(6, 0)), await city.RunTimer(PlaceStandingOrders.TimerKind, dying)); // the report may be revoked
        Assert.Empty(await OrdersOf(city, people[1]));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OnlyWhoMayOrderKeepsItAndEveryWrongFieldIsNamed(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var id = await Begin(city, Plan(DemoIds.Senior1) with { From = "2026-12-07" });
        var (family, stranger) = (await city.As("family1"), await city.As("family2"));

        Assert.Equal(id, Assert.Single((await family.Read("/api/standing-orders")).Items()).GetProperty("id").GetGuid());
        Assert.Empty((await stranger.Read("/api/standing-orders")).Items());
        await stranger.GetAsync($"/api/standing-orders/{id}").ShouldBeProblem(404, "notFound");
        await stranger.Post($"/api/standing-orders/{id}/end").ShouldBeProblem(404, "notFound");
        var etag = (await family.GetAsync($"/api/standing-orders/{id}")).Headers.ETag!.ToString();
        Assert.Equal(3, (await family.Change($"/api/standing-orders/{id}", new { weekdays = new[] { 5, 3, 1 } }, etag).Body()).GetProperty("weekdays").GetArrayLength());
        await family.Change($"/api/standing-orders/{id}", new { weekdays = new[] { 1 } }, etag).ShouldBeProblem(412, "request.stale");

        var wrong = new { seniorId = DemoIds.Senior1, canteenId = DemoIds.Canteen1, weekdays = new[] { 0 }, periods = Array.Empty<string>(), items = new[] { new { name = "面", quantity = 0 } }, fulfilment = "dineIn", deliveryPointId = Guid.NewGuid(), payBy = "online", from = "2026-11-01", until = "2026-10-01" };
        var problem = await family.Post("/api/standing-orders", wrong).ShouldBeProblem(400, "request.invalid");
        Assert.Equal(["deliveryPointId", "from", "items", "payBy", "periods", "until", "weekdays"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
        await family.Post("/api/standing-orders", Plan(DemoIds.Senior1) with { From = "2027-11-24" }).ShouldBeProblem(400, "request.invalid", "from");
        await family.Post("/api/standing-orders", Plan(DemoIds.Senior1) with { CanteenId = Guid.NewGuid() }).ShouldBeProblem(404, "notFound", "canteenId");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task NullClearsTheLastDayAndTheDeliveryPointAndAbsentKeepsThem(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var agent = await city.As("agent1");
        using var db = city.Get<CityDatabase>().Read();
        var point = (await db.DeliveryPoints.FirstAsync(point => point.CanteenId == DemoIds.Canteen1 && point.ClosedAt == null)).Id;
        var begun = new { seniorId = DemoIds.Senior1, canteenId = DemoIds.Canteen1, weekdays = new[] { 1 }, periods = new[] { "lunch" }, fulfilment = "delivery", deliveryPointId = point, payBy = "onCollection", from = "2027-03-01", until = "2027-04-01" };
        var path = $"/api/standing-orders/{(await agent.Post("/api/standing-orders", begun).Body()).Text("id")}";

        var kept = await agent.Patch(path, new { weekdays = new[] { 2 } }, await Tag()).Body();
        Assert.Equal((point, "2027-04-01"), (kept.GetProperty("deliveryPointId").GetGuid(), kept.Text("until")));
        var open = await agent.Patch(path, new { until = (string?)null }, await Tag()).Body();
        Assert.Equal((true, false), (open.TryGetProperty("deliveryPointId", out _), open.TryGetProperty("until", out _)));
        var door = await agent.Patch(path, new { deliveryPointId = (Guid?)null, until = "2027-05-01" }, await Tag()).Body();
        Assert.Equal((false, "delivery", "2027-05-01"), (door.TryGetProperty("deliveryPointId", out _), door.Text("fulfilment"), door.Text("until")));

        async Task<string> Tag() => (await agent.GetAsync(path)).Headers.ETag!.ToString();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OneWhoseDaysWereOverOrdersAgainWhenItIsExtended(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var person = (await city.AddSeniors(1))[0];
        var id = await Begin(city, Plan(person) with { Until = "2026-11-24" });
        await city.RunTimers();
        city.Clock.Reset(CityClock.At(new(2026, 11, 26), new(12, 0)));
        await city.RunTimers();
        using (var db = city.Get<CityDatabase>().Read()) Assert.False(await db.Timers.AnyAsync(timer => timer.Kind == PlaceStandingOrders.TimerKind && timer.Subject == id.ToString()));

        var agent = city.With(await city.TokenOf("agent1"));
        var etag = (await agent.GetAsync($"/api/standing-orders/{id}")).Headers.ETag!.ToString();
        await agent.Change($"/api/standing-orders/{id}", new { until = "2026-12-31", from = "2026-11-23" }, etag).Body();
        await city.RunTimers();

        Assert.Equal(["2026-11-24", "2026-11-27"], (await OrdersOf(city, person)).Select(order => order.Text("date")).Order());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoResumesItOrdersFromThenOn(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var person = (await city.AddSeniors(1))[0];
        var id = await Begin(city, Plan(person) with { From = "2026-11-26" });
        await (await city.As("admin")).Post($"/api/accounts/{DemoIds.Account("agent1")}/disable").Body();
        await (await city.As("community1")).Post($"/api/standing-orders/{id}/resume").ShouldBeProblem(404, "notFound");
        await (await city.As("supervisor1")).Post($"/api/standing-orders/{id}/resume").Body();
        city.Clock.Reset(CityClock.At(new(2026, 11, 25), new(12, 0)));
        await city.RunTimers();
        using var db = city.Get<CityDatabase>().Read();
        Assert.Equal(2, await db.MealOrders.CountAsync(order => order.SeniorId == person));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task NobodyLearnsOfADeathByAskingForStandingOrders(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var person = (await city.AddSeniors(1))[0];
        var id = await Begin(city, Plan(person));
        await (await city.As("city1")).Post($"/api/seniors/{person}/death", new { diedOn = "2026-11-23", source = "公安数据" }).Body();
        foreach (var outsider in new[] { "family1", "family2", "senior1" })
        {
            await (await city.As(outsider)).GetAsync($"/api/standing-orders?seniorId={person}").ShouldBeProblem(404, "notFound", "seniorId");
            await (await city.As(outsider)).GetAsync($"/api/standing-orders/{id}").ShouldBeProblem(404, "notFound");
        }
        var agent = await city.As("agent1");
        Assert.Single((await agent.Read($"/api/standing-orders?seniorId={person}")).Items());
        await agent.Post($"/api/standing-orders/{id}/resume").ShouldBeProblem(409, "people.deceased", "seniorId");
        Assert.Equal("ended", (await agent.Post($"/api/standing-orders/{id}/end").Body()).Text("state"));
    }
}
