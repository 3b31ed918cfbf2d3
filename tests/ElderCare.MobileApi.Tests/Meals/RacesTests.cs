using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Tests.Meals;

/// <summary>Many at once for what is there once.</summary>
public sealed class RacesTests(SharedCities cities) : IClassFixture<SharedCities>
{
    private const string CityFund = "fund-371000-meals";
    private const string DistrictFund = "fund-371002-meals";

    [SkippableTheory, OnBothDatabases]
    public async Task TwoHundredOrdersForTwentyPortionsAreTwentyOrders(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var agent = await city.As("agent1");
        var menu = await city.Lunch(20, 1500);
        var seniors = await city.AddSeniors(200);

        var answers = await AtOnce(seniors.Select(senior => (object)menu.Order(senior)), agent);

        Assert.Equal(20, answers.Count(answer => answer.Status == HttpStatusCode.Created));
        Assert.Equal(180, answers.Count(answer => answer.IsProblem(HttpStatusCode.Conflict, "meals.soldOut")));
        Assert.Equal(0, Assert.Single(city.Remaining(menu)));
        using var db = city.Get<CityDatabase>().Read();
        Assert.Equal(20, await db.MealOrders.CountAsync(order => order.ServedOn == menu.Date));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AHundredOrdersOfOneSeniorAtTwoCanteensAreSubsidisedOnce(string provider)
    {
        Needs.Database(provider);
        var (city, seniors, bodies) = await OneSeniorAtTwoCanteens(provider);

        var answers = await AtOnce(bodies, await city.As("agent1"));

        var placed = Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(200, placed.Body.Fen("subsidyFen"));
        Assert.Equal(99, answers.Count(answer => answer.IsProblem(HttpStatusCode.Conflict, "meals.alreadySubsidised")));
        Assert.Equal(1, await OrdersOf(city, seniors[0]));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AHundredOrdersThatAcceptTheFullPriceStandAndOneIsSubsidised(string provider)
    {
        Needs.Database(provider);
        var (city, seniors, bodies) = await OneSeniorAtTwoCanteens(provider);
        foreach (var body in bodies) body["acceptFullPrice"] = true;

        var answers = await AtOnce(bodies, await city.As("agent1"));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Single(answers, answer => answer.Body.Fen("subsidyFen") > 0);
        Assert.Equal(100, await OrdersOf(city, seniors[0]));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task FiftyOrdersOnAFundWithTwentyYuanLeaveNothingOverdrawn(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var menu = await city.Lunch(50, 1500);
        var seniors = await city.AddSeniors(50);
        await city.LeaveInFund(DistrictFund, "371002", 2_000);
        var before = city.Balances();

        var answers = await AtOnce(seniors.Select(senior => (object)menu.Order(senior)), await city.As("agent1"));

        // Each order asks the city and the district for 1 yuan: the district can pay 20 of them.
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        var paid = answers.Where(answer => PaidBy(answer, DistrictFund) == 100).ToList();
        var unpaid = answers.Where(answer => PaidBy(answer, DistrictFund) == 0).ToList();
        Assert.Equal((20, 30), (paid.Count, unpaid.Count));
        Assert.All(answers, answer => Assert.Equal(100, PaidBy(answer, CityFund)));
        Assert.All(paid, answer => Assert.Equal(1_300, answer.Body.Fen("selfPayFen")));
        Assert.All(unpaid, answer => Assert.Equal(1_400, answer.Body.Fen("selfPayFen")));
        Assert.All(unpaid, answer => Assert.Contains(answer.Body.GetProperty("explanation").EnumerateArray(), sentence => sentence.GetString()!.Contains("资金不足", StringComparison.Ordinal)));
        Assert.Equal(0, city.Balance(AccountKind.Fund, DistrictFund));
        Assert.Equal(0, city.Balance(AccountKind.FundOverdraft, DistrictFund));
        var changes = city.ChangesSince(before);
        Assert.Equal(-2_000, changes[LedgerAccount.IdOf(AccountKind.Fund, DistrictFund)]);
        Assert.Equal(-5_000, changes[LedgerAccount.IdOf(AccountKind.Fund, CityFund)]);
        Assert.All(unpaid, answer => Assert.Equal(-1_400, changes[LedgerAccount.IdOf(AccountKind.SeniorShare, answer.Body.Text("seniorId"))]));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhenTheCityFundRunsDryTheDistrictTakesItsPartOver(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var menu = await city.Lunch(50, 1500);
        var seniors = await city.AddSeniors(50);
        await city.LeaveInFund(CityFund, "371000", 2_000);
        await city.LeaveInFund(DistrictFund, "371002", 5_000 + 1_000);

        var answers = await AtOnce(seniors.Select(senior => (object)menu.Order(senior)), await city.As("agent1"));

        // 50 parts of the city: 20 paid by itself, and of what the district has beyond its own 50 parts it pays at most 10.
        Assert.Equal(20, answers.Count(answer => PaidBy(answer, CityFund) == 100));
        Assert.Equal(8_000, answers.Sum(answer => PaidBy(answer, CityFund) + PaidBy(answer, DistrictFund)));
        Assert.Equal(0, city.Balance(AccountKind.Fund, CityFund));
        Assert.Equal(0, city.Balance(AccountKind.Fund, DistrictFund));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task FiftyHardshipOrdersOverdrawBesideTheFundWithATaskForEach(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var menu = await city.Lunch(50, 1500);
        var seniors = await city.AddSeniors(50, "minimumLivingAllowance");
        await city.LeaveInFund(DistrictFund, "371002", 2_000);

        var answers = await AtOnce(seniors.Select(senior => (object)menu.Order(senior)), await city.As("agent1"));

        // 8 yuan, half of it from the district: 5 parts it can pay whole, the rest is overdrawn and nobody pays more.
        Assert.All(answers, answer => Assert.Equal((700, 400), (answer.Body.Fen("selfPayFen"), PaidBy(answer, DistrictFund))));
        Assert.Equal(0, city.Balance(AccountKind.Fund, DistrictFund));
        Assert.Equal(-(50 * 400 - 2_000), city.Balance(AccountKind.FundOverdraft, DistrictFund));
        Assert.Equal(45, answers.Count(answer => answer.Body.GetProperty("explanation").EnumerateArray().Any(sentence => sentence.GetString()!.Contains("资金不足", StringComparison.Ordinal))));
        using var db = city.Get<CityDatabase>().Read();
        Assert.Equal(45, await db.Tasks.CountAsync(task => task.Kind == TaskKind.Review));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheSameKeyFiftyTimesAtOnceIsOneOrderAndOneAnswer(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var menu = await city.Lunch(100, 1500);
        var senior = (await city.AddSeniors(1))[0];

        var answers = await AtOnce(Enumerable.Repeat((object)menu.Order(senior), 50), await city.As("agent1"), Guid.NewGuid().ToString());

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Single(answers.Select(answer => (answer.Text, answer.Location, answer.ETag)).Distinct());
        Assert.Equal(1, await OrdersOf(city, senior));
        Assert.Equal(99, city.Remaining(menu)[0]);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheSameKeyForADozenDifferentBodiesAtOnceIsOneOrder(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var menu = await city.Lunch(100, 1500);
        var seniors = await city.AddSeniors(12);

        var answers = await AtOnce(seniors.Select(senior => (object)menu.Order(senior)), await city.As("agent1"), Guid.NewGuid().ToString());

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(11, answers.Count(answer => answer.IsProblem(HttpStatusCode.UnprocessableEntity, "idempotency.keyReused")));
        Assert.Equal(99, city.Remaining(menu)[0]);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AKeyIsAnsweredTheSameAfterARestart(string provider)
    {
        Needs.Database(provider);
        await using var database = await TestDatabase.Copy(provider);
        var key = Guid.NewGuid().ToString();
        JsonObject body;
        Answered first;
        await using (var city = TestCity.Start(database))
        {
            body = (await city.Lunch(10, 1500)).Order(DemoIds.Senior1);
            first = await Answered.Of(await (await city.As("senior1")).Post("/api/meal-orders", body, key));
            Assert.Equal(HttpStatusCode.Created, first.Status);
        }
        await using (var city = TestCity.Start(database))
        {
            var senior = await city.As("senior1");
            var again = await Answered.Of(await senior.Post("/api/meal-orders", body, key));
            Assert.Equal((first.Status, first.Text, first.Location, first.ETag), (again.Status, again.Text, again.Location, again.ETag));
            body["payBy"] = "wallet";
            await senior.Post("/api/meal-orders", body, key).ShouldBeProblem(422, "idempotency.keyReused", "Idempotency-Key");
            Assert.Equal(1, await OrdersOf(city, DemoIds.Senior1));
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ARefusalIsNotKeptForItsKey(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var agent = await city.As("agent1");
        var menu = await city.Lunch(1, 1500);
        var seniors = await city.AddSeniors(2);
        var taken = await agent.Post("/api/meal-orders", menu.Order(seniors[0])).Body();
        var key = Guid.NewGuid().ToString();

        await agent.Post("/api/meal-orders", menu.Order(seniors[1]), key).ShouldBeProblem(409, "meals.soldOut");
        await agent.Post($"/api/meal-orders/{taken.Text("id")}/cancel").Body();
        var placed = await agent.Post("/api/meal-orders", menu.Order(seniors[1]), key);

        Assert.Equal(HttpStatusCode.Created, placed.StatusCode);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task CancelAndCollectAtOnceIsOneOfThem(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var agent = await city.As("agent1");
        var canteen = await city.As("canteen1");
        var senior = await city.As("senior1");
        for (var round = 0; round < 5; round++)
        {
            var menu = await city.Lunch(1, 1500);
            var order = await senior.Post("/api/meal-orders", menu.Order(DemoIds.Senior1)).Body();
            var (id, code) = (order.Text("id"), order.Text("code"));
            var moves = Enumerable.Range(0, 5).SelectMany(_ => new[]
            {
                agent.Post($"/api/meal-orders/{id}/cancel"), canteen.Post($"/api/meal-orders/{id}/collect", new { code }), canteen.Post($"/api/meal-orders/{id}/missed"),
            });
            var answers = await Task.WhenAll((await Task.WhenAll(moves)).Select(Answered.Of));
            Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
            Assert.Equal(14, answers.Count(answer => answer.IsProblem(HttpStatusCode.Conflict, "meals.notPossible")));
        }
        city.BooksShouldBalance();
    }

    private static long PaidBy(Answered answer, string fund) => answer.Body.GetProperty("splits").EnumerateArray()
        .Where(split => split.TryGetProperty("fundId", out var id) && id.GetString() == fund).Sum(split => split.Fen("amountFen"));

    private static async Task<int> OrdersOf(TestCity city, Guid senior)
    {
        using var db = city.Get<CityDatabase>().Read();
        return await db.MealOrders.CountAsync(order => order.SeniorId == senior);
    }

    private static async Task<Answered[]> AtOnce(IEnumerable<object> bodies, HttpClient client, string? key = null) =>
        await Task.WhenAll(bodies.ToList().Select(async body => await Answered.Of(await client.Post("/api/meal-orders", body, key))));

    private async Task<(TestCity City, IReadOnlyList<Guid> Seniors, List<JsonObject> Bodies)> OneSeniorAtTwoCanteens(string provider)
    {
        var city = await cities.On(provider);
        var day = city.FreeDay();
        var (one, two) = (await city.Offer("canteen1", day, MealPeriod.Lunch, 100, 1500), await city.Offer("canteen2", day, MealPeriod.Lunch, 100, 1600));
        var seniors = await city.AddSeniors(1);
        return (city, seniors, [.. Enumerable.Range(0, 100).Select(i => (i % 2 == 0 ? one : two).Order(seniors[0]))]);
    }

    private sealed record Answered(HttpStatusCode Status, string Text, Uri? Location, string? ETag)
    {
        public JsonElement Body { get; } = JsonDocument.Parse(Text).RootElement;

        public static async Task<Answered> Of(HttpResponseMessage answer)
        {
            using (answer) return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.Location, answer.Headers.ETag?.ToString());
        }

        public bool IsProblem(HttpStatusCode status, string code) => Status == status && Body.Text("code") == code;
    }
}
