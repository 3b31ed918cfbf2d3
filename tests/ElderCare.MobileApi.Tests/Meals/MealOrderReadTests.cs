using System.Text.Json;
using System.Text.Json.Nodes;
using ElderCare.Data.Seeding;

namespace ElderCare.MobileApi.Tests.Meals;

/// <summary>Who sees which orders, and what of them.</summary>
public sealed class MealOrderReadTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task TheCodeIsShownToTheSeniorsSideOnly(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var placed = await (await city.As("agent1")).Post("/api/meal-orders", (await city.Lunch(10, 1500)).Order(DemoIds.Senior1)).Body();
        var path = $"/api/meal-orders/{placed.Text("id")}";

        Assert.False(placed.TryGetProperty("code", out _));
        foreach (var user in new[] { "agent1", "community1", "canteen1", "city1", "auditor1" }) Assert.False((await (await city.As(user)).Read(path)).TryGetProperty("code", out _), user);
        foreach (var user in new[] { "senior1", "family1" }) Assert.Matches("^[0-9]{6}$", (await (await city.As(user)).Read(path)).Text("code"));
        var listed = (await (await city.As("canteen1")).Read($"/api/meal-orders?date={placed.Text("date")}")).Items();
        Assert.False(Assert.Single(listed).TryGetProperty("code", out _));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AListHoldsWhatItsCallerMaySee(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var agent = await city.As("agent1");
        var day = city.FreeDay();
        var (one, two) = (await city.Offer("canteen1", day, Domain.Shared.MealPeriod.Lunch, 9, 1500), await city.Offer("canteen2", day, Domain.Shared.MealPeriod.Dinner, 9, 1500));
        var inOtherTown = (await city.AddSeniors(1, division: "371002002"))[0];
        var inOtherDistrict = (await city.AddSeniors(1, division: "371082"))[0];
        var own = (await agent.Post("/api/meal-orders", one.Order(DemoIds.Senior1)).Body()).Text("id");
        var otherTown = (await agent.Post("/api/meal-orders", two.Order(inOtherTown)).Body()).Text("id");
        var otherDistrict = (await agent.Post("/api/meal-orders", two.Order(inOtherDistrict)).Body()).Text("id");

        await Shows("senior1", "", own);
        await Shows("family1", "", own);
        await Shows("family2", "");
        await Shows("canteen1", "", own);
        await Shows("canteen2", "", otherDistrict, otherTown);
        await Shows("community1", "", own);
        await Shows("district1", "", otherDistrict, otherTown, own);
        await Shows("city1", "", otherDistrict, otherTown, own);
        await Shows("city1", $"&canteenId={two.CanteenId}", otherDistrict, otherTown);
        await Shows("city1", $"&seniorId={inOtherTown}", otherTown);
        await Shows("city1", "&period=lunch", own);
        await Shows("city1", "&state=cancelled");
        var first = await (await city.As("city1")).Read($"/api/meal-orders?date={day:uuuu-MM-dd}&limit=2");
        Assert.Equal([otherDistrict, otherTown], first.Items().Select(order => order.Text("id")));
        await Shows("city1", $"&limit=2&cursor={first.Text("nextCursor")}", own);

        async Task Shows(string user, string query, params string[] ids)
        {
            var page = await (await city.As(user)).Read($"/api/meal-orders?date={day:uuuu-MM-dd}{query}");
            Assert.Equal(ids, page.Items().Select(order => order.Text("id")));
            Assert.Equal(JsonValueKind.Null, page.GetProperty("nextCursor").ValueKind);
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheKitchenSheetCountsWhatStands(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var agent = await city.As("agent1");
        var menu = await city.Lunch(50, 1500, 900);
        var seniors = await city.AddSeniors(4);
        foreach (var (senior, how) in seniors.Zip(["dineIn", "pickUp", "delivery", "dineIn"]))
        {
            var wish = menu.Order(senior, 2);
            wish["fulfilment"] = how;
            ((JsonArray)wish["items"]!).Add(new JsonObject { ["dishId"] = menu.Dishes[1], ["quantity"] = 1 });
            var order = await agent.Post("/api/meal-orders", wish).Body();
            if (senior == seniors[3]) await agent.Post($"/api/meal-orders/{order.Text("id")}/cancel").Body();
        }
        var path = $"/api/canteens/{menu.CanteenId}/kitchen-sheet?date={menu.Date:uuuu-MM-dd}&period=lunch";

        var sheet = await (await city.As("canteen1")).Read(path);

        Assert.Equal(3, sheet.GetProperty("orders").GetInt32());
        var line = Assert.Single(sheet.GetProperty("lines").EnumerateArray(), line => line.GetProperty("dishId").GetGuid() == menu.Dishes[0]);
        Assert.Equal((6, 2, 2, 2), (line.GetProperty("portions").GetInt32(), line.GetProperty("dineIn").GetInt32(), line.GetProperty("pickUp").GetInt32(), line.GetProperty("delivery").GetInt32()));
        Assert.Equal(3, sheet.GetProperty("lines").EnumerateArray().Single(other => other.GetProperty("dishId").GetGuid() == menu.Dishes[1]).GetProperty("portions").GetInt32());
        await (await city.As("canteen2")).GetAsync(path).ShouldBeProblem(404, "notFound");
        await (await city.As("city1")).Read(path);
    }
}
