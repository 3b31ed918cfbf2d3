using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Tests.Meals;

/// <summary>What an order is and costs, from quote to cancellation.</summary>
public sealed class MealOrderTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task AQuoteIsWhatTheOrderThenCosts(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var family = await city.As("family1");
        var wish = (await city.Lunch(10, 1500, 300)).Order(DemoIds.Senior1);

        var quote = await family.Post("/api/meal-orders/quote", wish).Body();
        using (var db = city.Get<CityDatabase>().Read()) Assert.False(await db.MealOrders.AnyAsync(order => order.ServedOn == CityKitchen.DateOf(wish)));
        var placed = await family.Post("/api/meal-orders", wish).Body();

        foreach (var name in new[] { "id", "state", "code" }) Assert.False(quote.TryGetProperty(name, out _));
        Assert.Equal(Lines(quote), Lines(placed));
        foreach (var name in new[] { "priceFen", "deliveryFen", "subsidyFen", "selfPayFen", "explanation" })
        {
            Assert.Equal(quote.GetProperty(name).GetRawText(), placed.GetProperty(name).GetRawText());
        }
        Assert.Equal("placed", placed.Text("state"));
        Assert.Equal((1_500, 200, 1_300), (placed.Fen("priceFen"), placed.Fen("subsidyFen"), placed.Fen("selfPayFen")));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheLinesSumToThePriceAndOneIsTheSeniors(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var agent = await city.As("agent1");
        foreach (var (price, category) in new (long, string?)[] { (1, null), (99, null), (150, null), (1_501, null), (1_500, "minimumLivingAllowance"), (0, null) })
        {
            var senior = (await city.AddSeniors(1, category))[0];
            var order = await agent.Post("/api/meal-orders", (await city.Lunch(10, price)).Order(senior)).Body();
            var splits = order.GetProperty("splits").EnumerateArray().ToList();
            Assert.Equal(price, order.Fen("priceFen"));
            Assert.Equal(price, splits.Sum(split => split.Fen("amountFen")));
            Assert.Equal("senior", splits[^1].Text("payer"));
            Assert.Equal(order.Fen("selfPayFen"), splits[^1].Fen("amountFen"));
            Assert.All(splits, split => Assert.True(split.Fen("amountFen") >= 0));
            Assert.All(splits.SkipLast(1), split => Assert.False(string.IsNullOrEmpty(split.Text("fundId")) || string.IsNullOrEmpty(split.Text("ruleId"))));
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheExplanationComesInTheCallersLanguage(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var chinese = await city.As("senior1");
        var english = (await city.As("senior1")).InEnglish();
        var placed = await chinese.Post("/api/meal-orders", (await city.Lunch(10, 1500)).Order(DemoIds.Senior1)).Body();
        var path = $"/api/meal-orders/{placed.Text("id")}";

        Assert.Contains("您付 13.00 元", First(placed), StringComparison.Ordinal);
        Assert.Contains("yuan", First(await english.Read(path)), StringComparison.Ordinal);
        Assert.Equal(First(placed), First(await chinese.Read(path)));

        static string First(JsonElement order) => order.GetProperty("explanation")[0].GetString()!;
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AnOrderIsNotPlacedAtAnotherPriceThanWasExpected(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = await city.As("senior1");
        var menu = await city.Lunch(10, 1500);
        var wish = menu.Order(DemoIds.Senior1);
        var before = city.Balances();
        wish["expectedSelfPayFen"] = 1_200;

        var problem = await senior.Post("/api/meal-orders", wish).ShouldBeProblem(409, "meals.priceChanged", "expectedSelfPayFen");

        Assert.Equal(1_300, problem.GetProperty("quote").Fen("selfPayFen"));
        Assert.Equal(3, problem.GetProperty("quote").GetProperty("splits").GetArrayLength());
        Assert.Equal(10, city.Remaining(menu)[0]);
        Assert.Empty(city.ChangesSince(before));
        wish["expectedSelfPayFen"] = 1_300;
        await senior.Post("/api/meal-orders", wish).Body();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ACancelFreesTheKeyAndThePortion(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = await city.As("senior1");
        var menu = await city.Lunch(10, 1500);
        var first = await senior.Post("/api/meal-orders", menu.Order(DemoIds.Senior1, 2)).Body();
        await senior.Post("/api/meal-orders", menu.Order(DemoIds.Senior1)).ShouldBeProblem(409, "meals.alreadySubsidised", "acceptFullPrice");

        var cancelled = await senior.Post($"/api/meal-orders/{first.Text("id")}/cancel").Body();

        Assert.Equal("cancelled", cancelled.Text("state"));
        Assert.Equal(10, city.Remaining(menu)[0]);
        Assert.Equal(200, (await senior.Post("/api/meal-orders", menu.Order(DemoIds.Senior1)).Body()).Fen("subsidyFen"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AQuoteForASecondMealExplainsInsteadOfRefusing(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = await city.As("senior1");
        var wish = (await city.Lunch(10, 1500)).Order(DemoIds.Senior1);
        await senior.Post("/api/meal-orders", wish).Body();

        var quote = await senior.Post("/api/meal-orders/quote", wish).Body();

        Assert.Equal((0, 1_500), (quote.Fen("subsidyFen"), quote.Fen("selfPayFen")));
        Assert.True(quote.GetProperty("explanation").GetArrayLength() > 1);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task DeliveryIsShownApartAndGoesToAPointOfTheCanteen(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = await city.As("senior1");
        var menu = await city.Lunch(10, 1500);
        var wish = menu.Order(DemoIds.Senior1);
        wish["fulfilment"] = "delivery";

        var door = await senior.Post("/api/meal-orders/quote", wish).Body();
        Assert.Equal((1_800, 300), (door.Fen("priceFen"), door.Fen("deliveryFen")));

        var points = (await senior.Read("/api/delivery-points?limit=200")).Items();
        wish["deliveryPointId"] = points.First(point => point.GetProperty("canteenId").GetGuid() != menu.CanteenId).Text("id");
        await senior.Post("/api/meal-orders", wish).ShouldBeProblem(404, "notFound", "deliveryPointId");
        wish["deliveryPointId"] = points.First(point => point.GetProperty("canteenId").GetGuid() == menu.CanteenId).Text("id");
        Assert.Equal(1_800, (await senior.Post("/api/meal-orders", wish).Body()).Fen("priceFen"));
        wish["fulfilment"] = "pickUp";
        await senior.Post("/api/meal-orders", wish).ShouldBeProblem(400, "request.invalid", "deliveryPointId");
    }

    private static IEnumerable<(string Payer, string? Fund, string? Rule, long Fen)> Lines(JsonElement meal) => meal.GetProperty("splits").EnumerateArray().Select(split => (
        split.Text("payer"), split.TryGetProperty("fundId", out var fund) ? fund.GetString() : null, split.TryGetProperty("ruleId", out var rule) ? rule.GetString() : null, split.Fen("amountFen")));
}
