using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Canteens;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.Tests.People;
using ElderCare.MobileApi.Tests.Realtime;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Meals;

/// <summary>What senior and family are told of meals that are called off and of standing orders: all of them, once, and never why somebody is away.</summary>
public sealed class NoticesTests
{
    private static readonly Guid Person = DemoIds.Senior1;
    private static readonly string[] Both = [DemoIds.Senior1Phone, DemoIds.Family1Phone];

    [SkippableTheory, OnBothDatabases]
    public async Task Case19_OneMessageListsAllMealsThatAnAbsenceCallsOff(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var senior = await city.As("senior1");
        var (first, second, third) = (await city.Lunch(10, 1500), await city.Lunch(10, 1500), await city.Lunch(10, 1500));
        var dinner = await city.Offer("canteen1", first.Date, MealPeriod.Dinner, 10, 1500);
        foreach (var menu in new[] { first, second, third, dinner }) await senior.Post("/api/meal-orders", menu.Order(Person)).Body();

        await city.Record(Person, "absences", new { kind = "hospital", validFrom = first.Date.Iso(), validTo = third.Date.Iso(), source = "家属来电" });
        for (var again = 0; again < 2; again++) await Later(city);

        foreach (var phone in Both)
        {
            var text = Assert.Single(city.MessagesTo(phone));
            Assert.Contains($"{Day(first.Date)}午饭、晚饭，{Day(second.Date)}午饭", text, StringComparison.Ordinal);
            foreach (var word in new[] { Day(third.Date), "住院", "医", "退回" }) Assert.DoesNotContain(word, text, StringComparison.Ordinal);
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OneMessageListsAllMealsThatAClosureCallsOff(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (agent, unreached) = (await city.As("agent1"), (await city.AddSeniors(1))[0]);
        var (first, second) = (await city.Lunch(10, 1500), await city.Lunch(10, 1500));
        foreach (var menu in new[] { first, second })
        {
            await (await city.As("senior1")).Post("/api/meal-orders", menu.Order(Person)).Body();
            await agent.Post("/api/meal-orders", menu.Order(unreached)).Body();
        }

        await (await city.As("canteen1")).Post($"/api/canteens/{DemoIds.Canteen1}/closures", new { from = first.Date.Iso(), to = second.Date.Iso(), reason = "停水 两天" }).Body();
        await city.RunTimers();
        for (var again = 0; again < 2; again++) await Later(city);

        foreach (var phone in Both)
        {
            var text = Assert.Single(city.MessagesTo(phone));
            Assert.Contains($"{Day(first.Date)}午饭，{Day(second.Date)}午饭", text, StringComparison.Ordinal);
            Assert.Contains("食堂停餐：停水 两天。", text, StringComparison.Ordinal);
            Assert.DoesNotContain("这一餐", text, StringComparison.Ordinal);
        }
        Assert.Single(await TasksOf(city, unreached), task => task.Text("title").StartsWith("有订的饭取消了", StringComparison.Ordinal));
        Assert.DoesNotContain(await TasksOf(city, unreached), task => task.Text("title").Contains("不能供应", StringComparison.Ordinal));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhomNoPhoneReachesIsToldInPersonOnceAndTheDeadAreNot(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (away, dead) = ((await city.AddSeniors(1))[0], Person);
        var menus = new[] { await city.Lunch(10, 1500), await city.Lunch(10, 1500) };
        foreach (var menu in menus)
        {
            foreach (var person in new[] { away, dead }) await (await city.As("agent1")).Post("/api/meal-orders", menu.Order(person)).Body();
        }
        var before = city.MessagesTo(DemoIds.Family1Phone).Count;

        foreach (var person in new[] { away, dead }) await city.Record(person, "absences", new { kind = "hospital", validFrom = menus[0].Date.Iso(), source = "家属来电" });
        await city.Record(dead, "death", new { diedOn = TestCity.Today.Iso(), source = "公安数据" });
        for (var again = 0; again < 2; again++) await Later(city);

        var task = Assert.Single(await TasksOf(city, away), task => task.Text("title").Contains("取消", StringComparison.Ordinal));
        Assert.DoesNotContain("院", task.Text("title"), StringComparison.Ordinal);
        Assert.DoesNotContain(await TasksOf(city, dead), task => task.Text("title").Contains("取消", StringComparison.Ordinal));
        Assert.Equal(before, city.MessagesTo(DemoIds.Family1Phone).Count);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task MoneyIsSaidToBeReturnedOnlyToWhomItIs(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (agent, family) = (await city.As("agent1"), await city.As("family1"));
        await city.FillWallet(Person, 9_000);
        foreach (var pays in new[] { true, false })
        {
            var (closed, away, cancelled) = (await city.Lunch(10, 1500), await city.Lunch(10, 1500), await city.Lunch(10, 1500));
            foreach (var menu in new[] { closed, away, cancelled })
            {
                var wish = menu.Order(Person);
                if (pays) wish["payBy"] = "wallet";
                var order = (await family.Post("/api/meal-orders", wish).Body()).Text("id");
                if (menu == cancelled) await agent.Post($"/api/meal-orders/{order}/cancel").Body();
            }
            await city.CloseOn(closed.Date);
            await city.RunTimer(CallOffUnserved.TimerKind, DemoIds.Canteen1);
            await city.Record(Person, "absences", new { kind = "away", validFrom = away.Date.Iso(), validTo = away.Date.PlusDays(1).Iso(), source = "来电" });
            await Later(city);
            foreach (var menu in new[] { closed, away, cancelled })
            {
                var text = Assert.Single(city.MessagesTo(DemoIds.Senior1Phone), text => text.Contains(Day(menu.Date), StringComparison.Ordinal));
                Assert.Equal(pays, text.Contains("退回", StringComparison.Ordinal));
            }
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task EachActOnAStandingOrderIsToldToAllButWhoDidIt(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        string[] words = ["办理长期订餐：每周一、三午饭", "长期订餐已改：每周二午饭", "长期订餐从12月8日停到12月9日", "长期订餐已恢复", "长期订餐已停止"];
        await Begin(city, "family1", Person, [1], from: "2027-01-04");
        var begun = city.MessagesTo(DemoIds.Senior1Phone)[^1];
        foreach (var word in new[] { "2027年1月4日起", "由家人办理" }) Assert.Contains(word, begun, StringComparison.Ordinal);
        foreach (var (user, told) in new[] { ("agent1", Both), ("family1", [DemoIds.Senior1Phone]), ("senior1", [DemoIds.Family1Phone]) })
        {
            var earlier = Both.ToDictionary(phone => phone, phone => city.MessagesTo(phone).Count);
            await ActOnAll(city, user, Person);
            foreach (var phone in Both)
            {
                var texts = city.MessagesTo(phone).Skip(earlier[phone]).ToList();
                Assert.Equal((user, phone, told.Contains(phone) ? words.Length : 0), (user, phone, texts.Count));
                Assert.All(texts.Zip(words), pair => Assert.Contains(pair.Second, pair.First, StringComparison.Ordinal));
            }
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatAStandingOrderIsAlreadyIsDoneAgainAndToldToNobody(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var agent = await city.As("agent1");
        var path = $"/api/standing-orders/{(await Begin(city, "agent1", Person, [1, 3], from: "2026-12-07")).Text("id")}";
        async Task<string> Told(string act, object body, string state)
        {
            var texts = city.MessagesTo(DemoIds.Senior1Phone).Count;
            var answer = await agent.Post($"{path}/{act}", body);
            Assert.Equal(state, (await answer.Body()).Text("state"));
            return $"{answer.Headers.ETag!.Tag} {city.MessagesTo(DemoIds.Senior1Phone).Count - texts}";
        }
        var pause = new { from = "2026-12-08", until = "2026-12-09" };

        Assert.Equal("\"1\" 0", await Told("resume", new { }, "active"));
        async Task Change(object plan, string tag, int told)
        {
            var texts = city.MessagesTo(DemoIds.Senior1Phone).Count;
            var answer = await agent.Change(path, plan);
            await answer.Body();
            Assert.Equal((tag, told), (answer.Headers.ETag!.Tag, city.MessagesTo(DemoIds.Senior1Phone).Count - texts));
        }
        await Change(new { }, "\"1\"", 0);
        await Change(new { weekdays = new[] { 3, 1 } }, "\"1\"", 0);
        Assert.Equal("\"2\" 1", await Told("pause", pause, "paused"));
        Assert.Equal("\"2\" 0", await Told("pause", pause, "paused"));
        Assert.Equal("\"3\" 1", await Told("pause", new { pause.from }, "paused"));
        Assert.Equal("\"4\" 1", await Told("resume", new { }, "active"));
        Assert.Equal("\"4\" 0", await Told("resume", new { }, "active"));
        await agent.Post($"{path}/end").Body();
        await agent.Post($"{path}/resume").ShouldBeProblem(409, "standingOrders.ended");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AStandingOrderOfWhomNoPhoneReachesIsToldInPerson(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var person = (await city.AddSeniors(1))[0];
        await ActOnAll(city, "agent1", person);
        var id = (await Begin(city, "agent1", person, [1, 2, 3, 4, 5])).Text("id");
        await city.RunTimers();

        Assert.Equal(["凭身份证或卡取餐", "有变动"], (await TasksOf(city, person)).Where(task => task.Text("subjectId") != id).OrderBy(task => task.Text("id")).Select(task => task.Text("title").Contains("有变动", StringComparison.Ordinal) ? "有变动" : "凭身份证或卡取餐"));
        Assert.Single(await TasksOf(city, person), task => task.Text("subjectId") == id);
        Assert.Equal(3, (await TasksOf(city, person)).Count); // none for each meal that it placed
        using var db = city.Get<CityDatabase>().Read();
        Assert.Equal(2, db.MealOrders.Count(order => order.SeniorId == person));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task SeniorAndFamilyAreToldOfEachStandingMealAlsoWhoOrderedIt(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await Begin(city, "family1", Person, [1, 2, 3, 4, 5], "dinner");
        await city.RunTimers();

        using var db = city.Get<CityDatabase>().Read();
        var codes = db.MealOrders.Where(order => order.SeniorId == Person).Select(order => order.Code).ToList();
        Assert.Equal(3, codes.Count);
        foreach (var phone in Both) Assert.All(codes, code => Assert.Single(city.MessagesTo(phone), text => text.Contains(code, StringComparison.Ordinal)));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task MealsSkippedForAnAbsenceAreToldOnceAndNotWhy(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await city.Record(Person, "absences", new { kind = "hospital", validFrom = TestCity.Today.Iso(), source = "来电" });
        var id = (await Begin(city, "agent1", Person, [1, 2, 3, 4, 5])).GetProperty("id").GetGuid();
        await city.RunTimers();
        city.Clock.Reset(CityClock.At(TestCity.Today.PlusDays(2), new(12, 0)));
        await city.RunTimers();

        var meals = (await city.With(await city.TokenOf("agent1")).Read($"/api/standing-orders/{id}")).GetProperty("meals").EnumerateArray().ToList();
        Assert.Equal(4, meals.Count);
        Assert.All(meals, meal => Assert.Equal("people.absent", meal.Text("reason")));
        foreach (var phone in Both)
        {
            var text = Assert.Single(city.MessagesTo(phone), text => text.Contains("没有订上", StringComparison.Ordinal));
            foreach (var word in new[] { "院", "机构" }) Assert.DoesNotContain(word, text, StringComparison.Ordinal);
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoMayNoLongerOrderIsNamedAsTheReason(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await city.Link("family2", Person, FamilyRights.Order | FamilyRights.Pay);
        var id = (await Begin(city, "family2", Person, [1], from: "2026-11-30")).GetProperty("id").GetGuid();
        var link = (await (await city.As("senior1")).Read($"/api/seniors/{Person}/family-links")).Items().Single(link => link.GetProperty("accountId").GetGuid() == DemoIds.Account("family2"));
        await (await city.As("senior1")).Post($"/api/seniors/{Person}/family-links/{link.Text("id")}/revoke").Body();
        city.Clock.Reset(CityClock.At(new(2026, 11, 28), new(12, 0)));
        await city.RunTimers();

        var text = Assert.Single(city.MessagesTo(DemoIds.Senior1Phone), text => text.Contains("没有订上", StringComparison.Ordinal));
        Assert.Contains("替您订餐的账号已经停用，或者不再有授权", text, StringComparison.Ordinal);
        using var db = city.Get<CityDatabase>().Read();
        Assert.Equal("standingOrders.ordererGone", db.StandingMeals.Single(meal => meal.StandingOrderId == id).Reason);
    }

    /// <summary>Begins, changes, pauses, resumes and ends a standing order that places nothing yet.</summary>
    private static async Task ActOnAll(TestCity city, string user, Guid person)
    {
        var client = await city.As(user);
        var path = $"/api/standing-orders/{(await Begin(city, user, person, [1, 3], from: "2026-12-07")).Text("id")}";
        await client.Change(path, new { weekdays = new[] { 2 } }).Body();
        await client.Post($"{path}/pause", new { from = "2026-12-08", until = "2026-12-09" }).Body();
        await client.Post($"{path}/resume").Body();
        await client.Post($"{path}/end").Body();
    }

    private static async Task<JsonElement> Begin(TestCity city, string user, Guid person, int[] weekdays, string period = "lunch", string? from = null) => await (await city.As(user)).Post(
        "/api/standing-orders", new { seniorId = person, canteenId = DemoIds.Canteen1, weekdays, periods = new[] { period }, fulfilment = "pickUp", payBy = "onCollection", from }).Body();

    private static async Task Later(TestCity city)
    {
        city.Clock.Advance(Duration.FromMinutes(1));
        await city.RunTimers();
    }

    private static string Day(LocalDate date) => $"{date.Month}月{date.Day}日";

    private static async Task<IReadOnlyList<JsonElement>> TasksOf(TestCity city, Guid person) =>
        [.. (await city.With(await city.TokenOf("district1")).Read("/api/tasks?kind=callBack&limit=200")).Items().Where(task => task.GetProperty("seniorId").GetGuid() == person)];
}
