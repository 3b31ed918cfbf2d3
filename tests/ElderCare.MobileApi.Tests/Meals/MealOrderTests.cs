using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Meals;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Tests.Meals;

/// <summary>What an order is, costs and shows, from quote to counter.</summary>
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

    private static IEnumerable<(string Payer, string? Fund, string? Rule, long Fen)> Lines(JsonElement meal) => meal.GetProperty("splits").EnumerateArray().Select(split => (
        split.Text("payer"), split.TryGetProperty("fundId", out var fund) ? fund.GetString() : null, split.TryGetProperty("ruleId", out var rule) ? rule.GetString() : null, split.Fen("amountFen")));

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

    public static IEnumerable<string> States => ["placed", "preparing", "ready", "fulfilled", "cancelled", "missed"];

    [SkippableTheory, OnBothDatabases(Cases = nameof(States))]
    public async Task AStateAllowsItsOwnMovesAndRefusesAllOthers(string provider, string state)
    {
        Needs.Database(provider);
        var allowed = state switch
        {
            "placed" => "preparing ready collect missed cancel change",
            "preparing" => "ready collect missed",
            "ready" => "collect missed",
            _ => "",
        };
        var city = await cities.On(provider);
        foreach (var move in new[] { "preparing", "ready", "collect", "missed", "cancel", "change" })
        {
            var (order, wish) = await OrderIn(city, state);
            var answer = await Move(city, order, wish, move);
            if (allowed.Split(' ').Contains(move)) Assert.True(answer.IsSuccessStatusCode, $"{move}: {await answer.Content.ReadAsStringAsync()}");
            else await Task.FromResult(answer).ShouldBeProblem(409, "meals.notPossible");
            if (!answer.IsSuccessStatusCode) Assert.Equal(state, (await (await city.As("senior1")).Read($"/api/meal-orders/{order.Text("id")}")).Text("state"));
        }
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AWrongCodeHandsNothingOver(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (order, _) = await OrderIn(city, "placed");
        var canteen = await city.As("canteen1");
        var wrong = order.Text("code") == "000000" ? "000001" : "000000";

        await canteen.Post($"/api/meal-orders/{order.Text("id")}/collect", new { code = wrong }).ShouldBeProblem(409, "meals.wrongCode", "code");
        await canteen.Post($"/api/meal-orders/{order.Text("id")}/collect", new { }).ShouldBeProblem(400, "request.invalid", "code");

        Assert.Equal("placed", (await canteen.Read($"/api/meal-orders/{order.Text("id")}")).Text("state"));
        var spoken = $"{order.Text("code")[..3]} {order.Text("code")[3..]}";
        Assert.Equal("fulfilled", (await canteen.Post($"/api/meal-orders/{order.Text("id")}/collect", new { code = spoken }).Body()).Text("state"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AChangeNeedsTheVersionThatWasRead(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = await city.As("senior1");
        var menu = await city.Lunch(10, 1500);
        var placed = await senior.Post("/api/meal-orders", menu.Order(DemoIds.Senior1));
        var path = placed.Headers.Location!.ToString();
        var etag = placed.Headers.ETag!.ToString();
        var wish = menu.Order(DemoIds.Senior1, 3);

        await senior.Put(path, wish).ShouldBeProblem(428, "request.ifMatchRequired", "If-Match");
        await senior.Put(path, wish, "\"99\"").ShouldBeProblem(412, "request.stale", "If-Match");
        Assert.Equal(9, city.Remaining(menu)[0]);

        var changed = await senior.Put(path, wish, etag);
        Assert.Equal((4_500, 200), ((await changed.Body()).Fen("priceFen"), (await changed.Body()).Fen("subsidyFen")));
        Assert.Equal(7, city.Remaining(menu)[0]);
        Assert.NotEqual(etag, changed.Headers.ETag!.ToString());
        await senior.Put(path, wish, etag).ShouldBeProblem(412, "request.stale");
        Assert.Equal(changed.Headers.ETag!.ToString(), (await senior.GetAsync(path)).Headers.ETag!.ToString());
        wish["seniorId"] = Guid.NewGuid();
        await senior.Put(path, wish, changed.Headers.ETag!.ToString()).ShouldBeProblem(400, "request.invalid", "seniorId");
        city.BooksShouldBalance();
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

    private static async Task<(JsonElement Order, JsonObject Wish)> OrderIn(TestCity city, string state)
    {
        var menu = await city.Lunch(10, 1500);
        var wish = menu.Order(DemoIds.Senior1);
        var order = await (await city.As("senior1")).Post("/api/meal-orders", wish).Body();
        string[] moves = state switch { "placed" => [], "preparing" => ["preparing"], "ready" => ["preparing", "ready"], "fulfilled" => ["collect"], "cancelled" => ["cancel"], _ => ["missed"] };
        foreach (var move in moves) Assert.Equal(HttpStatusCode.OK, (await Move(city, order, wish, move)).StatusCode);
        return (order, wish);
    }

    private static async Task<HttpResponseMessage> Move(TestCity city, JsonElement order, JsonObject wish, string move)
    {
        var path = $"/api/meal-orders/{order.Text("id")}";
        return move switch
        {
            "change" => await (await city.As("senior1")).Put(path, wish, "*"),
            "cancel" => await (await city.As("senior1")).Post($"{path}/cancel"),
            "collect" => await (await city.As("canteen1")).Post($"{path}/collect", new { code = order.Text("code") }),
            _ => await (await city.As("canteen1")).Post($"{path}/{move}"),
        };
    }
}
