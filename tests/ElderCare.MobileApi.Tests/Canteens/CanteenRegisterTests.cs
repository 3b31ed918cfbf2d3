using System.Net;
using System.Text.Json;
using ElderCare.Data.Seeding;

namespace ElderCare.MobileApi.Tests.Canteens;

/// <summary>Officers keep the register of meal points.</summary>
public sealed class CanteenRegisterTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task AnOfficerAddsAPointOpensItAndItTakesOrders(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var officer = await city.As("district1");

        var created = await officer.Post("/api/canteens", Point("海边睦邻点", "neighbourPoint") with { });
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var point = await created.Body();
        Assert.Equal(("planned", "planned", "rural"), (point.Text("planStatus"), point.Text("status"), point.Text("area")));
        var path = created.Headers.Location!.ToString();
        var etag = created.Headers.ETag!.ToString();
        Assert.Equal(etag, (await officer.GetAsync(path)).Headers.ETag!.ToString());

        await officer.Change(path, new { status = "open" }, etag).ShouldBeProblem(409, "canteens.notBuilt", "status");
        await officer.Change(path, new { status = "open" }, null).ShouldBeProblem(428, "request.ifMatchRequired");
        var opened = await officer.Change(path, new { planStatus = "completed", status = "open", seats = 18, tags = new[] { "island", "mountain" } }, etag);
        Assert.Equal(("open", 18), ((await opened.Body()).Text("status"), (int)(await officer.Read(path)).Fen("seats")));
        await officer.Change(path, new { seats = 3 }, etag).ShouldBeProblem(412, "request.stale");
        Assert.Equal(["canteen.changed", "canteen.created"], await Audited(city, point.Text("id")));
        Assert.Equal(0, city.Balance(Domain.Ledger.AccountKind.CashDrawer, point.GetProperty("id").GetGuid()));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AnOfficerKeepsOnlyTheirOwnPlaces(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var street = await city.As("street1");

        await street.Post("/api/canteens", Point("别处食堂", "seniorCanteen")).ShouldBeProblem(404, "notFound", "divisionCode");
        await street.Change($"/api/canteens/{DemoIds.Canteen2}", new { seats = 3 }).ShouldBeProblem(404, "notFound");
        await street.Change($"/api/canteens/{DemoIds.Canteen1}", new { seats = 44 }).Body();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task EveryWrongFieldIsNamed(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var officer = await city.As("city1");
        var wrong = new
        {
            name = "", kind = "seniorCanteen", divisionCode = "371002", address = "x", latitude = 91, longitude = 181, seats = -1, deliveryFen = -1, tags = new[] { "a b" },
            licences = new object[] { new { kind = "foodOperation", number = "" } }, openingDays = new { week = new[] { new { weekday = 8 } } },
        };

        var problem = await officer.Post("/api/canteens", wrong).ShouldBeProblem(400, "request.invalid");

        Assert.Equal(
            ["address", "deliveryFen", "latitude", "licences[0].expiresOn", "licences[0].number", "longitude", "name", "openingDays.week", "seats", "tags"],
            problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
        await officer.Post("/api/canteens", Point("某食堂", "seniorCanteen") with { DivisionCode = "999999" }).ShouldBeProblem(400, "request.invalid", "divisionCode");
        await officer.Post("/api/canteens", new { kind = "restaurant" }).ShouldBeProblem(400, "request.malformed");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task PointsAreFoundNearestFirstByTagAndByStatus(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var officer = await city.As("city1");
        foreach (var (name, longitude, tag) in new[] { ("远岛食堂", 123.4, "farAway"), ("近岛食堂", 123.3, "farAway"), ("陆上食堂", 123.2, "onLand") })
        {
            await officer.Post("/api/canteens", Point(name, "centralKitchen") with { Longitude = longitude, Tags = [tag] }).Body();
        }
        var senior = await city.As("senior1");

        var near = (await senior.Read("/api/canteens?near=37.5,123&tag=farAway")).Items();
        Assert.Equal(["近岛食堂", "远岛食堂"], near.Select(canteen => canteen.Text("name")));
        Assert.InRange(near[0].Fen("distanceMetres"), 26_000, 27_000);
        Assert.Equal(2, (await senior.Read("/api/canteens?tag=farAway&limit=1")).Items().Count + (await senior.Read($"/api/canteens?tag=farAway&limit=1&cursor={(await senior.Read("/api/canteens?tag=farAway&limit=1")).Text("nextCursor")}")).Items().Count);
        Assert.All((await senior.Read("/api/canteens?status=planned&near=37.5,123")).Items(), canteen => Assert.Equal("planned", canteen.Text("status")));
        await senior.GetAsync("/api/canteens?status=shut").ShouldBeProblem(400, "request.malformed");
    }

    private static async Task<IReadOnlyList<string>> Audited(TestCity city, string subject) =>
        [.. (await (await city.As("auditor1")).Read("/api/audit?limit=200")).Items().Where(row => row.Text("subject") == subject).Select(row => row.Text("action"))];

    private static NewPoint Point(string name, string kind) => new(name, kind, "371002", "海滨路", 37.5, 122.1, []);

    private sealed record NewPoint(string Name, string Kind, string DivisionCode, string Address, double Latitude, double Longitude, string[] Tags);
}
