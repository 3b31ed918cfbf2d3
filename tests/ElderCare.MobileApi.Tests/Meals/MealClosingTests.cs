using ElderCare.Data;
using ElderCare.Data.Meals;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Meals;

/// <summary>What time does to an order.</summary>
public sealed class MealClosingTests
{
    [SkippableTheory, OnBothDatabases]
    public async Task FromItsClosingTimeOnAnOrderStaysAsItIs(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var menu = await city.Lunch(10, 1500);
        var wish = menu.Order(DemoIds.Senior1);
        var path = (await (await city.As("senior1")).Post("/api/meal-orders", wish)).Headers.Location!.ToString();
        var closing = CityClock.At(menu.Date, new(9, 0));
        city.Clock.Reset(closing - Duration.FromMinutes(1));
        var senior = city.With(await city.TokenOf("senior1"));
        city.Clock.Reset(closing);

        await senior.Post($"{path}/cancel").ShouldBeProblem(409, "meals.ordersClosed", "date");
        await senior.Put(path, wish, "*").ShouldBeProblem(409, "meals.ordersClosed", "date");
        await senior.Post("/api/meal-orders", wish).ShouldBeProblem(409, "meals.ordersClosed", "date");
        await senior.Post("/api/meal-orders/quote", wish).ShouldBeProblem(409, "meals.ordersClosed", "date");

        city.Clock.AdvanceNanoseconds(-1);
        await senior.Post($"{path}/cancel").Body();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatNobodyCollectedIsMissedWhenTheMealIsOver(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var before = city.Balances();
        var dinner = city.Get<CityDatabase>().Read(sql => sql.Menu(DemoIds.Canteen1, TestCity.Today, MealPeriod.Dinner))!;
        var wish = new TestMenu(DemoIds.Canteen1, TestCity.Today, "dinner", [dinner.Dishes[0].Id]).Order(DemoIds.Senior1);
        var id = (await (await city.As("senior1")).Post("/api/meal-orders", wish).Body()).Text("id");
        var after = (await (await city.As("senior1")).Read("/api/me")).Fen("eventSequence");
        city.Clock.Reset(CityClock.At(TestCity.Today, new(19, 0)));
        var senior = city.With(await city.TokenOf("senior1"));

        var state = "";
        for (var poll = 0; state != "missed" && poll < 4; poll++)
        {
            var page = await senior.Read($"/api/events?after={after}&waitSeconds=25");
            after = page.Fen("nextAfter");
            state = page.Items().Where(envelope => envelope.Text("subjectId") == id).Select(envelope => envelope.GetProperty("data").Text("state")).LastOrDefault(state);
        }

        Assert.Equal("missed", (await senior.Read($"/api/meal-orders/{id}")).Text("state"));
        Assert.Empty(city.ChangesSince(before));
        var tasks = (await city.With(await city.TokenOf("community1")).Read("/api/tasks?kind=welfareCheck&status=open")).Items();
        Assert.Equal(id, Assert.Single(tasks).Text("subjectId"));
        Assert.Equal(0, city.Balance(AccountKind.CanteenPledged, DemoIds.Canteen1));
    }
}
