using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using ElderCare.Data;
using ElderCare.Data.Meals;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Meals;

/// <summary>Whatever comes in: each a problem that says what is wrong, in both languages, and nothing changed.</summary>
public sealed class BadInputTests(SharedCities cities) : IClassFixture<SharedCities>
{
    private static readonly ConditionalWeakTable<TestCity, Task<Scene>> Scenes = [];

    private static readonly Dictionary<string, Bad> Table = new()
    {
        ["after closing"] = new(409, "meals.ordersClosed", "date", s => s.Order(s.LunchToday.Order(DemoIds.Senior1))),
        ["on 1900-01-01"] = new(409, "meals.ordersClosed", "date", s => s.Order(With(s, "date", "1900-01-01"))),
        ["on 2200-01-01"] = new(409, "meals.noMenu", "date", s => s.Order(With(s, "date", "2200-01-01"))),
        ["on 2026-02-30"] = new(400, "request.malformed", "date", s => s.Order(With(s, "date", "2026-02-30"))),
        ["on a date with a time"] = new(400, "request.malformed", "date", s => s.Order(With(s, "date", "2026-12-01T00:00:00Z"))),
        ["for a dead senior"] = new(409, "people.deceased", "seniorId", s => s.Order(s.Lunch.Order(s.Dead), "agent1")),
        ["for somebody else's senior"] = new(404, "notFound", "seniorId", s => s.Order(s.Lunch.Order(s.Neighbour))),
        ["by a family without a link"] = new(404, "notFound", "seniorId", s => s.Order(s.Lunch.Order(DemoIds.Senior1), "family2")),
        ["by a family whose link does not allow it"] = new(403, "people.linkDoesNotAllow", null, s => s.Order(s.Lunch.Order(s.Watched), "family2")),
        ["by a community worker of another town"] = new(404, "notFound", "seniorId", s => s.Order(s.Lunch.Order(s.InOtherTown), "community1")),
        ["for nobody"] = new(404, "notFound", "seniorId", s => s.Order(s.Lunch.Order(Guid.NewGuid()), "agent1")),
        ["at no canteen"] = new(404, "notFound", "canteenId", s => s.Order(With(s, "canteenId", Guid.NewGuid()))),
        ["at a closed canteen"] = new(409, "canteens.notOpen", "canteenId", s => s.Order(s.AtClosedCanteen.Order(DemoIds.Senior1))),
        ["over capacity"] = new(409, "meals.soldOut", "items[0].quantity", s => s.Order(s.Lunch.Order(DemoIds.Senior1, 11))),
        ["a dish with what the senior is allergic to"] = new(409, "meals.allergen", "items[0].dishId", s => s.Order(s.Peanut.Order(DemoIds.Senior1))),
        ["an unknown dish"] = new(400, "meals.unknownDish", "items[0].dishId", s => s.Order(WithItem(s, Guid.NewGuid(), 1))),
        ["a negative quantity"] = new(400, "request.invalid", "items[0].quantity", s => s.Order(WithItem(s, s.Dish, -1))),
        ["quantity zero"] = new(400, "request.invalid", "items[0].quantity", s => s.Order(WithItem(s, s.Dish, 0))),
        ["quantity 21"] = new(400, "request.invalid", "items[0].quantity", s => s.Order(WithItem(s, s.Dish, 21))),
        ["a huge quantity"] = new(400, "request.invalid", "items[0].quantity", s => s.Order(WithItem(s, s.Dish, int.MaxValue))),
        ["a quantity beyond any integer"] = new(400, "request.malformed", "items[0].quantity", s => s.Order(WithItem(s, s.Dish, 99999999999999L))),
        ["half a portion"] = new(400, "request.malformed", "items[0].quantity", s => s.Order(WithItem(s, s.Dish, 1.5))),
        ["a quantity as text"] = new(400, "request.malformed", "items[0].quantity", s => s.Order(WithItem(s, s.Dish, "2"))),
        ["no quantity"] = new(400, "request.invalid", "items[0].quantity", s => s.Order(WithItem(s, s.Dish, null))),
        ["an item that is null"] = new(400, "request.invalid", "items[0].dishId", s => s.Order(With(s, "items", new JsonArray((JsonNode?)null)))),
        ["no items"] = new(400, "request.invalid", "items", s => s.Order(With(s, "items", new JsonArray()))),
        ["the same dish twice"] = new(400, "request.invalid", "items[1].dishId", s => s.Order(With(s, "items", new JsonArray(Item(s.Dish, 1), Item(s.Dish, 2))))),
        ["21 dishes"] = new(400, "request.invalid", "items", s => s.Order(With(s, "items", new JsonArray([.. Enumerable.Range(0, 21).Select(_ => Item(Guid.NewGuid(), 1))])))),
        ["items that are text"] = new(400, "request.malformed", "items", s => s.Order(With(s, "items", "rice"))),
        ["a number for a period"] = new(400, "request.malformed", "period", s => s.Order(With(s, "period", 1))),
        ["a period that there is not"] = new(400, "request.malformed", "period", s => s.Order(With(s, "period", "brunch"))),
        ["a period as a number in text"] = new(400, "request.malformed", "period", s => s.Order(With(s, "period", "1"))),
        ["a number for an id"] = new(400, "request.malformed", "seniorId", s => s.Order(With(s, "seniorId", 7))),
        ["an id that is none"] = new(400, "request.malformed", "canteenId", s => s.Order(With(s, "canteenId", "canteen-1"))),
        ["a boolean as text"] = new(400, "request.malformed", "acceptFullPrice", s => s.Order(With(s, "acceptFullPrice", "true"))),
        ["an expectation below 0"] = new(400, "request.invalid", "expectedSelfPayFen", s => s.Order(With(s, "expectedSelfPayFen", -1))),
        ["another price than expected"] = new(409, "meals.priceChanged", "expectedSelfPayFen", s => s.Order(With(s, "expectedSelfPayFen", 1))),
        ["an empty wallet"] = new(409, "payments.walletTooLow", "payBy", s => s.Order(With(s, "payBy", "wallet"))),
        ["online where there is no payment"] = new(409, "payments.notConfigured", "payBy", s => s.Order(With(s, "payBy", "online"))),
        ["a delivery point for eating in"] = new(400, "request.invalid", "deliveryPointId", s => s.Order(With(s, "deliveryPointId", Guid.NewGuid()))),
        ["without a senior"] = new(400, "request.invalid", "seniorId", s => s.Order(With(s, "seniorId", null))),
        ["without a canteen"] = new(400, "request.invalid", "canteenId", s => s.Order(With(s, "canteenId", null))),
        ["without a date"] = new(400, "request.invalid", "date", s => s.Order(With(s, "date", null))),
        ["without a period"] = new(400, "request.invalid", "period", s => s.Order(With(s, "period", null))),
        ["without a way to pay"] = new(400, "request.invalid", "payBy", s => s.Order(With(s, "payBy", null))),
        ["without a way to eat"] = new(400, "request.invalid", "fulfilment", s => s.Order(With(s, "fulfilment", null))),
        ["broken JSON"] = new(400, "request.malformed", "body", s => s.Text("{seniorId")),
        ["JSON that is cut off in a field"] = new(400, "request.malformed", "seniorId", s => s.Text("{\"seniorId\":")),
        ["an array"] = new(400, "request.malformed", "body", s => s.Text("[]")),
        ["a text"] = new(400, "request.malformed", "body", s => s.Text("\"lunch\"")),
        ["null"] = new(400, "request.malformed", "body", s => s.Text("null")),
        ["an empty body"] = new(400, "request.malformed", "body", s => s.Text("")),
        ["10 MB"] = new(413, "request.tooLarge", "body", s => s.Text($"{{\"note\":\"{new string('x', 10_000_000)}\"}}")),
        ["plain text"] = new(415, "request.notJson", "Content-Type", s => s.Text("{}", "text/plain")),
        ["no key"] = new(400, "idempotency.keyRequired", "Idempotency-Key", s => s.Order(s.Good, key: "")),
        ["a key of 201 characters"] = new(400, "request.invalid", "Idempotency-Key", s => s.Order(s.Good, key: new('k', 201))),
        ["a key that was used with another body"] = new(422, "idempotency.keyReused", "Idempotency-Key", s => s.Order(s.Good, key: s.UsedKey)),
        ["no token"] = new(401, "auth.signInRequired", null, s => s.Order(s.Good, token: "")),
        ["a garbage token"] = new(401, "auth.tokenInvalid", null, s => s.Order(s.Good, token: "a.b.c")),
        ["a token with another signature"] = new(401, "auth.tokenInvalid", null, s => s.Order(s.Good, token: s.Tokens["senior1"][..^6] + "AAAAAA")),
        ["a stale token"] = new(401, "auth.tokenExpired", null, s => s.Order(s.Good)) { Later = Duration.FromMinutes(30) },
        ["the token of a disabled account"] = new(401, "auth.accountDisabled", null, s => s.Order(s.Good, "caregiver2")),
        ["by a role that never may"] = new(403, "auth.forbidden", null, s => s.Order(s.Good, "courier1")),
        ["an unknown address"] = new(404, "notFound", null, s => s.Request(HttpMethod.Get, "/api/meal-ordres")),
        ["an id in the address that is none"] = new(404, "notFound", null, s => s.Request(HttpMethod.Get, "/api/meal-orders/17")),
        ["a wrong method"] = new(405, "request.methodNotAllowed", null, s => s.Request(HttpMethod.Delete, "/api/meal-orders")),
        ["a wrong method on one order"] = new(405, "request.methodNotAllowed", null, s => s.Request(HttpMethod.Patch, $"/api/meal-orders/{s.Placed}")),
        ["a list of no rows"] = new(400, "request.invalid", "limit", s => s.Request(HttpMethod.Get, "/api/meal-orders?limit=0")),
        ["a list of 201 rows"] = new(400, "request.invalid", "limit", s => s.Request(HttpMethod.Get, "/api/meal-orders?limit=201")),
        ["a limit in words"] = new(400, "request.malformed", "limit", s => s.Request(HttpMethod.Get, "/api/meal-orders?limit=ten")),
        ["a cursor of one's own"] = new(400, "request.invalid", "cursor", s => s.Request(HttpMethod.Get, "/api/meal-orders?cursor=abcd")),
        ["a list of a day that is none"] = new(400, "request.malformed", "date", s => s.Request(HttpMethod.Get, "/api/meal-orders?date=2026-02-30")),
        ["a list of a meal that is none"] = new(400, "request.malformed", "period", s => s.Request(HttpMethod.Get, "/api/meal-orders?period=brunch")),
        ["a quote of a broken wish"] = new(400, "request.invalid", "items", s => s.Request(HttpMethod.Post, "/api/meal-orders/quote", With(s, "items", new JsonArray()).ToJsonString())),
        ["cancelling somebody else's order"] = new(404, "notFound", null, s => s.Request(HttpMethod.Post, $"/api/meal-orders/{s.Placed}/cancel", "{}", "family2")),
        ["handing over at another canteen"] = new(404, "notFound", null, s => s.Request(HttpMethod.Post, $"/api/meal-orders/{s.Placed}/collect", "{\"code\":\"123456\"}", "canteen2")),
        ["handing over without a code"] = new(400, "request.invalid", "code", s => s.Request(HttpMethod.Post, $"/api/meal-orders/{s.Placed}/collect", "{}", "canteen1")),
        ["handing over with a number for a code"] = new(400, "request.malformed", "code", s => s.Request(HttpMethod.Post, $"/api/meal-orders/{s.Placed}/collect", "{\"code\":123456}", "canteen1")),
        ["changing without a version"] = new(428, "request.ifMatchRequired", "If-Match", s => s.Request(HttpMethod.Put, $"/api/meal-orders/{s.Placed}", s.Good.ToJsonString())),
    };

    public static IEnumerable<string> Cases => Table.Keys;

    [SkippableTheory, OnBothDatabases(Cases = nameof(Cases))]
    public async Task IsAProblemAndChangesNothing(string provider, string name)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var scene = await Scenes.GetValue(city, Scene.Set);
        var bad = Table[name];
        using var client = city.CreateClient();
        var before = city.Snapshot();
        city.Clock.Advance(bad.Later);
        try
        {
            foreach (var language in new[] { "zh-CN", "en" })
            {
                using var request = bad.Make(scene);
                request.Headers.AcceptLanguage.ParseAdd(language);
                var problem = await client.SendAsync(request).ShouldBeProblem(bad.Status, bad.Code, bad.Field);
                var detail = problem.Text("detail");
                var (chinese, latin) = (detail.Count(letter => letter is >= '\u4e00' and <= '\u9fff'), detail.Count(char.IsAsciiLetter));
                Assert.True(language == "en" ? latin > 2 * chinese : chinese > 2, detail); // a dish keeps its Chinese name
                Assert.DoesNotContain("Exception", problem.GetRawText(), StringComparison.Ordinal);
            }
        }
        finally
        {
            city.Clock.Advance(-bad.Later);
        }
        Assert.Equal(before, city.Snapshot());
    }

    private static JsonObject Item(Guid dish, JsonNode? quantity) => new() { ["dishId"] = dish, ["quantity"] = quantity };

    private static JsonObject WithItem(Scene scene, Guid dish, JsonNode? quantity) => With(scene, "items", new JsonArray(Item(dish, quantity)));

    private static JsonObject With(Scene scene, string field, JsonNode? value)
    {
        var body = scene.Good;
        body[field] = value;
        return body;
    }

    private sealed record Bad(int Status, string Code, string? Field, Func<Scene, HttpRequestMessage> Make)
    {
        public Duration Later { get; init; } = Duration.Zero;
    }

    /// <summary>A city in which all these mistakes can be made.</summary>
    private sealed class Scene
    {
        public required TestMenu Lunch { get; init; }
        public required TestMenu LunchToday { get; init; }
        public required TestMenu AtClosedCanteen { get; init; }
        public required TestMenu Peanut { get; init; }
        public required Guid Dead { get; init; }
        public required Guid Neighbour { get; init; }
        public required Guid Watched { get; init; }
        public required Guid InOtherTown { get; init; }
        public required string Placed { get; init; }
        public required IReadOnlyDictionary<string, string> Tokens { get; init; }
        public string UsedKey { get; } = Guid.NewGuid().ToString();

        public Guid Dish => Lunch.Dishes[0];

        public JsonObject Good => Lunch.Order(DemoIds.Senior1);

        public HttpRequestMessage Order(JsonObject body, string user = "senior1", string? key = null, string? token = null) => Request(HttpMethod.Post, "/api/meal-orders", body.ToJsonString(), user, key, token);

        public HttpRequestMessage Text(string body, string type = "application/json") => Request(HttpMethod.Post, "/api/meal-orders", body, type: type);

        public HttpRequestMessage Request(HttpMethod method, string path, string? body = null, string user = "senior1", string? key = null, string? token = null, string type = "application/json")
        {
            var request = new HttpRequestMessage(method, path);
            if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, type);
            if (key != "") request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
            if (token != "") request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? Tokens[user]);
            return request;
        }

        public static async Task<Scene> Set(TestCity city)
        {
            var tokens = new Dictionary<string, string>();
            foreach (var user in new[] { "senior1", "family2", "agent1", "community1", "canteen1", "canteen2", "caregiver2", "courier1" }) tokens[user] = await city.TokenOf(user);
            await (await city.As("admin")).Post($"/api/accounts/{DemoIds.Account("caregiver2")}/disable").Body();
            var closed = await Close(city);
            var today = city.Get<CityDatabase>().Read(sql => sql.Menu(DemoIds.Canteen1, TestCity.Today, MealPeriod.Lunch))!;
            var tomorrow = city.Get<CityDatabase>().Read(sql => sql.Menu(DemoIds.Canteen1, TestCity.Today.PlusDays(1), MealPeriod.Lunch))!;
            var watched = (await city.AddSeniors(1))[0];
            await city.Link("family2", watched, FamilyRights.ViewHealth);
            var lunch = await city.Lunch(10, 1500);
            var scene = new Scene
            {
                Lunch = lunch,
                LunchToday = new(DemoIds.Canteen1, TestCity.Today, "lunch", [today.Dishes[0].Id]),
                AtClosedCanteen = closed,
                Peanut = new(DemoIds.Canteen1, TestCity.Today.PlusDays(1), "lunch", [tomorrow.Dishes.First(dish => dish.Allergens.Contains("peanut")).Id]),
                Dead = (await city.AddSeniors(1, diedOn: TestCity.Today.PlusDays(-30)))[0],
                Neighbour = (await city.AddSeniors(1))[0],
                Watched = watched,
                InOtherTown = (await city.AddSeniors(1, division: "371002002"))[0],
                Placed = (await (await city.As("senior1")).Post("/api/meal-orders", (await city.Lunch(10, 1500)).Order(DemoIds.Senior1)).Body()).Text("id"),
                Tokens = tokens,
            };
            using var request = scene.Order((await city.Lunch(10, 1500)).Order(DemoIds.Senior1), key: scene.UsedKey);
            await city.CreateClient().SendAsync(request).Body();
            return scene;
        }

        private static async Task<TestMenu> Close(TestCity city)
        {
            var date = TestCity.Today.PlusDays(2);
            var (canteen, dish) = await city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
            {
                var some = unit.Db.Canteens.First(canteen => canteen.Id != DemoIds.Canteen1 && canteen.Id != DemoIds.Canteen2);
                some.Status = OperationStatus.Suspended;
                some.Version++;
                return (some.Id, unit.Sql.Menu(some.Id, date, MealPeriod.Lunch)!.Dishes[0].Id);
            });
            return new(canteen, date, "lunch", [dish]);
        }
    }
}
