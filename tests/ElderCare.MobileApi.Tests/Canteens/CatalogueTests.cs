using System.Net.Http.Json;
using System.Text.Json;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Canteens;

/// <summary>Dishes of a catalogue, menus that name them, and weeks that are copied.</summary>
public sealed class CatalogueTests(SharedCities cities) : IClassFixture<SharedCities>
{
    private static readonly string Dishes = $"/api/canteens/{DemoIds.Canteen1}/dishes";

    [SkippableTheory, OnBothDatabases]
    public async Task AMenuTakesOverWhatTheCatalogueSaysAndLeavesNoAllergenOut(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var staff = await city.As("canteen1");
        var created = await staff.Post(Dishes, new { name = "宫保鸡丁", nameEn = "Kung pao chicken", priceFen = 1200, allergens = new[] { "peanut" }, diets = new[] { "soft" }, tags = new[] { "set" } });
        await staff.Post(Dishes, new { name = "宫保鸡丁", priceFen = 900 }).ShouldBeProblem(409, "dishes.nameTaken", "name");
        await (await city.As("canteen2")).Post(Dishes, new { name = "别家菜", priceFen = 900 }).ShouldBeProblem(404, "notFound");
        await staff.Post(Dishes, new { name = "", priceFen = -1, tags = new[] { "" } }).ShouldBeProblem(400, "request.invalid", "tags");

        var day = city.FreeDay();
        var menu = await Put(staff, day, new { name = "宫保鸡丁", priceFen = 1300, allergens = new[] { "egg" }, capacity = 5 });

        var dish = menu.GetProperty("dishes")[0];
        Assert.Equal(("Kung pao chicken", 1300), (dish.Text("nameEn"), dish.Fen("priceFen")));
        Assert.Equal(["egg", "peanut"], Words(dish, "allergens"));
        Assert.Equal(["soft"], Words(dish, "diets"));
        Assert.Equal(["set"], Words(dish, "tags"));

        var path = created.Headers.Location!.ToString();
        await staff.Change(path, new { retired = true }, null).ShouldBeProblem(428, "request.ifMatchRequired");
        var retired = await staff.Change(path, new { retired = true, priceFen = 1250 }, created.Headers.ETag!.ToString()).Body();
        Assert.True(retired.GetProperty("retired").GetBoolean());
        await staff.Change(path, new { priceFen = 1 }, created.Headers.ETag!.ToString()).ShouldBeProblem(412, "request.stale");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ACopiedWeekLeavesOutWhatIsClosedAndKeepsWhatIsThere(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var staff = await city.As("canteen1");
        var (from, to) = (new LocalDate(2027, 1, 11), new LocalDate(2027, 1, 18));
        foreach (var day in new[] { 0, 1, 2 }) await city.Offer("canteen1", from.PlusDays(day), MealPeriod.Lunch, 7, 1500, 300);
        var kept = await city.Offer("canteen1", to.PlusDays(2), MealPeriod.Lunch, 1, 900);
        await city.CloseOn(to.PlusDays(1));
        var copy = new { from = CityCanteens.Iso(from), to = CityCanteens.Iso(to) };

        var copied = await staff.Post($"/api/canteens/{DemoIds.Canteen1}/menus/copy-week", copy).Body();

        Assert.Equal([("2027-01-18", "lunch")], copied.GetProperty("created").EnumerateArray().Select(menu => (menu.Text("date"), menu.Text("period"))));
        Assert.Equal([("2027-01-19", "notServed"), ("2027-01-20", "exists")], copied.GetProperty("leftOut").EnumerateArray().Select(menu => (menu.Text("date"), menu.Text("reason"))));
        var menu = await staff.Read($"/api/canteens/{DemoIds.Canteen1}/menus/2027-01-18/lunch");
        Assert.Equal("2027-01-18T01:00:00Z", menu.Text("ordersCloseAt"));
        Assert.Equal([("菜1", 1500, 7), ("菜2", 300, 7)], menu.GetProperty("dishes").EnumerateArray().Select(dish => (dish.Text("name"), (int)dish.Fen("priceFen"), (int)dish.Fen("remaining"))));
        Assert.Equal([1], city.Remaining(kept));
        await staff.Post($"/api/canteens/{DemoIds.Canteen1}/menus/copy-week", copy).ShouldBeProblem(409, "menus.nothingToCopy");
        await staff.Post($"/api/canteens/{DemoIds.Canteen1}/menus/copy-week", new { from = "2027-01-12", to = "2027-01-18" }).ShouldBeProblem(400, "request.invalid", "from");
        await staff.Post($"/api/canteens/{DemoIds.Canteen1}/menus/copy-week", new { from = "2027-01-11", to = "2026-11-16" }).ShouldBeProblem(400, "request.invalid", "to");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TwentyCopiesAtOnceMakeEachMenuOnce(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var staff = await city.As("canteen1");
        for (var day = 0; day < 7; day++) await city.Offer("canteen1", new LocalDate(2027, 1, 11).PlusDays(day), MealPeriod.Lunch, 7, 1500);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => staff.Post($"/api/canteens/{DemoIds.Canteen1}/menus/copy-week", new { from = "2027-01-11", to = "2027-01-18" })));

        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        Assert.Equal(19, answers.Count(answer => (int)answer.StatusCode == 409));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AMenuForADayOnWhichTheCanteenDoesNotOpenIsRefused(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (staff, officer) = (await city.As("canteen1"), await city.As("district1"));
        await officer.Change($"/api/canteens/{DemoIds.Canteen1}", new { openingDays = new { week = new[] { new { weekday = 1, periods = new[] { "lunch" } } }, onStatutoryHolidays = true } }).Body();

        await PutAsync(staff, new(2027, 1, 12), new { name = "面", priceFen = 900, capacity = 5 }).ShouldBeProblem(409, "canteens.notThatDay", "date");
        await Put(staff, new(2027, 1, 11), new { name = "面", priceFen = 900, capacity = 5 });
    }

    private static async Task<JsonElement> Put(HttpClient staff, LocalDate day, object dish) => await (await PutAsync(staff, day, dish)).Body();

    private static async Task<HttpResponseMessage> PutAsync(HttpClient staff, LocalDate day, object dish)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/canteens/{DemoIds.Canteen1}/menus/{CityCanteens.Iso(day)}/lunch")
        {
            Content = JsonContent.Create(new { ordersCloseAt = $"{CityCanteens.Iso(day)}T01:00:00Z", dishes = new[] { dish } }),
        };
        request.Headers.Add("If-None-Match", "*");
        return await staff.SendAsync(request);
    }

    private static string[] Words(JsonElement dish, string name) => [.. dish.GetProperty(name).EnumerateArray().Select(word => word.GetString()!).Order(StringComparer.Ordinal)];
}
