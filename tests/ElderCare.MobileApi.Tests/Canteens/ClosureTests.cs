using System.Text.Json;
using System.Text.Json.Nodes;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Canteens;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Canteens;

/// <summary>A canteen that does not serve takes no orders, and what stands is called off whole.</summary>
public sealed class ClosureTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task AClosureRefusesFurtherOrdersAlsoOfARememberedMenu(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = await city.As("senior1");
        var (lunch, other) = (await city.Lunch(10, 1500), await city.Lunch(10, 1500));
        await senior.Post("/api/meal-orders", lunch.Order(DemoIds.Senior1)).Body();
        await senior.Post("/api/meal-orders/quote", other.Order(DemoIds.Senior1)).Body();

        var closure = await city.CloseOn(other.Date, "lunch");

        var refusal = await senior.Post("/api/meal-orders", other.Order(DemoIds.Senior1)).ShouldBeProblem(409, "canteens.closed", "date");
        Assert.Contains("停水", refusal.Text("detail"), StringComparison.Ordinal);
        await (await city.As("agent1")).Post("/api/meal-orders", lunch.Order((await city.AddSeniors(1))[0])).Body();
        await (await city.As("canteen2")).Post($"/api/canteens/{DemoIds.Canteen1}/closures/{closure.Text("id")}/end").ShouldBeProblem(404, "notFound");
        await (await city.As("canteen1")).Post($"/api/canteens/{DemoIds.Canteen1}/closures/{closure.Text("id")}/end").Body();
        await senior.Post("/api/meal-orders", other.Order(DemoIds.Senior1)).Body();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case26_AClosureGivesEachLineBackToItsOwnFundAndFreesTheKey(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var family = await city.As("family1");
        await city.FillWallet(DemoIds.Senior1, 5_000);
        var before = city.Balances();
        var (closed, open) = (await city.Lunch(10, 1500), await city.Lunch(10, 1500));
        var wish = closed.Order(DemoIds.Senior1, 2);
        wish["payBy"] = "wallet";
        var order = (await family.Post("/api/meal-orders", wish).Body()).Text("id");
        var kept = (await family.Post("/api/meal-orders", open.Order(DemoIds.Senior1)).Body()).Text("id");
        await family.Post($"/api/meal-orders/{kept}/cancel").Body();
        Assert.NotEmpty(city.ChangesSince(before));
        city.Clock.Reset(CityClock.At(closed.Date, new(10, 0))); // orders have closed: a closure comes at short notice
        family = city.With(await city.TokenOf("family1"));
        var canteen = city.With(await city.TokenOf("canteen1"));
        await canteen.Post($"/api/meal-orders/{order}/preparing").Body();
        var day = CityCanteens.Iso(closed.Date);
        await canteen.Post($"/api/canteens/{DemoIds.Canteen1}/closures", new { from = day, to = day, reason = "停水" }).Body();
        for (var again = 0; again < 2; again++) await city.RunTimer(CallOffUnserved.TimerKind, DemoIds.Canteen1);

        Assert.Equal("cancelled", (await family.Read($"/api/meal-orders/{order}")).Text("state"));
        Assert.Empty(city.ChangesSince(before));
        Assert.Equal([10], city.Remaining(closed));
        using var db = city.Get<CityDatabase>().Read();
        Assert.False(await db.SubsidyClaims.AnyAsync(claim => claim.SeniorId == DemoIds.Senior1));
        foreach (var phone in new[] { DemoIds.Senior1Phone, DemoIds.Family1Phone })
        {
            Assert.Contains("停水", Assert.Single(city.MessagesTo(phone), text => text.Contains("不能供应", StringComparison.Ordinal)), StringComparison.Ordinal);
        }
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheMessageNamesTheNearestPointThatStillTakesOrders(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var senior = await city.As("senior1");
        var lunch = await city.Offer("canteen1", city.FreeDay(), MealPeriod.Lunch, 10, 1500);
        await city.Offer("canteen2", lunch.Date, MealPeriod.Lunch, 10, 1500);
        await senior.Post("/api/meal-orders", lunch.Order(DemoIds.Senior1)).Body();

        await city.CloseOn(lunch.Date);
        await city.RunTimer(CallOffUnserved.TimerKind, DemoIds.Canteen1);

        using var db = city.Get<CityDatabase>().Read();
        var name = (await db.Canteens.SingleAsync(canteen => canteen.Id == DemoIds.Canteen2)).Name;
        Assert.Contains($"最近还能订的是{name}", Assert.Single(city.MessagesTo(DemoIds.Senior1Phone)), StringComparison.Ordinal);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhomNoMessageCanReachIsVisited(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1))[0];
        var lunch = await city.Lunch(10, 1500);
        var order = (await (await city.As("agent1")).Post("/api/meal-orders", lunch.Order(senior)).Body()).Text("id");
        await city.CloseOn(lunch.Date, "lunch");
        await city.RunTimer(CallOffUnserved.TimerKind, DemoIds.Canteen1);
        Assert.Single((await (await city.As("district1")).Read("/api/tasks?kind=callBack&limit=200")).Items(), task => task.Text("subjectId") == order && task.Text("title").StartsWith("订的饭不能供应", StringComparison.Ordinal));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OtherMealsAndDaysStand(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var day = city.FreeDay();
        var (lunch, dinner) = (await city.Offer("canteen1", day, MealPeriod.Lunch, 10, 1500), await city.Offer("canteen1", day, MealPeriod.Dinner, 10, 1500));
        var agent = await city.As("agent1");
        var person = (await city.AddSeniors(1))[0];
        var orders = new List<string>();
        foreach (var menu in new[] { lunch, dinner, await city.Lunch(10, 1500) }) orders.Add((await agent.Post("/api/meal-orders", menu.Order(person)).Body()).Text("id"));

        await city.CloseOn(day, "lunch");
        await city.RunTimer(CallOffUnserved.TimerKind, DemoIds.Canteen1);

        var states = new List<string>();
        foreach (var id in orders) states.Add((await agent.Read($"/api/meal-orders/{id}")).Text("state"));
        Assert.Equal(["cancelled", "placed", "placed"], states);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AnOrderThatRacesAClosureIsRefusedOrCalledOff(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var agent = await city.As("agent1");
        var lunch = await city.Lunch(100, 1500);
        var people = await city.AddSeniors(40);

        var orders = people.Select(person => agent.Post("/api/meal-orders", lunch.Order(person))).ToList();
        var closing = city.CloseOn(lunch.Date);
        var answers = await Task.WhenAll(orders);
        await closing;
        await city.RunTimer(CallOffUnserved.TimerKind, DemoIds.Canteen1);

        Assert.All(answers, answer => Assert.Contains((int)answer.StatusCode, new[] { 201, 409 }));
        using var db = city.Get<CityDatabase>().Read();
        Assert.All(await db.MealOrders.Where(order => order.CanteenId == DemoIds.Canteen1 && order.ServedOn == lunch.Date).ToListAsync(), order => Assert.False(order.Stands));
        Assert.Equal([100], city.Remaining(lunch));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ALicenceThatHasRunOutOrASuspensionStopsOrders(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (officer, agent) = (await city.As("city1"), await city.As("agent1"));
        var lunch = await city.Lunch(10, 1500);
        var people = await city.AddSeniors(2);
        var order = (await agent.Post("/api/meal-orders", lunch.Order(people[0])).Body()).Text("id");
        var canteen = $"/api/canteens/{DemoIds.Canteen1}";

        await officer.Change(canteen, new { licences = new[] { new { kind = "foodOperation", number = "JY23710", expiresOn = CityCanteens.Iso(lunch.Date) } } }).Body();
        await agent.Post("/api/meal-orders", lunch.Order(people[1])).Body();
        await officer.Change(canteen, new { licences = new[] { new { kind = "foodOperation", number = "JY23710", expiresOn = CityCanteens.Iso(lunch.Date.PlusDays(-1)) } } }).Body();
        await agent.Post("/api/meal-orders", lunch.Order((await city.AddSeniors(1))[0])).ShouldBeProblem(409, "canteens.licenceExpired", "canteenId");
        await city.RunTimer(CallOffUnserved.TimerKind, DemoIds.Canteen1);
        Assert.Equal("cancelled", (await agent.Read($"/api/meal-orders/{order}")).Text("state"));

        await officer.Change(canteen, new { status = "suspended", licences = Array.Empty<object>() }).Body();
        await agent.Post("/api/meal-orders/quote", lunch.Order(people[0])).ShouldBeProblem(409, "canteens.notOpen", "canteenId");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case5_AHolidayClosesWhoeverClosesOnHolidaysAndAYearWithoutCalendarIsRefused(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (officer, senior) = (await city.As("city1"), await city.As("senior1"));
        var newYear = await city.Offer("canteen1", new(2027, 1, 1), MealPeriod.Lunch, 10, 1500);
        await senior.Post("/api/meal-orders/quote", newYear.Order(DemoIds.Senior1)).Body();

        await officer.Change($"/api/canteens/{DemoIds.Canteen1}", new { openingDays = new { week = Array.Empty<object>(), onStatutoryHolidays = false } }).Body();

        await senior.Post("/api/meal-orders/quote", newYear.Order(DemoIds.Senior1)).ShouldBeProblem(409, "canteens.notThatDay", "date");
        var monday = newYear.Order(DemoIds.Senior1);
        monday["date"] = "2028-01-03";
        await senior.Post("/api/meal-orders/quote", monday).ShouldBeProblem(409, "calendar.yearMissing", "date");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AClosureThatCannotBeIsRefusedWithItsField(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var path = $"/api/canteens/{DemoIds.Canteen1}/closures";
        var staff = await city.As("canteen1");

        await staff.Post(path, new { from = "2026-11-22", to = "2026-11-24", reason = "停水" }).ShouldBeProblem(400, "request.invalid", "from");
        await staff.Post(path, new { from = "2026-11-24", to = "2026-11-23", reason = "停水" }).ShouldBeProblem(400, "request.invalid", "to");
        await staff.Post(path, new { from = "2026-11-24", to = "2026-11-24" }).ShouldBeProblem(400, "request.invalid", "reason");
        await staff.Post(path, new { from = "2027-06-01", to = "2027-06-02", periods = new[] { "lunch", "lunch" }, reason = "停水" }).ShouldBeProblem(400, "request.invalid", "periods");
        await staff.Post(path, new { from = "2027-06-01", to = "2027-06-02", reason = "停水" }).Body();
        await staff.Post(path, new { from = "2027-06-01", to = "2027-06-02", reason = "再说一遍" }).ShouldBeProblem(409, "canteens.alreadyClosed", "from");
        await (await city.As("canteen2")).Post(path, new { from = "2026-11-24", to = "2026-11-24", reason = "停水" }).ShouldBeProblem(404, "notFound");
    }
}
