using System.Text.Json;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Ledger;
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
        city.Clock.Reset(menu.Date.At(new LocalTime(9, 0)).WithOffset(Offset.FromHours(8)).ToInstant());
        var senior = city.With(await city.TokenOf("senior1"));

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
        var menu = await city.Lunch(10, 1500);
        var id = (await (await city.As("senior1")).Post("/api/meal-orders", menu.Order(DemoIds.Senior1)).Body()).Text("id");
        var after = (await (await city.As("senior1")).Read("/api/me")).Fen("eventSequence");
        city.Clock.Reset(menu.Date.At(new LocalTime(13, 0)).WithOffset(Offset.FromHours(8)).ToInstant());
        var senior = city.With(await city.TokenOf("senior1"));

        var state = "";
        while (state != "missed")
        {
            var page = await senior.Read($"/api/events?after={after}&waitSeconds=25");
            Assert.NotEmpty(page.Items());
            after = page.Fen("nextAfter");
            state = page.Items().Where(envelope => envelope.Text("subjectId") == id).Select(envelope => envelope.GetProperty("data").Text("state")).LastOrDefault("");
        }

        Assert.Equal("missed", (await senior.Read($"/api/meal-orders/{id}")).Text("state"));
        Assert.Empty(city.ChangesSince(before));
        var tasks = (await city.With(await city.TokenOf("community1")).Read("/api/tasks?kind=welfareCheck&status=open")).Items();
        Assert.Equal(id, Assert.Single(tasks).Text("subjectId"));
        Assert.Equal(0, city.Balance(AccountKind.CanteenPledged, DemoIds.Canteen1));
    }
}
