using System.Text.Json;
using System.Text.Json.Nodes;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.Tests.Funding;
using ElderCare.MobileApi.Tests.Realtime;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Meals;

/// <summary>Meals that are ordered week after week by themselves, once each.</summary>
public sealed class StandingOrderTests
{
    [SkippableTheory, OnBothDatabases]
    public async Task EachMealIsPlacedTwoDaysAheadOnceHoweverOftenAndBesideWhomItRuns(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var person = (await city.AddSeniors(1))[0];
        var id = await Begin(city, Plan(person));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => city.RunTimer(PlaceStandingOrders.TimerKind, id))));

        // Monday noon: today's lunch has closed; Tuesday and Wednesday are placed.
        Assert.Equal(["2026-11-24", "2026-11-25"], (await OrdersOf(city, person)).Select(order => order.Text("date")).Order());
        Assert.All(await OrdersOf(city, person), order => Assert.Equal("standingOrder", order.Text("channel")));
        var seen = await (await city.As("agent1")).Read($"/api/standing-orders/{id}");
        Assert.Equal(["placed", "placed"], seen.GetProperty("meals").EnumerateArray().Select(meal => meal.Text("outcome")));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatTheSeniorCancelsStaysCancelledAndWhatIsOrderedIsNotOrderedAgain(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var person = (await city.AddSeniors(1))[0];
        var agent = await city.As("agent1");
        var wednesday = TestCity.Today.PlusDays(2);
        await agent.Post("/api/meal-orders", new TestMenu(DemoIds.Canteen1, wednesday, "lunch", [await Dish(city, wednesday)]).Order(person)).Body();
        var id = await Begin(city, Plan(person));
        await city.RunTimer(PlaceStandingOrders.TimerKind, id);
        var tuesday = Assert.Single(await OrdersOf(city, person), order => order.Text("date") == "2026-11-24");
        await agent.Post($"/api/meal-orders/{tuesday.Text("id")}/cancel").Body();

        await city.RunTimer(PlaceStandingOrders.TimerKind, id);

        Assert.Equal([("2026-11-24", "cancelled"), ("2026-11-25", "placed")], (await OrdersOf(city, person)).Select(order => (order.Text("date"), order.Text("state"))).Order());
        Assert.Equal("alreadyOrdered", (await agent.Read($"/api/standing-orders/{id}")).GetProperty("meals")[0].Text("outcome"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AMealWithoutAMenuIsPlacedWhenTheMenuAppearsAndToldWhenItNeverDoes(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        city.Clock.Reset(CityClock.At(new(2027, 1, 10), new(12, 0))); // a Sunday beyond the demo's menus
        var id = await Begin(city, Plan(DemoIds.Senior1, [1, 2]) with { Items = [new("菜1", 1)] });
        var again = await city.RunTimer(PlaceStandingOrders.TimerKind, id);
        Assert.Equal(city.Clock.GetCurrentInstant() + Duration.FromHours(1), again);

        await OfferAnew(city, new(2027, 1, 11));
        await city.RunTimer(PlaceStandingOrders.TimerKind, id);
        Assert.Equal("2027-01-11", Assert.Single(await OrdersOf(city, DemoIds.Senior1)).Text("date"));

        city.Clock.Reset(CityClock.At(new(2027, 1, 12), new(9, 0)));
        for (var run = 0; run < 2; run++) await city.RunTimer(PlaceStandingOrders.TimerKind, id);
        Assert.Contains("没有菜单", Assert.Single(city.MessagesTo(DemoIds.Senior1Phone), text => text.Contains("没有订上", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("没有菜单", Assert.Single(city.MessagesTo(DemoIds.Family1Phone), text => text.Contains("没有订上", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatCannotBeOrderedIsSkippedAndToldOnce(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        city.Clock.Reset(CityClock.At(new(2027, 1, 10), new(12, 0)));
        await city.Get<CityWriter>().Commit(Lane.Interactive, unit => unit.Db.Seniors.Single(senior => senior.Id == DemoIds.Senior1).Allergies = ["peanut"]);
        await OfferAnew(city, new(2027, 1, 11), capacity: 0);
        await OfferAnew(city, new(2027, 1, 12), allergens: ["peanut"]);
        var soldOutAndAllergic = await Begin(city, Plan(DemoIds.Senior1, [1, 2]) with { Items = [new("菜1", 1)] });
        var notOnTheMenu = await Begin(city, Plan(DemoIds.Senior1, [1]) with { Items = [new("佛跳墙", 1)] });
        await city.With(await city.TokenOf("canteen1")).Post($"/api/canteens/{DemoIds.Canteen1}/closures", new { from = "2027-01-11", to = "2027-01-11", periods = new[] { "dinner" }, reason = "停电" }).Body();
        var closed = await Begin(city, Plan(DemoIds.Senior1, [1]) with { Periods = ["dinner"] });

        foreach (var id in new[] { soldOutAndAllergic, notOnTheMenu, closed, soldOutAndAllergic }) await city.RunTimer(PlaceStandingOrders.TimerKind, id);

        using var db = city.Get<CityDatabase>().Read();
        Assert.Equal(
            ["canteens.closed", "meals.allergen", "meals.soldOut", "meals.unknownDish"],
            (await db.StandingMeals.Where(meal => meal.ServedOn > new LocalDate(2027, 1, 1)).Select(meal => meal.Reason).ToListAsync()).Order());
        foreach (var phone in new[] { DemoIds.Senior1Phone, DemoIds.Family1Phone }) Assert.Equal(4, city.MessagesTo(phone).Count(text => text.Contains("没有订上", StringComparison.Ordinal)));
        Assert.Empty(await OrdersOf(city, DemoIds.Senior1));
    }

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
    public async Task BothMealsOfADayAreOrderedThoughTheSubsidyIsForOne(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await (await city.As("city1")).Publish(CityRules.Rule("one-a-day", ("per", "day"), ("periods", new JsonArray("lunch", "dinner"))));
        var people = await city.AddSeniors(2);
        var plans = new[]
        {
            Plan(people[0], [2]) with { Periods = ["lunch", "dinner"] }, Plan(people[1], [2]), Plan(people[1], [2]) with { Periods = ["dinner"] },
        };
        foreach (var plan in plans) await city.RunTimer(PlaceStandingOrders.TimerKind, await Begin(city, plan));

        Assert.Equal([("dinner", true), ("lunch", false)], (await OrdersOf(city, people[0])).Select(order => (order.Text("period"), order.GetProperty("subsidyFen").GetInt64() == 0)).Order());
        Assert.Equal("lunch", Assert.Single(await OrdersOf(city, people[1])).Text("period")); // whose second meal was a wish of its own is asked first
        await city.RunTimer(PlaceStandingOrders.TimerKind, await Begin(city, Plan(DemoIds.Senior1, [2])));
        await city.RunTimer(PlaceStandingOrders.TimerKind, await Begin(city, Plan(DemoIds.Senior1, [2]) with { Periods = ["dinner"] }));
        var text = Assert.Single(city.MessagesTo(DemoIds.Senior1Phone), text => text.Contains("没有订上", StringComparison.Ordinal));
        foreach (var word in new[] { "当天的补贴", "12349" }) Assert.Contains(word, text, StringComparison.Ordinal);
        Assert.DoesNotContain("再确认", text, StringComparison.Ordinal); // nobody confirms an SMS
        Assert.Equal("dinner", Assert.Single(await OrdersAfter(city, people[1], plans[2] with { AcceptFullPrice = true }), order => order.GetProperty("subsidyFen").GetInt64() == 0).Text("period"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AMealSkippedIsOrderedWhenWhatStoodInItsWayGoesAndToldOnce(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        city.Clock.Reset(CityClock.At(new(2027, 1, 10), new(12, 0)));
        await OfferAnew(city, new(2027, 1, 11));
        await OfferAnew(city, new(2027, 1, 12));
        var staff = city.With(await city.TokenOf("canteen1"));
        var closure = (await staff.Post($"/api/canteens/{DemoIds.Canteen1}/closures", new { from = "2027-01-11", to = "2027-01-11", reason = "停电" }).Body()).Text("id");
        var closed = await Begin(city, Plan(DemoIds.Senior1, [1]) with { Items = [new("菜1", 1)] });
        var notOnTheMenu = await Begin(city, Plan(DemoIds.Senior1, [2]) with { Items = [new("佛跳墙", 1)] });
        foreach (var id in new[] { closed, notOnTheMenu }) Assert.Equal(city.Clock.GetCurrentInstant() + Duration.FromHours(1), await city.RunTimer(PlaceStandingOrders.TimerKind, id));
        Assert.Empty(await OrdersOf(city, DemoIds.Senior1));

        await staff.Post($"/api/canteens/{DemoIds.Canteen1}/closures/{closure}/end").Body();
        await ChangeMenu(city, new(2027, 1, 12), "佛跳墙");
        foreach (var id in new[] { closed, notOnTheMenu, closed, notOnTheMenu }) await city.RunTimer(PlaceStandingOrders.TimerKind, id);

        Assert.Equal(["2027-01-11", "2027-01-12"], (await OrdersOf(city, DemoIds.Senior1)).Select(order => order.Text("date")).Order());
        Assert.Equal(2, city.MessagesTo(DemoIds.Senior1Phone).Count(text => text.Contains("没有订上", StringComparison.Ordinal)));
        city.BooksShouldBalance();
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
    public async Task MealsSkippedForAnAbsenceThatNeverWasAreOrderedAfterAll(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var person = (await city.AddSeniors(1))[0];
        var officer = await city.As("city1");
        var absence = (await officer.Post($"/api/seniors/{person}/absences", new { kind = "away", validFrom = "2026-11-23", source = "来电" }).Body()).Text("id");
        await Begin(city, Plan(person));
        await city.RunTimers();
        Assert.Empty(await OrdersOf(city, person));

        await officer.Post($"/api/seniors/{person}/absences/{absence}/withdraw", new { source = "没有外出" }).Body();
        await city.RunTimers();

        Assert.Equal(["2026-11-24", "2026-11-25"], (await OrdersOf(city, person)).Select(order => order.Text("date")).Order());
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

    private static StandingWish Plan(Guid person, int[]? weekdays = null) => new(person, DemoIds.Canteen1, weekdays ?? [1, 2, 3, 4, 5], ["lunch"], [], "pickUp", "onCollection", null);

    private static async Task<Guid> Begin(TestCity city, StandingWish plan) =>
        (await city.With(await city.TokenOf("agent1")).Post("/api/standing-orders", plan).Body()).GetProperty("id").GetGuid();

    private static async Task<IReadOnlyList<JsonElement>> OrdersOf(TestCity city, Guid person) =>
        (await city.With(await city.TokenOf("agent1")).Read($"/api/meal-orders?seniorId={person}")).Items();

    private static async Task<IReadOnlyList<JsonElement>> OrdersAfter(TestCity city, Guid person, StandingWish plan)
    {
        await city.RunTimer(PlaceStandingOrders.TimerKind, await Begin(city, plan));
        return await OrdersOf(city, person);
    }

    private static async Task<Guid> Dish(TestCity city, LocalDate date) =>
        (await (await city.As("agent1")).Read($"/api/canteens/{DemoIds.Canteen1}/menus/{CityCanteens.Iso(date)}/lunch")).GetProperty("dishes")[0].GetProperty("id").GetGuid();

    private static async Task OfferAnew(TestCity city, LocalDate date, int capacity = 10, string[]? allergens = null)
    {
        var staff = city.With(await city.TokenOf("canteen1"));
        staff.DefaultRequestHeaders.Add("If-None-Match", "*");
        await staff.Put($"/api/canteens/{DemoIds.Canteen1}/menus/{CityCanteens.Iso(date)}/lunch", new { ordersCloseAt = $"{CityCanteens.Iso(date)}T01:00:00Z", dishes = new[] { new { name = "菜1", priceFen = 1500, allergens = allergens ?? [], capacity } } }).Body();
    }

    private static async Task ChangeMenu(TestCity city, LocalDate date, string dish)
    {
        var (staff, path) = (city.With(await city.TokenOf("canteen1")), $"/api/canteens/{DemoIds.Canteen1}/menus/{CityCanteens.Iso(date)}/lunch");
        var etag = (await staff.GetAsync(path)).Headers.ETag!.ToString();
        staff.DefaultRequestHeaders.Add("If-Match", etag);
        await staff.Put(path, new { ordersCloseAt = $"{CityCanteens.Iso(date)}T01:00:00Z", dishes = new[] { new { name = dish, priceFen = 1500, allergens = Array.Empty<string>(), capacity = 10 } } }).Body();
    }

    private sealed record StandingWish(Guid SeniorId, Guid CanteenId, int[] Weekdays, string[] Periods, StandingDish[] Items, string Fulfilment, string PayBy, string? From, string? Until = null, bool? AcceptFullPrice = null);

    private sealed record StandingDish(string Name, int Quantity);
}
