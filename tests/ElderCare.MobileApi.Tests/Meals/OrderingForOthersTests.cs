using System.Text.Json;
using System.Text.Json.Nodes;
using ElderCare.Data.Seeding;
using ElderCare.Domain.People;

namespace ElderCare.MobileApi.Tests.Meals;

/// <summary>Who orders for whom is kept and shown, and the senior's side hears of what others do.</summary>
public sealed class OrderingForOthersTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task EachOrderSaysWhoOrderedAndHow(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        foreach (var (user, channel) in new[] { ("senior1", "senior"), ("family1", "family"), ("agent1", "agent"), ("community1", "communityWorker"), ("canteen1", "canteenStaff") })
        {
            var order = await (await city.As(user)).Post("/api/meal-orders", (await city.Lunch(10, 1500)).Order(DemoIds.Senior1)).Body();
            var seen = await (await city.As("senior1")).Read($"/api/meal-orders/{order.Text("id")}");
            Assert.Equal((user, channel), (user, order.Text("channel")));
            Assert.Equal((user, channel), (user, seen.Text("channel")));
            Assert.Equal(seen.Text("placedByName"), (await (await city.As(user)).Read("/api/me")).Text("name"));
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ACanteenOrdersForWhoStandsThereAndLearnsNoMoreThanTheName(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var staff = await city.As("canteen1");
        var path = $"/api/canteens/{DemoIds.Canteen1}/diners";
        var idNumber = city.Get<Data.CityDatabase>().Read(sql => sql.Query("""SELECT "IdNumberCipher" FROM "Seniors" WHERE "Id" = @p0""", row => row.GetString(0), DemoIds.Senior1))[0];

        var diner = await staff.Post(path, new { idNumber = city.Get<Data.Privacy.FieldCipher>().Decrypt(idNumber) }).Body();
        Assert.Equal(DemoIds.Senior1, diner.GetProperty("seniorId").GetGuid());
        Assert.Equal(2, diner.Text("name").Length - diner.Text("name").Count(letter => letter == '*') + 1);
        await staff.Post(path, new { idNumber = "330399195001010001" }).ShouldBeProblem(404, "notFound", "idNumber");
        await staff.Post($"/api/canteens/{DemoIds.Canteen2}/diners", new { idNumber = "330399195001010001" }).ShouldBeProblem(404, "notFound");

        var lunch = await city.Lunch(10, 1500);
        var order = await staff.Post("/api/meal-orders", lunch.Order(DemoIds.Senior1)).Body();
        Assert.False(order.TryGetProperty("code", out _));
        Assert.DoesNotContain(order.GetProperty("splits").EnumerateArray(), split => split.TryGetProperty("ruleId", out _));
        var wallet = lunch.Order(DemoIds.Senior1);
        wallet["payBy"] = "wallet";
        await staff.Post("/api/meal-orders", wallet).ShouldBeProblem(403, "people.linkDoesNotAllow");
        await (await city.As("canteen2")).Post("/api/meal-orders", lunch.Order(DemoIds.Senior1)).ShouldBeProblem(404, "notFound", "seniorId");
        var elsewhere = (await city.AddSeniors(1, division: "370202"))[0];
        await staff.Post("/api/meal-orders", lunch.Order(elsewhere)).ShouldBeProblem(404, "notFound", "seniorId");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task SeniorAndFamilyAreToldWhatOthersOrderChangeAndCancel(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (agent, family, senior) = (await city.As("agent1"), await city.As("family1"), await city.As("senior1"));
        var lunch = await city.Lunch(10, 1500, 300);

        await senior.Post("/api/meal-orders", (await city.Lunch(10, 1500)).Order(DemoIds.Senior1)).Body();
        await family.Post("/api/meal-orders", (await city.Lunch(10, 1500)).Order(DemoIds.Senior1)).Body();
        Assert.Empty(city.MessagesTo(DemoIds.Senior1Phone));

        var id = (await agent.Post("/api/meal-orders", lunch.Order(DemoIds.Senior1)).Body()).Text("id");
        var code = (await senior.Read($"/api/meal-orders/{id}")).Text("code");
        Assert.Contains(code, Assert.Single(city.MessagesTo(DemoIds.Senior1Phone)), StringComparison.Ordinal);
        Assert.Contains("12349 代订", Assert.Single(city.MessagesTo(DemoIds.Family1Phone)), StringComparison.Ordinal);

        var more = lunch.Order(DemoIds.Senior1);
        more["items"]!.AsArray().Add(new JsonObject { ["dishId"] = lunch.Dishes[1], ["quantity"] = 1 });
        await agent.Put($"/api/meal-orders/{id}", more, "*").Body();
        await family.Post($"/api/meal-orders/{id}/cancel").Body();
        Assert.Equal([true, true, true], city.MessagesTo(DemoIds.Senior1Phone).Zip(["已为", "已改", "已取消"], (text, word) => text.Contains(word, StringComparison.Ordinal)));
        Assert.Equal(2, city.MessagesTo(DemoIds.Family1Phone).Count);
        Assert.All(city.MessagesTo(DemoIds.Senior1Phone), text => Assert.DoesNotContain("林秀", text, StringComparison.Ordinal));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case32_AnAllergyBlocksUnlessSomebodyAnswersForIt(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var agent = await city.As("agent1");
        var tomorrow = TestCity.Today.PlusDays(1);
        var menu = await agent.Read($"/api/canteens/{DemoIds.Canteen1}/menus/{CityCanteens.Iso(tomorrow)}/lunch");
        var dish = menu.GetProperty("dishes").EnumerateArray().First(dish => dish.GetProperty("allergens").EnumerateArray().Any(allergen => allergen.GetString() == "peanut"));
        var wish = new TestMenu(DemoIds.Canteen1, tomorrow, "lunch", [dish.GetProperty("id").GetGuid()]).Order(DemoIds.Senior1);
        await agent.Post("/api/meal-orders", wish).ShouldBeProblem(409, "meals.allergen", "items[0].dishId");
        var answered = wish.DeepClone().AsObject();
        answered["allergyOverride"] = new JsonObject { ["reason"] = "食堂做的时候不放花生" };

        await (await city.As("senior1")).Post("/api/meal-orders", answered).ShouldBeProblem(403, "meals.overrideNotAllowed");
        await city.Link("family2", DemoIds.Senior1, FamilyRights.Order, city.Clock.GetCurrentInstant() + NodaTime.Duration.FromMinutes(1));
        await (await city.As("family2")).Post("/api/meal-orders", answered).ShouldBeProblem(403, "people.linkDoesNotAllow");
        var blank = wish.DeepClone().AsObject();
        blank["allergyOverride"] = new JsonObject { ["reason"] = " " };
        await agent.Post("/api/meal-orders", blank).ShouldBeProblem(400, "request.invalid", "allergyOverride.reason");
        var order = await agent.Post("/api/meal-orders", answered).Body();

        foreach (var seen in new[] { order, await (await city.As("family1")).Read($"/api/meal-orders/{order.Text("id")}"), await (await city.As("canteen1")).Read($"/api/meal-orders/{order.Text("id")}") })
        {
            var kept = seen.GetProperty("allergyOverride");
            Assert.Equal(("食堂做的时候不放花生", "苗雨晴", "peanut"), (kept.Text("reason"), kept.Text("byName"), kept.GetProperty("allergens")[0].GetString()));
        }
        Assert.False((await (await city.As("family2")).Read($"/api/meal-orders/{order.Text("id")}")).TryGetProperty("allergyOverride", out _));
        var sheet = await (await city.As("canteen1")).Read($"/api/canteens/{DemoIds.Canteen1}/kitchen-sheet?date={CityCanteens.Iso(tomorrow)}&period=lunch");
        Assert.Contains(sheet.GetProperty("allergies").EnumerateArray(), line => line.Text("orderId") == order.Text("id") && line.Text("byName") == "苗雨晴");
    }
}
