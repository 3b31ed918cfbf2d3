using System.Text.Json.Nodes;
using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.Shared;

namespace ElderCare.MobileApi.Tests.Realtime;

/// <summary>Who hears of an order are those whom a GET would show it.</summary>
public sealed class MealAudienceTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task AnOrderIsHeardByThoseWhomItWouldBeShown(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1, division: "371082"))[0];
        await city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
        {
            unit.Db.Seniors.Single(one => one.Id == senior).HukouDivision = "371003";
            unit.Db.SaveChanges();
        });
        var callers = new Dictionary<string, HttpClient>();
        foreach (var user in new[] { "canteen1", "canteen2", "city1", "district1", "community1", "family1" }) callers[user] = await city.As(user);
        foreach (var (role, division) in new[] { (Role.CommunityWorker, "371002"), (Role.CommunityWorker, "371082"), (Role.CommunityWorker, "371003"), (Role.StreetOfficer, "371082"), (Role.StreetOfficer, "371003"), (Role.DistrictOfficer, "371083") })
        {
            callers[$"{role} {division}"] = city.With(await city.TokenIn(role, division));
        }
        var after = (await callers["city1"].Read("/api/me")).Fen("eventSequence");
        var menu = await city.Lunch(5, 1500);
        var agent = await city.As("agent1");
        var order = (await agent.Post("/api/meal-orders", menu.Order(senior)).Body()).Text("id");
        await callers["canteen1"].Post($"/api/meal-orders/{order}/preparing").Body();
        // The next one belongs to somebody whom the division of the canteen covers.
        var own = (await agent.Post("/api/meal-orders", menu.Order((await city.AddSeniors(1))[0])).Body()).Text("id");
        await city.Pumped(city.Get<CityDatabase>().Read(sql => sql.Query("""SELECT MAX("Sequence") FROM "Events" WHERE "SubjectId" = @p0""", row => row.GetInt64(0), own)[0]));

        var heard = new Dictionary<string, string>();
        foreach (var (who, client) in callers)
        {
            var page = await client.Read($"/api/events?after={after}");
            var ids = page.Items().Where(one => one.Text("type") == "mealOrder.changed").Select(one => one.Text("subjectId")).ToList();
            heard[who] = $"{ids.Count(id => id == order)} {ids.Count(id => id == own)}";
            Assert.Equal((who, (await client.GetAsync($"/api/meal-orders/{order}")).IsSuccessStatusCode), (who, ids.Contains(order)));
        }
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["canteen1"] = "2 1", ["canteen2"] = "0 0", ["city1"] = "2 1", ["district1"] = "2 1", ["community1"] = "0 0", ["family1"] = "0 0",
                ["CommunityWorker 371002"] = "0 1", ["CommunityWorker 371082"] = "2 0", ["CommunityWorker 371003"] = "2 0", ["StreetOfficer 371082"] = "2 0", ["StreetOfficer 371003"] = "2 0", ["DistrictOfficer 371083"] = "0 0",
            }.OrderBy(one => one.Key, StringComparer.Ordinal),
            heard.OrderBy(one => one.Key, StringComparer.Ordinal));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AKitchenSheetShowsAllergiesToThoseWhoMayKnowThem(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (near, far) = ((await city.AddSeniors(1))[0], (await city.AddSeniors(1, division: "371082"))[0]);
        await city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
        {
            foreach (var senior in unit.Db.Seniors.Where(one => one.Id == near || one.Id == far).ToList()) senior.Allergies = ["peanut"];
            unit.Db.SaveChanges();
        });
        var day = city.FreeDay();
        var menu = await city.Offer("canteen1", day, MealPeriod.Lunch, 5, 1500);
        using (var db = city.Get<CityDatabase>().Read())
        {
            var kept = db.MenuDishes.Where(dish => dish.Id == menu.Dishes[0]).Select(dish => dish.MenuId).Single();
            await city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
            {
                unit.Db.MenuDishes.Single(dish => dish.MenuId == kept).Allergens = ["peanut"];
                unit.Db.SaveChanges();
            });
        }
        var agent = await city.As("agent1");
        var orders = new List<string>();
        foreach (var senior in new[] { near, far })
        {
            var wish = menu.Order(senior);
            wish["allergyOverride"] = new JsonObject { ["reason"] = "家人确认过" };
            orders.Add((await agent.Post("/api/meal-orders", wish).Body()).Text("id"));
        }
        await Shows("canteen1", orders[0], orders[1]);
        await Shows("city1", orders[0], orders[1]);
        await Shows("district1", orders[0]);

        async Task Shows(string user, params string[] ids)
        {
            var sheet = await (await city.As(user)).Read($"/api/canteens/{menu.CanteenId}/kitchen-sheet?date={menu.Date:uuuu-MM-dd}&period=lunch");
            Assert.Equal(2, sheet.GetProperty("orders").GetInt32());
            Assert.Equal(ids.Order(), sheet.GetProperty("allergies").EnumerateArray().Select(one => one.Text("orderId")).Order());
        }
    }
}
