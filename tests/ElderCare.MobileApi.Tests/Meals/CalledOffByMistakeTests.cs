using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.MobileApi.Tests.People;
using ElderCare.MobileApi.Tests.Realtime;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Meals;

/// <summary>Meals that were called off for an absence or a death which turns out wrong, or shorter: ordered again, or told.</summary>
public sealed class CalledOffByMistakeTests
{
    private static readonly Guid Person = DemoIds.Senior1;
    private static readonly string[] Both = [DemoIds.Senior1Phone, DemoIds.Family1Phone];

    [SkippableTheory, OnBothDatabases]
    public async Task AStandingOrdersMealsAreOrderedAgainAndWhatTheirSideCancelledIsNot(string provider)
    {
        Needs.Database(provider);
        foreach (var isDeath in new[] { false, true })
        {
            await using var city = await TestCity.Start(provider);
            var id = await Begin(city);
            await city.RunTimers();
            var tuesday = (await OrdersOf(city)).Single(order => order.Text("date") == "2026-11-24");
            await (await city.As("family1")).Post($"/api/meal-orders/{tuesday.Text("id")}/cancel").Body();

            var mistake = await Report(city, isDeath);
            await Later(city);
            Assert.All(await OrdersOf(city), order => Assert.Equal("cancelled", order.Text("state")));
            Assert.Equal(["placed", "skipped"], (await Outcomes(city, id)).Select(meal => meal.Text("outcome")));
            Assert.Equal(isDeath ? "people.deceased" : "people.absent", (await Outcomes(city, id))[1].Text("reason"));

            await TakeBack(city, isDeath, mistake);
            for (var again = 0; again < 2; again++) await Later(city);

            Assert.Equal("2026-11-25", Assert.Single(await OrdersOf(city), order => order.Text("state") == "placed").Text("date"));
            Assert.Equal(["placed", "placed"], (await Outcomes(city, id)).Select(meal => meal.Text("outcome")));
            foreach (var phone in Both) Assert.DoesNotContain(city.MessagesTo(phone), text => text.Contains("还没有重新订", StringComparison.Ordinal));
            city.BooksShouldBalance();
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AnAbsenceThatIsShorterGivesBackTheStandingOrdersMealsAfterIt(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var id = await Begin(city);
        await city.RunTimers();
        var absence = await Report(city, isDeath: false);
        await city.Record(Person, $"absences/{absence}/end", new { validTo = "2026-11-25", source = "提前回来" });
        await Later(city);

        Assert.Equal("2026-11-25", Assert.Single(await OrdersOf(city), order => order.Text("state") == "placed").Text("date"));
        Assert.Equal(["placed", "skipped"], (await Outcomes(city, id)).OrderByDescending(meal => meal.Text("date")).Select(meal => meal.Text("outcome")));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task SingleMealsAreToldOnceToBeOrderedAnew(string provider)
    {
        Needs.Database(provider);
        foreach (var isDeath in new[] { false, true })
        {
            await using var city = await TestCity.Start(provider);
            var (lunch, second, own) = (await city.Lunch(10, 1500), await city.Lunch(10, 1500), await city.Lunch(10, 1500));
            foreach (var menu in new[] { lunch, second, own }) await (await city.As("family1")).Post("/api/meal-orders", menu.Order(Person)).Body();
            var theirs = (await OrdersOf(city)).Single(order => order.Text("date") == own.Date.Iso());
            await (await city.As("family1")).Post($"/api/meal-orders/{theirs.Text("id")}/cancel").Body();

            var mistake = await Report(city, isDeath);
            await TakeBack(city, isDeath, mistake);
            await (await city.As("family1")).Post("/api/meal-orders", second.Order(Person)).Body(); // faster than the message
            for (var again = 0; again < 2; again++) await Later(city);

            foreach (var phone in Both)
            {
                var text = Assert.Single(city.MessagesTo(phone), text => text.Contains("还没有重新订", StringComparison.Ordinal));
                Assert.Contains($"{lunch.Date.Month}月{lunch.Date.Day}日午饭", text, StringComparison.Ordinal);
                Assert.Contains("12349", text, StringComparison.Ordinal);
                foreach (var menu in new[] { second, own }) Assert.DoesNotContain($"{menu.Date.Month}月{menu.Date.Day}日", text, StringComparison.Ordinal);
                foreach (var word in new[] { "去世", "住院", "死" }) Assert.DoesNotContain(word, text, StringComparison.Ordinal);
            }
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AMealOfAStandingOrderIsOrderedAgainWhenItsCanteenIsOpenAfterAll(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var id = await Begin(city);
        await city.RunTimers();
        var closure = await city.CloseOn(new(2026, 11, 25));
        await city.RunTimers();
        Assert.Equal("canteens.closed", (await Outcomes(city, id)).Single(meal => meal.Text("outcome") == "skipped").Text("reason"));

        await (await city.As("canteen1")).Post($"/api/canteens/{DemoIds.Canteen1}/closures/{closure.Text("id")}/end").Body();
        city.Clock.Advance(Duration.FromHours(1));
        await city.RunTimers();

        Assert.Equal(["2026-11-24", "2026-11-25"], (await OrdersOf(city)).Where(order => order.Text("state") == "placed").Select(order => order.Text("date")).Order());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatWasStillToBeToldOfAnOrderIsDoneWhenItIsCalledOff(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var people = await city.AddSeniors(2);
        var (lunch, agent) = (await city.Lunch(10, 1500), await city.As("agent1"));
        foreach (var person in people) await city.Order(lunch, person);
        await city.Record(people[0], "absences", new { kind = "away", validFrom = lunch.Date.Iso(), source = "来电" });
        using var db = city.Get<CityDatabase>().Read();
        await agent.Post($"/api/meal-orders/{db.MealOrders.Single(order => order.SeniorId == people[1]).Id}/cancel").Body();
        await Later(city);

        foreach (var person in people)
        {
            var tasks = (await (await city.As("district1")).Read("/api/tasks?kind=callBack&limit=200")).Items().Where(task => task.GetProperty("seniorId").GetGuid() == person).ToList();
            Assert.Equal("closed", Assert.Single(tasks, task => task.Text("title").Contains("凭身份证或卡取餐", StringComparison.Ordinal)).Text("status"));
            Assert.Equal("open", Assert.Single(tasks, task => task.Text("title").Contains("取消", StringComparison.Ordinal)).Text("status"));
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ThatAMealCouldNotBeOrderedIsNothingToTellOnceItIs(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var person = (await city.AddSeniors(1))[0];
        var absence = (await city.Record(person, "absences", new { kind = "away", validFrom = TestCity.Today.Iso(), source = "来电" })).Text("id");
        await (await city.As("agent1")).Post("/api/standing-orders", new { seniorId = person, canteenId = DemoIds.Canteen1, weekdays = new[] { 2 }, periods = new[] { "lunch" }, fulfilment = "pickUp", payBy = "onCollection" }).Body();
        await city.RunTimers();
        Assert.Equal("open", (await Skipped()).Text("status"));

        await city.Record(person, $"absences/{absence}/withdraw", new { source = "没有外出" });
        await Later(city);

        Assert.Equal("closed", (await Skipped()).Text("status"));

        async Task<JsonElement> Skipped() => Assert.Single(
            (await (await city.As("district1")).Read("/api/tasks?kind=callBack&limit=200")).Items(), task => task.GetProperty("seniorId").GetGuid() == person && task.Text("title").Contains("没有订上", StringComparison.Ordinal));
    }

    private static async Task<string> Report(TestCity city, bool isDeath) => isDeath
        ? (await city.Record(Person, "death", new { diedOn = TestCity.Today.Iso(), source = "误报" })).Text("id")
        : (await city.Record(Person, "absences", new { kind = "hospital", validFrom = TestCity.Today.PlusDays(1).Iso(), source = "误报" })).Text("id");

    private static Task<JsonElement> TakeBack(TestCity city, bool isDeath, string absence) =>
        city.Record(Person, isDeath ? "death/revoke" : $"absences/{absence}/withdraw", new { source = "记错" });

    private static async Task<Guid> Begin(TestCity city) => (await (await city.As("agent1")).Post(
        "/api/standing-orders", new { seniorId = Person, canteenId = DemoIds.Canteen1, weekdays = new[] { 1, 2, 3, 4, 5 }, periods = new[] { "lunch" }, fulfilment = "pickUp", payBy = "onCollection" }).Body()).GetProperty("id").GetGuid();

    private static async Task<List<JsonElement>> Outcomes(TestCity city, Guid id) =>
        [.. (await (await city.As("agent1")).Read($"/api/standing-orders/{id}")).GetProperty("meals").EnumerateArray().OrderBy(meal => meal.Text("outcome"))];

    private static async Task<IReadOnlyList<JsonElement>> OrdersOf(TestCity city) => (await city.With(await city.TokenOf("agent1")).Read($"/api/meal-orders?seniorId={Person}")).Items();

    private static async Task Later(TestCity city)
    {
        city.Clock.Advance(Duration.FromMinutes(2));
        await city.RunTimers();
    }
}
