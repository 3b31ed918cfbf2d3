using System.Text.Json;
using System.Text.Json.Nodes;
using ElderCare.Data.Funding;
using ElderCare.Domain.Funding;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.MobileApi.Tests.Funding;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Meals;

/// <summary>Cases of ordering that the city's rules name.</summary>
public sealed class MealCaseTests
{
    [SkippableTheory, OnBothDatabases]
    public async Task Case22_ASecondCanteenAsksForTheFullPriceAndNeverPaysTwice(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var senior = await city.As("senior1");
        var day = city.FreeDay();
        var (first, second) = (await city.Offer("canteen1", day, MealPeriod.Lunch, 10, 1500), await city.Offer("canteen2", day, MealPeriod.Lunch, 10, 1500));
        var subsidised = await senior.Post("/api/meal-orders", first.Order(DemoIds.Senior1)).Body();
        Assert.True(subsidised.Fen("subsidyFen") > 0);

        var wish = second.Order(DemoIds.Senior1);
        await senior.Post("/api/meal-orders", wish).ShouldBeProblem(409, "meals.alreadySubsidised", "acceptFullPrice");
        wish["acceptFullPrice"] = true;
        Assert.Equal((1500, 0), ((await senior.Post("/api/meal-orders", wish).Body()) is var full ? (full.Fen("selfPayFen"), full.Fen("subsidyFen")) : default));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case24_CancelledBeforeClosingAllComesBackAndANoShowClaimsNoSubsidy(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var senior = await city.As("senior1");
        await city.FillWallet(DemoIds.Senior1, 5_000);
        var before = city.Balances();
        var lunch = await city.Lunch(10, 1500);
        var wish = lunch.Order(DemoIds.Senior1);
        wish["payBy"] = "wallet";
        var cancelled = (await senior.Post("/api/meal-orders", wish).Body()).Text("id");
        await senior.Post($"/api/meal-orders/{cancelled}/cancel").Body();
        Assert.Empty(city.ChangesSince(before));

        var order = await senior.Post("/api/meal-orders", wish).Body();
        city.Clock.Reset(CityClock.At(lunch.Date, new(9, 0)));
        senior = city.With(await city.TokenOf("senior1"));
        await senior.Post($"/api/meal-orders/{order.Text("id")}/cancel").ShouldBeProblem(409, "meals.ordersClosed");
        await city.With(await city.TokenOf("canteen1")).Post($"/api/meal-orders/{order.Text("id")}/missed").Body();

        Assert.Equal(new[] { -order.Fen("selfPayFen"), order.Fen("selfPayFen") }, city.ChangesSince(before).Values.Order());
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case26_GivingUpOneDishGivesItsPartBackToTheWalletAndToEachFund(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await city.Publish(new SubsidyRule
        {
            Id = "test-third", City = "371000", DivisionCode = "371002", ResidencyBasis = ResidencyBasis.Either, Kind = RuleKind.Percent, ValueBasisPoints = 3_333, StackGroup = "test-third", Evidence = "ILLUS",
            Funding = [new() { Payer = Payer.City, FundId = CityFunds.OfCity, ShareBasisPoints = 5_000 }, new() { Payer = Payer.District, FundId = CityFunds.OfDistrict, ShareBasisPoints = 5_000 }],
        });
        await city.FillWallet(DemoIds.Senior1, 5_000);
        var lunch = await city.Lunch(10, 1_500, 701);
        var senior = await city.As("senior1");
        var before = city.Balances();
        var one = lunch.Order(DemoIds.Senior1);
        one["payBy"] = "wallet";
        var alone = await senior.Post("/api/meal-orders", one).Body();
        var held = city.ChangesSince(before);
        await senior.Post($"/api/meal-orders/{alone.Text("id")}/cancel").Body();

        var both = one.DeepClone().AsObject();
        both["items"]!.AsArray().Add(new JsonObject { ["dishId"] = lunch.Dishes[1], ["quantity"] = 1 });
        var order = await senior.Post("/api/meal-orders", both).Body();
        Assert.True(order.Fen("subsidyFen") > alone.Fen("subsidyFen") && order.Fen("selfPayFen") > alone.Fen("selfPayFen"));
        await senior.Put($"/api/meal-orders/{order.Text("id")}", one, "*").Body();

        Assert.Equal(held.OrderBy(account => account.Key), city.ChangesSince(before).OrderBy(account => account.Key));
        Assert.Equal([10, 10], city.Remaining(lunch).Select((left, dish) => dish == 0 ? left + 1 : left));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case28_TwoOfAHouseholdAreTwoDinersEachWithTheirOwnSubsidy(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var partner = (await city.AddSeniors(1, age: 75))[0];
        await city.Link("family1", partner, Domain.People.FamilyRights.Order);
        var family = await city.As("family1");
        var lunch = await city.Lunch(10, 1500);

        var (his, hers) = (await family.Post("/api/meal-orders", lunch.Order(DemoIds.Senior1)).Body(), await family.Post("/api/meal-orders", lunch.Order(partner)).Body());

        Assert.Equal((DemoIds.Senior1, partner), (his.GetProperty("seniorId").GetGuid(), hers.GetProperty("seniorId").GetGuid()));
        Assert.All(new[] { his, hers }, order => Assert.True(order.Fen("subsidyFen") > 0));
        Assert.NotEqual(his.Text("code"), hers.Text("code"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case29_ADeliverySubsidyGoesByTheMeasuredWayWhenItIsMuchLonger(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await Publish(city, """
            {"id":"test-delivery-ID","city":"371000","residencyBasis":"either","divisionCode":"371000","categories":["broughtHome"],"kind":"fixed","valueFen":VALUE,"per":"meal","appliesTo":"delivery",
            BAND"stackGroup":"test-delivery","funding":[{"payer":"city","fundId":"fund-371000-meals","shareBasisPoints":10000}]}
            """, ("near", "100", "\"toMetres\":1200,"), ("far", "250", "\"fromMetres\":1200,"));
        var (staff, agent, person) = (await city.As("canteen1"), await city.As("agent1"), (await city.AddSeniors(1, "broughtHome", age: 50))[0]);
        var created = await staff.Post($"/api/canteens/{DemoIds.Canteen1}/delivery-points", new { name = "桥那边", latitude = 37.5030 + 0.009, longitude = 122.1040 });
        var point = created.Headers.Location!.ToString();
        var wish = (await city.Lunch(10, 1500)).Order(person);
        wish["fulfilment"] = "delivery";
        wish["deliveryPointId"] = (await created.Body()).Text("id");

        Assert.Equal(100, (await agent.Post("/api/meal-orders/quote", wish).Body()).Fen("subsidyFen"));
        await staff.Change(point, new { routeMetres = 1_201 }).Body();
        Assert.Equal(250, (await agent.Post("/api/meal-orders/quote", wish).Body()).Fen("subsidyFen"));
        await staff.Change(point, new { routeMetres = 1_150 }).Body();
        Assert.Equal(100, (await agent.Post("/api/meal-orders/quote", wish).Body()).Fen("subsidyFen"));

        await (await city.As("canteen2")).Change(point, new { inUse = false }).ShouldBeProblem(404, "notFound");
        await staff.Change(point, new { inUse = false }, created.Headers.ETag!.ToString()).ShouldBeProblem(412, "request.stale");
        await staff.Change(point, new { inUse = false }).Body();
        await agent.Post("/api/meal-orders", wish).ShouldBeProblem(404, "notFound", "deliveryPointId");
        Assert.DoesNotContain((await agent.Read($"/api/delivery-points?canteenId={DemoIds.Canteen1}")).Items(), one => one.Text("name") == "桥那边");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case33_AFreeMealMayCostItsPersonNothing(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await Publish(city, """
            {"id":"test-free","city":"371000","residencyBasis":"either","divisionCode":"371000","categories":["eatsFree"],"kind":"free","per":"meal",
            "stackGroup":"wh-basic","funding":[{"payer":"city","fundId":"fund-371000-meals","shareBasisPoints":10000}]}
            """, ("", "", ""));
        var (agent, person) = (await city.As("agent1"), (await city.AddSeniors(1, "eatsFree"))[0]);
        var lunch = await city.Lunch(10, 1500, 300);

        var wish = lunch.Order(person);
        wish["items"]!.AsArray().Add(new JsonObject { ["dishId"] = lunch.Dishes[1], ["quantity"] = 1 });
        Assert.Equal((1800, 0), (await agent.Post("/api/meal-orders", wish).Body()) is var free ? (free.Fen("subsidyFen"), free.Fen("selfPayFen")) : default);
        Assert.Equal([9, 9], city.Remaining(lunch));
    }

    private static async Task Publish(TestCity city, string rule, params (string Id, string Value, string Band)[] rules)
    {
        await city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
        {
            foreach (var (id, value, band) in rules)
            {
                var json = rule.Replace("ID", id, StringComparison.Ordinal).Replace("VALUE", value, StringComparison.Ordinal).Replace("BAND", band, StringComparison.Ordinal);
                unit.Insert(new SubsidyRuleRow { Id = JsonDocument.Parse(json).RootElement.Text("id"), Version = 1, Status = RuleStatus.Published, City = "371000", Json = json });
            }
        });
        city.Get<CityFacts>().Reload();
    }
}
