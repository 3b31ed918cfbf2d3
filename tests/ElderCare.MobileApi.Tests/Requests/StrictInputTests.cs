using System.Text;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Ledger;
using ElderCare.MobileApi.Tests.Realtime;

namespace ElderCare.MobileApi.Tests.Requests;

/// <summary>What the framework would take for something, and what a database cannot keep, is refused with its field before anything is done.</summary>
public sealed class StrictInputTests(SharedCities cities) : IClassFixture<SharedCities>
{
    private const string Account = """{"userName":"worker8","name":"王小二","roles":["communityWorker"],"divisionCode":"371002"}""";
    private const string Trial = """{"person":{"bornOn":"1950-01-01","hukouDivision":"371002","residenceDivision":"371002","categories":[]},"meal":{"date":"2026-12-01","period":"lunch","priceFen":1500,"canteenDivision":"371002"},"rules":[]}""";
    private static readonly string Order = $$"""{"seniorId":"{{DemoIds.Senior1}}","canteenId":"{{DemoIds.Canteen1}}","date":"2026-12-01","period":"lunch","fulfilment":"dineIn","items":[{"dishId":"{{Guid.Empty}}","quantity":1}],"payBy":"onCollection"}""";
    private static readonly string Links = $"/api/seniors/{DemoIds.Senior1}/family-links";
    private static readonly string Menus = $"/api/canteens/{DemoIds.Canteen1}/menus";
    private static readonly Guid CityFund = LedgerAccount.IdOf(AccountKind.Fund, "fund-371000-meals");
    private static readonly string Menu = """{"ordersCloseAt":"2026-12-20T01:00:00Z","dishes":[{"name":"面","priceFen":900,"capacity":5}]}""";

    private static readonly Dictionary<string, Strange> Table = new()
    {
        ["roles in one text"] = new("admin", "POST /api/accounts", Account.Replace("communityWorker", "communityWorker,admin", StringComparison.Ordinal), "roles[0]"),
        ["roles with a blank"] = new("admin", "POST /api/accounts", Account.Replace("communityWorker", "communityWorker, admin", StringComparison.Ordinal), "roles[0]"),
        ["a role in another case"] = new("admin", "POST /api/accounts", Account.Replace("communityWorker", "CommunityWorker", StringComparison.Ordinal), "roles[0]"),
        ["a role by number"] = new("admin", "POST /api/accounts", Account.Replace("\"communityWorker\"", "\"0\"", StringComparison.Ordinal), "roles[0]"),
        ["two periods in one text"] = new("senior1", "POST /api/meal-orders", Order.Replace("lunch", "lunch,dinner", StringComparison.Ordinal), "period"),
        ["two ways to eat"] = new("senior1", "POST /api/meal-orders", Order.Replace("dineIn", "dineIn,pickUp", StringComparison.Ordinal), "fulfilment"),
        ["two periods of a list"] = new("senior1", "GET /api/meal-orders?period=lunch,dinner", null, "period"),
        ["two states of a list"] = new("senior1", "GET /api/meal-orders?state=placed,ready", null, "state"),
        ["a state by number"] = new("senior1", "GET /api/meal-orders?state=1", null, "state"),
        ["two kinds of task"] = new("community1", "GET /api/tasks?kind=welfareCheck,callBack", null, "kind"),
        ["a menu of two periods"] = new("canteen1", $"PUT {Menus}/2026-12-20/lunch,dinner", Menu, "period"),
        ["rights in one text"] = new("senior1", $"POST {Links}", """{"userName":"family2","scope":["order,pay"]}""", "scope[0]"),

        ["a name with a NUL"] = new("admin", "POST /api/accounts", Account.Replace("王小二", @"王\u0000二", StringComparison.Ordinal), "name"),
        ["a user name with a NUL"] = new(null, "POST /api/auth/token", """{"userName":"senior1\u0000","password":"x"}""", "userName"),
        ["half a character"] = new("admin", "POST /api/accounts", Account.Replace("王小二", @"王\ud83d二", StringComparison.Ordinal), "name"),
        ["a search with a NUL"] = new("agent1", "POST /api/seniors/search", """{"text":"王\u0000"}""", "text"),
        ["a dish with a NUL"] = new("canteen1", $"PUT {Menus}/2026-12-20/lunch", Menu.Replace("面", @"面\u0000", StringComparison.Ordinal), "dishes[0].name"),
        ["a note with a NUL"] = new("community1", $"POST /api/tasks/{Guid.Empty}/notes", """{"text":"a\u0000"}""", "text"),
        ["an owner with a NUL"] = new("city1", "GET /api/ledger/accounts?owner=a%00", null, "owner"),
        ["an actor with a NUL"] = new("auditor1", "GET /api/audit?actor=%00", null, "actor"),
        ["a category with a NUL"] = new("city1", "GET /api/seniors?category=%00", null, "category"),
        ["a division with a NUL"] = new("city1", "GET /api/canteens?divisionCode=%00", null, "divisionCode"),
        ["a rule's cursor of a NUL"] = new("city1", "GET /api/subsidy-rules?cursor=AA", null, "cursor"),
        ["a cursor of a NUL"] = new("city1", "GET /api/seniors?cursor=AA", null, "cursor"),

        ["the nearest canteens from before the first"] = new("senior1", "GET /api/canteens?near=37.5,122.1&cursor=LTU", null, "cursor"), // -5
        ["a home that moves to a city"] = new("city1", $"POST /api/seniors/{DemoIds.Senior1}/moves", """{"basis":"residence","divisionCode":"371000","effectiveOn":"2026-11-23","source":"x"}""", "divisionCode"),
        ["a home that moves to a province"] = new("city1", $"POST /api/seniors/{DemoIds.Senior1}/moves", """{"basis":"residence","divisionCode":"370000","effectiveOn":"2026-11-23","source":"x"}""", "divisionCode"),

        ["postings from a place of one's own"] = new("city1", $"GET /api/ledger/accounts/{CityFund}/postings?cursor=YWJj", null, "cursor"),

        ["an order in the year 0"] = new("senior1", "POST /api/meal-orders", On("0000-12-01"), "date"),
        ["an order before Christ"] = new("senior1", "POST /api/meal-orders", On("-0001-12-01"), "date"),
        ["an order in the year 10000"] = new("senior1", "POST /api/meal-orders", On("10000-12-01"), "date"),
        ["an order in 1900"] = new("senior1", "POST /api/meal-orders", On("1900-01-01"), "date"),
        ["an order in 2200"] = new("senior1", "POST /api/meal-orders", On("2200-01-01"), "date"),
        ["an order on the last day of all"] = new("senior1", "POST /api/meal-orders", On("9999-12-31"), "date"),
        ["a list of the year 0"] = new("senior1", "GET /api/meal-orders?date=0000-01-01", null, "date"),
        ["a list of the year 10000"] = new("senior1", "GET /api/meal-orders?date=10000-01-01", null, "date"),
        ["a menu in the year 0"] = new("canteen1", $"PUT {Menus}/0000-12-20/lunch", Menu, "date"),
        ["a menu in 1900"] = new("canteen1", $"PUT {Menus}/1900-12-20/lunch", Menu, "date"),
        ["a menu in 2200"] = new("canteen1", $"PUT {Menus}/2200-12-20/lunch", Menu, "date"),
        ["a menu in the year 10000"] = new("canteen1", $"PUT {Menus}/10000-12-20/lunch", Menu, "date"),
        ["a week copied from the last of all"] = new("canteen1", $"POST {Menus}/copy-week", """{"from":"9999-12-27","to":"2026-12-07"}""", "from"),
        ["a week copied to the last of all"] = new("canteen1", $"POST {Menus}/copy-week", """{"from":"2026-11-23","to":"9999-12-27"}""", "to"),
        ["a week copied to the last day of all"] = new("canteen1", $"POST {Menus}/copy-week", """{"from":"2026-11-23","to":"9999-12-31"}""", "to"),
        ["a week copied to the first of all"] = new("canteen1", $"POST {Menus}/copy-week", """{"from":"2026-11-23","to":"0001-01-01"}""", "to"),
        ["a week copied from the first of all"] = new("canteen1", $"POST {Menus}/copy-week", """{"from":"0001-01-01","to":"2026-12-07"}""", "from"),
        ["a menu on the last day of all"] = new("canteen1", $"PUT {Menus}/9999-12-31/lunch", Menu, "date"),
        ["a menu on the first day of all"] = new("canteen1", $"PUT {Menus}/0001-01-01/lunch", Menu, "date"),
        ["a menu that closes in the year 0"] = new("canteen1", $"PUT {Menus}/2026-12-20/lunch", Menu.Replace("2026", "0000", StringComparison.Ordinal), "ordersCloseAt"),
        ["books of the year 0"] = new("city1", "GET /api/ledger/trial-balance?on=0000-01-01", null, "on"),
        ["a trial for somebody born in the year 0"] = new("city1", "POST /api/subsidy-rules/trial", Trial.Replace("1950", "0000", StringComparison.Ordinal), "person.bornOn"),
        ["a trial of a meal in the year 0"] = new("city1", "POST /api/subsidy-rules/trial", Trial.Replace("2026", "0000", StringComparison.Ordinal), "meal.date"),
        ["a link that ended in 1900"] = new("senior1", $"POST {Links}", """{"userName":"family2","scope":["order"],"validTo":"1900-01-01T00:00:00Z"}""", "validTo"),
        ["a link until the year 10000"] = new("senior1", $"POST {Links}", """{"userName":"family2","scope":["order"],"validTo":"10000-01-01T00:00:00Z"}""", "validTo"),
        ["a link without a time of day"] = new("senior1", $"POST {Links}", """{"userName":"family2","scope":["order"],"validTo":"2027-01-01"}""", "validTo"),
    };

    public static IEnumerable<string> Cases => Table.Keys;

    [SkippableTheory, OnBothDatabases(Cases = nameof(Cases))]
    public async Task IsRefusedWithItsField(string provider, string name)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var strange = Table[name];
        var client = strange.User is { } user ? await city.As(user) : city.CreateClient();
        var before = city.Snapshot();
        var words = strange.Request.Split(' ');
        using var request = new HttpRequestMessage(new(words[0]), words[1]);
        if (strange.Body is { } body) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        if (words[0] == "PUT") request.Headers.Add("If-None-Match", "*");

        using var answer = await client.SendAsync(request);
        Assert.True((int)answer.StatusCode is 400 or 409, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        var problem = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.True(problem.TryGetProperty("errors", out var errors) && errors.TryGetProperty(strange.Field, out _), $"{strange.Field} is not named: {problem}");
        Assert.Equal(before, city.Snapshot());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AnAddressOfThePagesWithADayOfNoCalendarAsksForTheDayAgain(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        using var browser = await city.SignedInBrowser("senior1");
        foreach (var date in new[] { "-9998-01-01", "-0001-12-31", "0000-01-01", "0001-01-01", "9999-12-31" })
        {
            foreach (var page in new[] { "/order", "/order/places", "/order/confirm" })
            {
                using var answer = await browser.GetAsync($"{page}?senior={DemoIds.Senior1}&canteen={DemoIds.Canteen1}&date={date}&period=lunch&dish={Guid.Empty}");
                Assert.True((int)answer.StatusCode < 500, $"{page} {date}: {(int)answer.StatusCode}");
            }
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheEndsOfTheCalendarBreakNothing(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (senior, canteen) = ($"/api/seniors/{DemoIds.Senior1}", $"/api/canteens/{DemoIds.Canteen1}");
        foreach (var day in new[] { "0001-01-01", "9999-12-31" })
        {
            (string User, string Request, string? Body)[] requests =
            [
                ("senior1", $"GET /api/meal-orders?date={day}", null), ("canteen1", $"GET {canteen}/menus?date={day}", null), ("canteen1", $"GET {canteen}/menus/{day}/dinner", null),
                ("canteen1", $"GET {canteen}/kitchen-sheet?date={day}&period=lunch", null), ("city1", $"GET /api/ledger/trial-balance?on={day}", null),
                ("senior1", "POST /api/meal-orders/quote", On(day)), ("city1", "POST /api/subsidy-rules/trial", Trial.Replace("1950-01-01", day, StringComparison.Ordinal)),
                ("city1", "POST /api/subsidy-rules/trial", Trial.Replace("2026-12-01", day, StringComparison.Ordinal)),
                ("canteen1", $"POST {canteen}/closures", $$"""{"from":"{{day}}","to":"{{day}}","reason":"停水"}"""),
                ("city1", $"POST {senior}/moves", $$"""{"basis":"residence","divisionCode":"371002","effectiveOn":"{{day}}","source":"x"}"""),
                ("city1", $"POST {senior}/absences", $$"""{"kind":"hospital","validFrom":"{{day}}","validTo":"9999-12-31","source":"x"}"""),
                ("city1", $"POST {senior}/categories", $$"""{"category":"disabled","validFrom":"{{day}}","source":"x"}"""), ("city1", $"POST {senior}/death", $$"""{"diedOn":"{{day}}","source":"x"}"""),
                ("community1", $"POST {senior}/life-checks", $$"""{"way":"visit","outcome":"alive","seenOn":"{{day}}"}"""), ("community1", $"POST {senior}/consents", $$"""{"kind":"care","givenOn":"{{day}}"}"""),
                ("senior1", "POST /api/standing-orders", $$"""{"seniorId":"{{DemoIds.Senior1}}","canteenId":"{{DemoIds.Canteen1}}","weekdays":[1],"periods":["lunch"],"fulfilment":"dineIn","payBy":"wallet","from":"{{day}}","until":"{{day}}"}"""),
                ("city1", "POST /api/subsidy-rules", $$"""{"id":"ends-{{day}}","city":"371000","divisionCode":"371002","ageTo":2147483647,"kind":"fixed","valueFen":1,"validFrom":"{{day}}","funding":[{"payer":"city","fundId":"fund-371000-meals","rest":true}],"evidence":"x","docRef":"x"}"""),
                ("city1", $"POST /api/subsidy-rules/ends-{day}/publish", $$"""{"validFrom":"{{day}}","validTo":"9999-12-31"}"""), ("city1", $"GET /api/subsidy-rules/ends-{day}/impact", null),
                ("city1", $"GET {senior}/entitlements", null), ("senior1", $"POST {Links}", $$"""{"userName":"family2","scope":["order"],"validFrom":"{{day}}T00:00:00Z","validTo":"{{day}}T23:59:59Z"}"""),
            ];
            foreach (var (user, asked, body) in requests)
            {
                var words = asked.Split(' ');
                using var request = new HttpRequestMessage(new(words[0]), words[1]) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
                request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
                using var answer = await (await city.As(user)).SendAsync(request);
                Assert.True((int)answer.StatusCode < 500, $"{asked} {body}: {await answer.Content.ReadAsStringAsync()}");
            }
        }
        await city.RunTimers();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AFormWithANulIsAPageThatSaysSo(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        using var browser = new HttpClient { BaseAddress = new(city.Address) };
        using var answer = await browser.Send("/sign-in", "/sign-in", ("userName", "senior1\0"), ("password", "x"));
        Assert.Equal((System.Net.HttpStatusCode.BadRequest, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        using var page = await browser.GetAsync("/sign-in?returnUrl=%00");
        Assert.Equal((System.Net.HttpStatusCode.BadRequest, "text/html"), (page.StatusCode, page.Content.Headers.ContentType!.MediaType));
    }

    private static string On(string date) => Order.Replace("2026-12-01", date, StringComparison.Ordinal);

    private sealed record Strange(string? User, string Request, string? Body, string Field);
}
