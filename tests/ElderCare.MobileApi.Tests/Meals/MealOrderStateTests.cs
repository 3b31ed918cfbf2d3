using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElderCare.Data.Seeding;

namespace ElderCare.MobileApi.Tests.Meals;

/// <summary>How an order moves and changes, from being placed to the counter.</summary>
public sealed class MealOrderStateTests(SharedCities cities) : IClassFixture<SharedCities>
{
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
