using System.Net;
using System.Text.Json;
using ElderCare.Data.Seeding;

namespace ElderCare.MobileApi.Tests.Meals;

/// <summary>What a kitchen can find out of an order: what it needs, and no more.</summary>
public sealed class KitchenSideTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task ACodeCannotBeGuessed(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (order, other) = (await Placed(city), await Placed(city));
        var canteen = await city.As("canteen1");
        var collect = $"/api/meal-orders/{order.Text("id")}/collect";
        var wrong = order.Text("code") == "000000" ? "000001" : "000000";
        for (var i = 0; i < 20; i++) await (await city.As("canteen2")).Post(collect, new { code = wrong }).ShouldBeProblem(404, "notFound");
        var guesses = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => canteen.Post(collect, new { code = wrong })));

        Assert.Equal((10, 20), (guesses.Count(guess => (int)guess.StatusCode == 409), guesses.Count(guess => (int)guess.StatusCode == 429)));
        Assert.All(guesses.Where(guess => (int)guess.StatusCode == 429), guess => Assert.Equal(300, guess.Headers.RetryAfter!.Delta!.Value.TotalSeconds));
        await canteen.Post(collect, new { code = order.Text("code") }).ShouldBeProblem(429, "meals.tooManyWrongCodes");
        await canteen.Post($"/api/meal-orders/{other.Text("id")}/collect", new { code = other.Text("code") }).Body();
        city.Clock.AdvanceMinutes(5);
        Assert.Equal("fulfilled", (await canteen.Post(collect, new { code = order.Text("code") }).Body()).Text("state"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ACodeCannotBeGuessedAtTheCounter(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider, ("RateLimits:WrongCodes:PerStaff", "3"));
        using var counter = await city.SignedInBrowser("canteen1");
        for (var i = 0; i < 3; i++) Assert.Contains("今天没有这个号码的饭", await Typed("00000" + i));
        Assert.Contains("取餐码错的次数太多", await Typed("000009"));
        city.Clock.AdvanceMinutes(5);
        Assert.Contains("今天没有这个号码的饭", await Typed("000009"));

        async Task<string> Typed(string code)
        {
            using var answer = await counter.Send("/counter", "/counter/hand-over", ("code", code));
            return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AKitchenReadsWhoPaysHowMuchAndNotWhy(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var placed = await Placed(city);
        Assert.Contains(Lines(placed), line => line.TryGetProperty("ruleId", out _));
        Assert.True(placed.GetProperty("explanation").GetArrayLength() > 1);
        var (kitchen, path) = (await city.As("canteen1"), $"/api/meal-orders/{placed.Text("id")}");

        var seen = new[]
        {
            await kitchen.Read(path),
            Assert.Single((await kitchen.Read($"/api/meal-orders?date={placed.Text("date")}")).Items()),
            await kitchen.Post($"{path}/preparing").Body(),
        };
        foreach (var order in seen)
        {
            Assert.DoesNotContain(Lines(order), line => line.TryGetProperty("ruleId", out _) || line.TryGetProperty("ruleVersion", out _));
            Assert.Equal(Lines(placed).Select(line => (line.Text("payer"), line.Fen("amountFen"))), Lines(order).Select(line => (line.Text("payer"), line.Fen("amountFen"))));
            Assert.Equal([placed.GetProperty("explanation")[0].GetString()], order.GetProperty("explanation").EnumerateArray().Select(sentence => sentence.GetString()));
        }

        static IReadOnlyList<JsonElement> Lines(JsonElement order) => [.. order.GetProperty("splits").EnumerateArray()];
    }

    private static async Task<JsonElement> Placed(TestCity city) =>
        await (await city.As("senior1")).Post("/api/meal-orders", (await city.Lunch(10, 1500)).Order(DemoIds.Senior1)).Body();
}
