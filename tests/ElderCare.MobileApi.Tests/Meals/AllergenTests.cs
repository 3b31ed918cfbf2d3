using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Tests.Funding;
using ElderCare.MobileApi.Tests.Realtime;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Tests.Meals;

/// <summary>What somebody must not eat is not ordered, however the kitchen writes it and whenever it becomes known.</summary>
public sealed class AllergenTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task IsBlockedHoweverItIsWritten(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = await Allergic(city, "花生");
        foreach (var word in new[] { "花生", "Peanut", " peanut ", "peanuts" })
        {
            var menu = await Offer(city, "什锦饭", word);
            await (await city.As("agent1")).Post("/api/meal-orders/quote", menu.Order(senior)).ShouldBeProblem(409, "meals.allergen", "items[0].dishId");
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AWordOfTheDemosMenusMeetsTheOneOfTheRegister(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = await Allergic(city, "小麦");
        using var db = city.Get<CityDatabase>().Read();
        var offered = await (from menu in db.Menus where menu.CanteenId == DemoIds.Canteen1 && menu.Period == MealPeriod.Lunch && menu.ServedOn > TestCity.Today
                             join dish in db.MenuDishes on menu.Id equals dish.MenuId select new { menu.ServedOn, dish.Id, dish.Allergens }).ToListAsync();
        var wheat = offered.First(dish => dish.Allergens.Contains("wheat"));
        var wish = new TestMenu(DemoIds.Canteen1, wheat.ServedOn, "lunch", [wheat.Id]).Order(senior);
        await (await city.As("agent1")).Post("/api/meal-orders/quote", wish).ShouldBeProblem(409, "meals.allergen", "items[0].dishId");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatTheCatalogueLearnsReachesTheMenusThatAreMade(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (kitchen, agent, senior) = (await city.As("canteen1"), await city.As("agent1"), await Allergic(city, "peanut"));
        var name = $"菜{Guid.NewGuid().ToString()[..6]}";
        var dish = await kitchen.Post($"/api/canteens/{DemoIds.Canteen1}/dishes", new { name, priceFen = 1500, allergens = Array.Empty<string>() });
        var (path, tag) = (dish.Headers.Location!.ToString(), dish.Headers.ETag!.ToString());
        var menu = await Offer(city, name);
        var order = (await agent.Post("/api/meal-orders", menu.Order(senior)).Body()).Text("id");

        await kitchen.Patch(path, new { allergens = new[] { "花生" } }, tag).Body();
        await city.RunTimers();

        await agent.Post("/api/meal-orders/quote", menu.Order((await city.AddSeniors(1))[0])).Body();
        await agent.Post("/api/meal-orders/quote", menu.Order(await Allergic(city, "peanut"))).ShouldBeProblem(409, "meals.allergen", "items[0].dishId");
        Assert.Single(await CallBacks(city, order));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task SomebodyRingsOnceWhenItIsLearntAfterTheOrder(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var agent = await city.As("agent1");
        var (ofDish, ofPerson) = (await Allergic(city, "peanut"), (await city.AddSeniors(1))[0]);
        var (first, second) = (await Offer(city, "面"), await Offer(city, "饭", "soy"));
        var (one, two) = ((await agent.Post("/api/meal-orders", first.Order(ofDish)).Body()).Text("id"), (await agent.Post("/api/meal-orders", second.Order(ofPerson)).Body()).Text("id"));

        for (var time = 0; time < 2; time++)
        {
            await Change(city, first, "面", "peanut");
            await (await city.As("district1")).Patch($"/api/seniors/{ofPerson}", new { allergies = time == 0 ? new[] { "大豆" } : ["大豆", "milk"] }).Body();
            await city.RunTimers();
        }

        Assert.Equal("placed", (await agent.Read($"/api/meal-orders/{one}")).Text("state"));
        Assert.Single(await CallBacks(city, one));
        Assert.Single(await CallBacks(city, two));
    }

    private static async Task<Guid> Allergic(TestCity city, string word)
    {
        var senior = (await city.AddSeniors(1))[0];
        await (await city.As("district1")).Patch($"/api/seniors/{senior}", new { allergies = new[] { word } }).Body();
        return senior;
    }

    private static async Task<TestMenu> Offer(TestCity city, string dish, params string[] allergens)
    {
        var day = city.FreeDay();
        using var request = Put(day, dish, allergens);
        request.Headers.Add("If-None-Match", "*");
        var menu = await (await city.As("canteen1")).SendAsync(request).Body();
        return new(DemoIds.Canteen1, day, "lunch", [menu.GetProperty("dishes")[0].GetProperty("id").GetGuid()]);
    }

    private static async Task Change(TestCity city, TestMenu menu, string dish, params string[] allergens)
    {
        using var request = Put(menu.Date, dish, allergens);
        request.Headers.Add("If-Match", "*");
        await (await city.As("canteen1")).SendAsync(request).Body();
    }

    private static HttpRequestMessage Put(NodaTime.LocalDate day, string dish, string[] allergens) => new(HttpMethod.Put, $"/api/canteens/{DemoIds.Canteen1}/menus/{CityCanteens.Iso(day)}/lunch")
    {
        Content = System.Net.Http.Json.JsonContent.Create(new { ordersCloseAt = $"{CityCanteens.Iso(day)}T01:00:00Z", dishes = new[] { new { name = dish, priceFen = 1500, allergens, capacity = 20 } } }),
    };

    private static async Task<IReadOnlyList<JsonElement>> CallBacks(TestCity city, string order) =>
        [.. (await (await city.As("district1")).Read("/api/tasks?kind=callBack&limit=200")).Items().Where(task => task.Text("subjectId") == order && task.Text("title").Contains("过敏", StringComparison.Ordinal))];
}
