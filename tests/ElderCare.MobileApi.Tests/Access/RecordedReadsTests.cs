using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.MobileApi.Tests.Emergency;
using ElderCare.MobileApi.Tests.HomeServices;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Tests.Access;

/// <summary>What staff read of a person is written down, once for each request; what the person's own side reads is not.</summary>
public sealed class RecordedReadsTests(SharedCities cities) : IClassFixture<SharedCities>
{
    private static readonly string Senior = $"/api/seniors/{DemoIds.Senior1}";

    [SkippableTheory, OnBothDatabases]
    public async Task OfContactsCardsConsentsOrdersAndQuotes(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var menu = await city.Lunch(5, 1500);
        var (senior, agent, kitchen) = (await city.As("senior1"), await city.As("agent1"), await city.As("canteen1"));
        var order = (await senior.Post("/api/meal-orders", menu.Order(DemoIds.Senior1)).Body()).Text("id");
        var plan = new { seniorId = DemoIds.Senior1, canteenId = DemoIds.Canteen1, weekdays = new[] { 1 }, periods = new[] { "lunch" }, fulfilment = "dineIn", payBy = "wallet", from = "2027-03-01" };
        var standing = (await senior.Post("/api/standing-orders", plan).Body()).Text("id");
        var weekly = (await senior.Post("/api/service-plans", new { seniorId = DemoIds.Senior1, slots = new[] { new { weekday = 1, at = "09:00", serviceItemId = CityVisits.Service("cleaning"), minutes = 60 } }, from = "2027-03-01" }).Body()).Text("id");
        var contact = (await senior.Post($"{Senior}/contacts", new { name = "王小明", relation = "child", phone = "13900001111" }).Body()).Text("id");
        var card = (await (await city.As("district1")).Post($"{Senior}/cards", new { kind = "mealCard", number = $"READ{provider}" }).Body()).Text("id");
        (string Path, string? Action)[] reads =
        [
            ($"{Senior}/contacts", "senior.contactsRead"), ($"{Senior}/contacts/{contact}", "senior.contactsRead"), ($"{Senior}/cards", "senior.cardsRead"), ($"{Senior}/cards/{card}", "senior.cardsRead"),
            ($"{Senior}/consents", "senior.consentsRead"), ($"/api/meal-orders/{order}", "mealOrder.read"), ($"/api/meal-orders?seniorId={DemoIds.Senior1}", "senior.ordersRead"),
            ($"/api/standing-orders?seniorId={DemoIds.Senior1}", "senior.standingOrdersRead"), ($"/api/standing-orders/{standing}", "senior.standingOrdersRead"),
            ($"/api/service-plans?seniorId={DemoIds.Senior1}", "senior.servicePlansRead"), ($"/api/service-plans/{weekly}", "senior.servicePlansRead"),
            ($"/api/meal-orders?date={menu.Date:uuuu-MM-dd}", null),
        ];

        foreach (var (path, action) in reads)
        {
            Assert.Equal((path, action), (path, await Recorded(city, "agent1", () => agent.GetAsync(path))));
            Assert.Equal((path, null), (path, await Recorded(city, "senior1", () => senior.GetAsync(path))));
        }
        Assert.Equal("senior.mealQuoted", await Recorded(city, "agent1", () => agent.Post("/api/meal-orders/quote", menu.Order(DemoIds.Senior1))));
        Assert.Null(await Recorded(city, "senior1", () => senior.Post("/api/meal-orders/quote", menu.Order(DemoIds.Senior1))));
        Assert.Null(await Recorded(city, "canteen1", () => kitchen.GetAsync($"/api/meal-orders/{order}"))); // its own order
        var log = (await senior.Read($"{Senior}/access-log?limit=200")).Items().Select(row => row.Text("action")).ToList();
        Assert.All(reads.Select(read => read.Action).OfType<string>(), action => Assert.Contains(action, log));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OfAnEmergencyAlsoOnTheDesksPageOnceAnHour(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var id = (await city.Press(await city.AddDevice(DemoIds.Senior1))).Text("incidentId");
        using var browser = await city.SignedInBrowser("agent1");
        Assert.Equal("incident.read", await Recorded(city, "agent1", () => browser.GetAsync($"/desk/{id}"), isPage: true));
        var agent = await city.As("agent1");
        Assert.Null(await Recorded(city, "agent1", () => agent.GetAsync($"/api/incidents/{id}")));
        Assert.Null(await Recorded(city, "senior1", async () => await (await city.As("senior1")).GetAsync($"/api/incidents/{id}")));
        city.Pass(NodaTime.Duration.FromMinutes(61));
        Assert.Equal("incident.read", await Recorded(city, "agent1", async () => await (await city.As("agent1")).GetAsync($"/api/incidents/{id}")));
    }

    /// <summary>The one action that an account's request has written down of the senior.</summary>
    private static async Task<string?> Recorded(TestCity city, string user, Func<Task<HttpResponseMessage>> send, bool isPage = false)
    {
        var actor = DemoIds.Account(user).ToString();
        using var db = city.Get<CityDatabase>().Read();
        var before = await db.Audit.Where(row => row.Actor == actor).Select(row => row.Id).ToListAsync();
        if (isPage) Assert.True((await send()).IsSuccessStatusCode);
        else await send().Body();
        var after = await db.Audit.Where(row => row.Actor == actor && !before.Contains(row.Id)).ToListAsync();
        Assert.All(after, row => Assert.Equal(DemoIds.Senior1, row.SeniorId));
        return after.SingleOrDefault()?.Action;
    }
}
