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
using static ElderCare.MobileApi.Tests.Meals.CityStandingOrders;

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
}
