using System.Diagnostics;
using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit.Abstractions;

namespace ElderCare.MobileApi.Tests.People;

/// <summary>Two records of one person become one.</summary>
public sealed class MergeTests(SharedCities cities, ITestOutputHelper output) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task Case9_EverythingOfTheOtherRecordGoesToTheOneThatStays(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (worker, agent) = (await city.As("district1"), await city.As("agent1"));
        var (stays, goes) = (await One(city, "minimumLivingAllowance"), await One(city, "livingAlone"));
        await worker.Patch($"/api/seniors/{goes}", new { phone = "13812340001", allergies = new[] { "egg" }, idNumber = IdNumbers.Next() }).Body();
        await worker.Patch($"/api/seniors/{stays}", new { allergies = new[] { "milk" } }).Body();
        foreach (var senior in new[] { stays, goes }) await worker.Post($"/api/seniors/{senior}/contacts", new { name = "林建国", relation = "child", phone = "13812345678" }).Body();
        var card = $"MERGE{goes.ToString()[^12..]}";
        await worker.Post($"/api/seniors/{goes}/cards", new { kind = "mealCard", number = card }).Body();
        await city.Link("family2", goes, FamilyRights.Order | FamilyRights.Pay);
        await city.FillWallet(goes, 5_000);
        await city.FillWallet(stays, 700);
        var past = await agent.Post("/api/meal-orders", (await city.Lunch(10, 1500)).Order(goes)).Body();
        await (await city.As("canteen1")).Post($"/api/meal-orders/{past.Text("id")}/collect", new { code = await CodeOf(city, past) }).Body();
        var wish = (await city.Lunch(10, 1500)).Order(goes);
        wish["payBy"] = "wallet";
        var toCome = await (await city.As("family2")).Post("/api/meal-orders", wish).Body();
        var (before, keys) = (city.Balances(), await Keys(city, stays, goes));
        var owed = city.Balance(AccountKind.SeniorShare, stays) + city.Balance(AccountKind.SeniorShare, goes);

        var merged = await worker.Post($"/api/seniors/{stays}/merge", new { otherId = goes, reason = "同一人，身份证换过" }).Body();

        Assert.Equal(["milk", "egg"], merged.GetProperty("allergies").EnumerateArray().Select(word => word.GetString()));
        Assert.Equal("138****0001", merged.Text("phone"));
        Assert.Equal(5_700 - toCome.Fen("selfPayFen"), city.Balance(AccountKind.Wallet, stays));
        Assert.Equal((0, 0, owed), (city.Balance(AccountKind.Wallet, goes), city.Balance(AccountKind.SeniorShare, goes), city.Balance(AccountKind.SeniorShare, stays)));
        var own = new[] { AccountKind.Wallet, AccountKind.SeniorShare }.SelectMany(kind => new[] { LedgerAccount.IdOf(kind, stays), LedgerAccount.IdOf(kind, goes) });
        Assert.Empty(city.ChangesSince(before).Keys.Except(own));
        Assert.Equal(keys, await Keys(city, stays, goes));
        city.BooksShouldBalance();

        foreach (var order in new[] { past, toCome }) Assert.Equal(stays.ToString(), (await worker.Read($"/api/meal-orders/{order.Text("id")}")).Text("seniorId"));
        Assert.Equal([1, 2], (await worker.Read($"/api/seniors/{stays}/contacts")).Items().Select(contact => contact.GetProperty("callOrder").GetInt32()));
        Assert.Equal([stays.ToString()], (await worker.Post("/api/seniors/search", new { text = card }).Body()).Items().Select(senior => senior.Text("id")));
        Assert.Contains((await worker.Read($"/api/seniors?category=livingAlone&limit=200")).Items(), senior => senior.Text("id") == stays.ToString());
        Assert.Contains(stays, (await (await city.As("family2")).Read("/api/me")).GetProperty("seniorIds").EnumerateArray().Select(id => id.GetGuid()));

        await (await city.As("family2")).Post($"/api/meal-orders/{toCome.Text("id")}/cancel").Body();
        Assert.Equal((5_700, 0), (city.Balance(AccountKind.Wallet, stays), city.Balance(AccountKind.Wallet, goes)));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case9_TheOtherRecordStaysReadableAndIsNoLongerUsed(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var worker = await city.As("district1");
        var (stays, goes, number) = (await One(city), await One(city), IdNumbers.Next());
        await worker.Patch($"/api/seniors/{goes}", new { idNumber = number }).Body();
        await worker.Post($"/api/seniors/{stays}/merge", new { otherId = goes, reason = "同一人" }).Body();

        Assert.Equal(stays.ToString(), (await worker.Read($"/api/seniors/{goes}")).Text("mergedInto"));
        Assert.Equal([stays.ToString()], (await worker.Post("/api/seniors/search", new { text = number }).Body()).Items().Select(senior => senior.Text("id")));
        await worker.Patch($"/api/seniors/{goes}", new { phone = "13812345678" }).ShouldBeProblem(409, "people.merged");
        await worker.Post($"/api/seniors/{goes}/cards", new { kind = "mealCard", number = "12345678" }).ShouldBeProblem(409, "people.merged");
        await (await city.As("agent1")).Post("/api/meal-orders", (await city.Lunch(10, 1500)).Order(goes)).ShouldBeProblem(409, "people.merged", "seniorId");
        await worker.Patch($"/api/seniors/{await One(city)}", new { idNumber = number }).ShouldBeProblem(409, "people.idNumberTaken", "idNumber");
        await worker.Post($"/api/seniors/{await One(city)}/merge", new { otherId = goes, reason = "同一人" }).ShouldBeProblem(409, "people.merged");
        Assert.DoesNotContain((await worker.Read("/api/seniors?limit=200")).Items(), senior => senior.Text("id") == goes.ToString());
        var log = (await (await city.As("city1")).Read($"/api/seniors/{stays}/access-log")).Items().Select(entry => entry.Text("action")).ToList();
        Assert.Contains("senior.mergedInto", log);

        var third = await One(city);
        await worker.Post($"/api/seniors/{third}/merge", new { otherId = stays, reason = "还是同一人" }).Body();
        Assert.Equal(third.ToString(), (await worker.Read($"/api/seniors/{goes}")).Text("mergedInto"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case9_ASubsidyThatBothRecordsUsedIsReviewedAndNotLost(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (worker, agent) = (await city.As("district1"), await city.As("agent1"));
        var (stays, goes) = (await One(city), await One(city));
        var day = city.FreeDay();
        var (lunch, dinner) = (await city.Offer("canteen1", day, MealPeriod.Lunch, 10, 1500), await city.Offer("canteen1", day, MealPeriod.Dinner, 10, 1500));
        await agent.Post("/api/meal-orders", lunch.Order(stays)).Body();
        var twice = (await agent.Post("/api/meal-orders", lunch.Order(goes)).Body()).Text("id");
        var other = (await agent.Post("/api/meal-orders", dinner.Order(goes)).Body()).Text("id");
        var keys = await Keys(city, stays, goes);

        await worker.Post($"/api/seniors/{stays}/merge", new { otherId = goes, reason = "同一人" }).Body();

        Assert.Equal(keys, await Keys(city, stays, goes));
        var subjects = (await worker.Read("/api/tasks?kind=review&status=open&limit=200")).Items().Where(task => task.TryGetProperty("seniorId", out var of) && of.GetGuid() == stays).Select(task => task.Text("subjectId")).ToList();
        Assert.Contains(twice, subjects);
        using (var db = city.Get<CityDatabase>().Read())
        {
            var ofOther = await db.SubsidyClaims.Where(claim => claim.OrderId == Guid.Parse(other)).ToListAsync();
            Assert.All(ofOther, claim => Assert.Equal(subjects.Contains(other) ? goes : stays, claim.SeniorId));
            Assert.All(await db.SubsidyClaims.Where(claim => claim.OrderId == Guid.Parse(twice)).ToListAsync(), claim => Assert.Equal(goes, claim.SeniorId));
            Assert.Equal(0, await db.MealOrders.CountAsync(order => order.SeniorId == goes));
        }
        foreach (var order in new[] { twice, other }) await agent.Post($"/api/meal-orders/{order}/cancel").Body();
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case9_ALongPastFollowsInBoundedUnits(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (stays, goes) = (await One(city), await One(city));
        await AddPast(city, goes, 1_200);
        var worker = await city.As("district1");
        await worker.Post($"/api/seniors/{await One(city)}/merge", new { otherId = await One(city), reason = "同一人" }).Body(); // what comes first pays for being first
        var started = Stopwatch.GetTimestamp();
        await worker.Post($"/api/seniors/{stays}/merge", new { otherId = goes, reason = "同一人" }).Body();
        output.WriteLine($"{provider}: merging 250 of 1,200 orders answered in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");

        var timer = city.Get<CityDatabase>().Read().Timers.Single(timer => timer.Kind == MobileApi.People.MergedHistory.TimerKind);
        Assert.Null(await city.Services.GetServices<ITimerHandler>().Single(handler => handler.Kind == timer.Kind).Run(timer, CancellationToken.None));
        using var db = city.Get<CityDatabase>().Read();
        Assert.Equal((0, 1_200), (await db.MealOrders.CountAsync(order => order.SeniorId == goes), await db.MealOrders.CountAsync(order => order.SeniorId == stays)));
        Assert.Equal((0, 1_200), (await db.SubsidyClaims.CountAsync(claim => claim.SeniorId == goes), await db.SubsidyClaims.CountAsync(claim => claim.SeniorId == stays)));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case9_OfficersOfBothPlacesMergeAndNobodyElse(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (one, two, elsewhere) = (await One(city), await One(city), (await city.AddSeniors(1, division: "371082"))[0]);
        var worker = await city.As("district1");
        foreach (var never in new[] { "community1", "street1", "agent1", "auditor1", "senior1" })
        {
            await (await city.As(never)).Post($"/api/seniors/{one}/merge", new { otherId = two, reason = "同一人" }).ShouldBeProblem(403, "auth.forbidden");
        }
        await worker.Post($"/api/seniors/{one}/merge", new { otherId = elsewhere, reason = "同一人" }).ShouldBeProblem(404, "notFound", "otherId");
        await worker.Post($"/api/seniors/{elsewhere}/merge", new { otherId = one, reason = "同一人" }).ShouldBeProblem(404, "notFound");
        await worker.Post($"/api/seniors/{one}/merge", new { otherId = one, reason = "同一人" }).ShouldBeProblem(400, "request.invalid", "otherId");
        await worker.Post($"/api/seniors/{one}/merge", new { otherId = two }).ShouldBeProblem(400, "request.invalid", "reason");
        await worker.Post($"/api/seniors/{one}/merge", new { reason = "同一人" }).ShouldBeProblem(400, "request.invalid", "otherId");
        await (await city.As("city1")).Post($"/api/seniors/{one}/merge", new { otherId = elsewhere, reason = "同一人" }).Body();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case9_MergedCrosswiseAtOnceOneStays(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var worker = await city.As("district1");
        for (var round = 0; round < 5; round++)
        {
            var people = await city.AddSeniors(2);
            var answers = await Task.WhenAll(
                worker.Post($"/api/seniors/{people[0]}/merge", new { otherId = people[1], reason = "同一人" }),
                worker.Post($"/api/seniors/{people[1]}/merge", new { otherId = people[0], reason = "同一人" }));
            await Task.FromResult(Assert.Single(answers, answer => !answer.IsSuccessStatusCode)).ShouldBeProblem(409, "people.merged");
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case9_AnOrderPlacedMeanwhileIsRefusedOrGoesToTheOneThatStays(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (worker, agent) = (await city.As("district1"), await city.As("agent1"));
        for (var round = 0; round < 4; round++)
        {
            var (stays, goes) = (await One(city), await One(city));
            var menus = new List<TestMenu>();
            for (var n = 0; n < 4; n++) menus.Add(await city.Lunch(10, 1500));
            var orders = menus.Select(menu => agent.Post("/api/meal-orders", menu.Order(goes))).ToList();
            var merging = worker.Post($"/api/seniors/{stays}/merge", new { otherId = goes, reason = "同一人" });
            foreach (var answer in await Task.WhenAll(orders))
            {
                if (!answer.IsSuccessStatusCode) await Task.FromResult(answer).ShouldBeProblem(409, "people.merged", "seniorId");
            }
            await merging.Body();
            using var db = city.Get<CityDatabase>().Read();
            Assert.Equal(0, await db.MealOrders.CountAsync(order => order.SeniorId == goes));
            Assert.Equal(0, await db.SubsidyClaims.CountAsync(claim => claim.SeniorId == goes));
            Assert.Equal(0, city.Balance(AccountKind.SeniorShare, goes));
        }
        city.BooksShouldBalance();
    }

    private static async Task<Guid> One(TestCity city, string? category = null) => (await city.AddSeniors(1, category))[0];

    private static async Task<string> CodeOf(TestCity city, JsonElement order)
    {
        using var db = city.Get<CityDatabase>().Read();
        return await db.MealOrders.Where(one => one.Id == order.GetProperty("id").GetGuid()).Select(one => one.Code).SingleAsync();
    }

    private static async Task<int> Keys(TestCity city, params Guid[] people)
    {
        using var db = city.Get<CityDatabase>().Read();
        return await db.SubsidyClaims.CountAsync(claim => people.Contains(claim.SeniorId));
    }

    /// <summary>Meals of years ago, each with its key.</summary>
    internal static async Task AddPast(TestCity city, Guid senior, int count)
    {
        foreach (var some in Enumerable.Range(1, count).Chunk(100))
        {
            await city.Get<CityWriter>().Commit(Lane.Bulk, unit =>
            {
                foreach (var day in some)
                {
                    var content = new MealOrderContent(
                        DemoIds.Canteen1, Guid.NewGuid(), TestCity.Today.PlusDays(-day), MealPeriod.Lunch, TestCity.Noon, Fulfilment.DineIn, null, PayBy.OnCollection, [], 1500, 0, [], [], null);
                    var order = MealOrder.Place(senior, content, "123456", OrderChannel.Senior, senior, TestCity.Noon);
                    order.Collect("123456", TestCity.Noon);
                    unit.Insert(order);
                    unit.Insert(new SubsidyClaim { SeniorId = senior, StackGroup = "x", ServedOn = order.ServedOn, Period = order.Period, OrderId = order.Id, Slot = 1 });
                }
            });
        }
    }
}
