using System.Net;
using System.Net.Http.Json;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Shared;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.MobileApi.Tests.Canteens;

/// <summary>A canteen makes and changes its menus while people order from them.</summary>
public sealed class MenuTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task AMenuIsCreatedOnceAndChangedByWhoReadIt(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var canteen = await city.As("canteen1");
        var day = city.FreeDay();
        var path = PathOf(day);

        await canteen.Put(path, Menu(day, Dish("面", 900, 5))).ShouldBeProblem(428, "request.ifMatchRequired", "If-Match");
        await canteen.Put(path, Menu(day, Dish("面", 900, 5)), "\"1\"").ShouldBeProblem(404, "notFound");
        var created = await Create(canteen, path, Menu(day, Dish("面", 900, 5)));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        await Task.FromResult(await Create(canteen, path, Menu(day, Dish("饭", 900, 5)))).ShouldBeProblem(412, "request.stale");
        await canteen.Put(path, Menu(day, Dish("饭", 900, 5))).ShouldBeProblem(428, "request.ifMatchRequired");
        await canteen.Put(path, Menu(day, Dish("饭", 900, 5)), "\"77\"").ShouldBeProblem(412, "request.stale");

        var changed = await canteen.Put(path, Menu(day, Dish("面", 950, 7), Dish("饭", 300, 9)), created.Headers.ETag!.ToString());

        var dishes = (await changed.Body()).GetProperty("dishes").EnumerateArray().Select(dish => (dish.Text("name"), dish.Fen("priceFen"), dish.Fen("remaining"), dish.Fen("capacity")));
        Assert.Equal([("面", 950, 7, 7), ("饭", 300, 9, 9)], dishes);
        Assert.NotEqual(created.Headers.ETag!.ToString(), changed.Headers.ETag!.ToString());
        await canteen.Put(path, Menu(day, Dish("面", 900, 5)), created.Headers.ETag!.ToString()).ShouldBeProblem(412, "request.stale");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AnOrderDoesNotChangeTheETagButBindsTheMenu(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var canteen = await city.As("canteen1");
        var senior = await city.As("senior1");
        var day = city.FreeDay();
        var menu = await city.Offer("canteen1", day, MealPeriod.Lunch, 5, 1500, 800);
        var etag = (await senior.GetAsync(PathOf(day))).Headers.ETag!.ToString();

        await senior.Post("/api/meal-orders", menu.Order(DemoIds.Senior1, 3)).Body();

        var read = await senior.GetAsync(PathOf(day));
        Assert.Equal(etag, read.Headers.ETag!.ToString());
        var dish = (await read.Body()).GetProperty("dishes")[0];
        Assert.Equal(2, dish.Fen("remaining"));
        Assert.False(dish.TryGetProperty("capacity", out _));
        await canteen.Put(PathOf(day), Menu(day, Dish("菜1", 1500, 2), Dish("菜2", 800, 5)), etag).ShouldBeProblem(409, "menus.capacityOrdered", "dishes[0].capacity");
        await canteen.Put(PathOf(day), Menu(day, Dish("菜2", 800, 5)), etag).ShouldBeProblem(409, "menus.dishOrdered", "dishes");
        await canteen.Put(PathOf(day), Menu(day, Dish("菜2", 800, 5), Dish("菜1", 1600, 4)), etag).Body();
        Assert.Equal([5, 1], city.Remaining(menu));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AMenuThatCannotBeIsRefusedWithItsField(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var canteen = await city.As("canteen1");
        var day = city.FreeDay();

        await Refused(new { dishes = new[] { Dish("面", 900, 5) } }, "ordersCloseAt");
        await Refused(new { ordersCloseAt = $"{day:uuuu-MM-dd}T23:00:00Z", dishes = new[] { Dish("面", 900, 5) } }, "ordersCloseAt");
        await Refused(Menu(day), "dishes");
        await Refused(Menu(day, Dish("面", -1, 5)), "dishes[0].priceFen");
        await Refused(Menu(day, Dish("面", 900, 10_001)), "dishes[0].capacity");
        await Refused(Menu(day, Dish("", 900, 5)), "dishes[0].name");
        await Refused(Menu(day, Dish("面", 900, 5), Dish(" 面 ", 900, 5)), "dishes[1].name");
        await Refused(Menu(day, new { id = Guid.NewGuid(), priceFen = 100, capacity = 1 }), "dishes[0].id");
        await Refused(new { ordersCloseAt = "1900-01-01T00:00:00Z", dishes = new[] { Dish("面", 900, 5) } }, "ordersCloseAt");
        Assert.Equal(HttpStatusCode.NotFound, (await canteen.GetAsync(PathOf(day))).StatusCode);
        await (await city.As("canteen2")).Put(PathOf(day), Menu(day, Dish("面", 900, 5)), "*").ShouldBeProblem(404, "notFound");

        async Task Refused(object menu, string field) => await Task.FromResult(await Create(canteen, PathOf(day), menu)).ShouldBeProblem(400, "request.invalid", field);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task DishesChangeNames(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var canteen = await city.As("canteen1");
        var path = PathOf(city.FreeDay());
        var day = LocalDatePattern.Iso.Parse(path.Split('/')[^2]).Value;
        var created = await Create(canteen, path, Menu(day, Dish("面", 900, 5), Dish("饭", 800, 5)));
        var ids = (await created.Body()).GetProperty("dishes").EnumerateArray().Select(dish => dish.Text("id")).ToList();

        var swapped = await canteen.Put(path, Menu(day, Named(0, "饭"), Named(1, "面")), created.Headers.ETag!.ToString());

        Assert.Equal([(ids[0], "饭"), (ids[1], "面")], (await swapped.Body()).GetProperty("dishes").EnumerateArray().Select(dish => (dish.Text("id"), dish.Text("name"))));
        var etag = swapped.Headers.ETag!.ToString();
        await canteen.Put(path, Menu(day, Named(0, "面"), Named(1, null)), etag).ShouldBeProblem(400, "request.invalid", "dishes[1].name");
        await canteen.Put(path, Menu(day, Dish("面", 1, 1), Named(1, "面")), etag).ShouldBeProblem(400, "request.invalid", "dishes[1].name");

        object Named(int dish, string? name) => new { id = ids[dish], name, priceFen = 900, capacity = 5 };
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TwentyCreatorsAtOnceMakeOneMenu(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var canteen = await city.As("canteen1");
        var day = city.FreeDay();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Create(canteen, PathOf(day), Menu(day, Dish($"面{i}", 900, 5)))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(19, answers.Count(answer => answer.StatusCode == HttpStatusCode.PreconditionFailed));
        Assert.Equal(1, (await (await canteen.GetAsync(PathOf(day))).Body()).GetProperty("dishes").GetArrayLength());
    }

    private static string PathOf(LocalDate day) => $"/api/canteens/{DemoIds.Canteen1}/menus/{day:uuuu-MM-dd}/lunch";

    private static object Dish(string name, long priceFen, int capacity) => new { name, priceFen, allergens = Array.Empty<string>(), capacity };

    private static object Menu(LocalDate day, params object[] dishes) => new { ordersCloseAt = $"{day:uuuu-MM-dd}T01:00:00Z", dishes };

    private static async Task<HttpResponseMessage> Create(HttpClient canteen, string path, object menu)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(menu) };
        request.Headers.Add("If-None-Match", "*");
        return await canteen.SendAsync(request);
    }
}
