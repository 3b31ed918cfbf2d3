using System.Diagnostics;
using ElderCare.Data;
using ElderCare.Data.Ledger;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Meals;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Xunit.Abstractions;

namespace ElderCare.MobileApi.Tests.Crash;

/// <summary>A server that is killed while it does what follows from one change, order by order, does the rest after its next start, and nothing twice.</summary>
public sealed class KilledSweepTests(ITestOutputHelper output)
{
    private const int Orders = 300;
    private const int Settled = 60;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);
    private static readonly LocalDate Day = CityClock.DateOf(SystemClock.Instance.GetCurrentInstant()).PlusDays(30); // beyond the demo's menus

    [SkippableTheory, OnBothDatabases]
    public async Task AClosureCallsOffEveryOrderOnce(string provider)
    {
        Needs.Database(provider);
        await using var copy = await TestDatabase.Copy(provider);
        using var database = new CityDatabase(provider, copy.ConnectionString);
        IReadOnlyList<Guid> orders;
        using (var server = await ServerProcess.Start(copy))
        {
            await using var db = database.Read();
            var people = await db.Seniors.Where(senior => senior.ResidenceDivision.StartsWith("3710") && senior.DiedOn == null).Select(senior => senior.Id).Take(Orders).ToListAsync();
            orders = await Place(server, people);
            await server.SignIn("canteen1");
            await server.Http.Post($"/api/canteens/{DemoIds.Canteen1}/closures", new { from = Day.ToString("uuuu-MM-dd", null), to = Day.ToString("uuuu-MM-dd", null), reason = "停水" }).Body();
            await Until(async () => await Standing(database, orders) < orders.Count);
            await server.Kill();
        }
        var left = await Standing(database, orders);
        output.WriteLine($"{left} of {orders.Count} were still to be called off when it was killed");
        Assert.InRange(left, 1, orders.Count - 1);

        using (await ServerProcess.Start(copy)) await Until(async () => await Standing(database, orders) == 0);

        await using var after = database.Read();
        var ids = orders.Select(order => order.ToString()).ToList();
        Assert.Equal(orders.Order(), (await after.Audit.Where(row => row.Action == "mealOrder.calledOff").Select(row => row.Subject).ToListAsync()).Select(Guid.Parse).Order());
        var transfers = await after.Transfers.Where(transfer => ids.Contains(transfer.Cause)).ToListAsync();
        Assert.Equal(transfers.Where(transfer => transfer.ReversalOf is null).Select(transfer => (Guid?)transfer.Id).Order(), transfers.Where(transfer => transfer.ReversalOf is not null).Select(transfer => transfer.ReversalOf).Order());
        Assert.Empty(await after.SubsidyClaims.Where(claim => orders.Contains(claim.OrderId)).ToListAsync());
        Assert.All(await after.MenuDishes.ToListAsync(), dish => Assert.Equal(dish.Capacity, dish.Remaining));
        BooksShouldBalance(database);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ADeathCallsOffWhatIsToComeAndAdjustsWhatWasUsedOnce(string provider)
    {
        Needs.Database(provider);
        await using var copy = await TestDatabase.Copy(provider);
        using var database = new CityDatabase(provider, copy.ConnectionString);
        IReadOnlyList<Guid> orders;
        using (var server = await ServerProcess.Start(copy))
        {
            orders = await Place(server, [.. Enumerable.Repeat(DemoIds.Senior1, Orders)]);
            await server.SignIn("canteen1");
            await using var db = database.Read();
            foreach (var used in await db.MealOrders.Where(order => orders.Contains(order.Id)).OrderBy(order => order.Id).Take(Settled).ToListAsync())
            {
                await server.Http.Post($"/api/meal-orders/{used.Id}/collect", new { code = used.Code }).Body();
            }
            await server.SignIn("city1");
            await server.Http.Post($"/api/seniors/{DemoIds.Senior1}/death", new { diedOn = Day.PlusDays(-31).ToString("uuuu-MM-dd", null), source = "公安数据" }).Body();
            await Until(async () => await Changed(database, orders) > 0);
            await server.Kill();
        }
        var done = await Changed(database, orders);
        output.WriteLine($"{done} of {orders.Count} had been seen to when it was killed");
        Assert.InRange(done, 1, orders.Count - 1);

        using (await ServerProcess.Start(copy)) await Until(async () => await Changed(database, orders) == orders.Count);

        await using var after = database.Read();
        Assert.Equal(Settled, await after.MealOrders.CountAsync(order => orders.Contains(order.Id) && order.State == MealOrderState.Fulfilled));
        Assert.Equal(Settled, (await after.MealAdjustments.ToListAsync()).Select(adjustment => adjustment.OrderId).Distinct().Count());
        Assert.Equal(Settled, await after.MealAdjustments.CountAsync());
        Assert.Equal(Settled, await after.Tasks.CountAsync(task => task.SeniorId == DemoIds.Senior1));
        Assert.Equal(Orders - Settled, await after.Audit.CountAsync(row => row.Action == "mealOrder.calledOff"));
        BooksShouldBalance(database);
    }

    /// <summary>Has each of some people order lunch; answers the orders.</summary>
    private static async Task<IReadOnlyList<Guid>> Place(ServerProcess server, IReadOnlyList<Guid> people)
    {
        Assert.Equal(Orders, people.Count);
        await server.SignIn("canteen1");
        var day = Day.ToString("uuuu-MM-dd", null);
        server.Http.DefaultRequestHeaders.Add("If-None-Match", "*");
        var menu = await server.Http.Put($"/api/canteens/{DemoIds.Canteen1}/menus/{day}/lunch", new { ordersCloseAt = $"{day}T01:00:00Z", dishes = new[] { new { name = "米饭套餐", priceFen = 1_500, allergens = Array.Empty<string>(), capacity = 1_000 } } }).Body();
        server.Http.DefaultRequestHeaders.Remove("If-None-Match");
        await server.SignIn("agent1");
        var offered = new TestMenu(DemoIds.Canteen1, Day, "lunch", [menu.GetProperty("dishes")[0].GetProperty("id").GetGuid()]);
        var orders = new List<Guid>();
        foreach (var some in people.Chunk(16))
        {
            var answers = await Task.WhenAll(some.Select(async person =>
            {
                var wish = offered.Order(person);
                wish["acceptFullPrice"] = true;
                return await server.Http.Post("/api/meal-orders", wish).Body();
            }));
            orders.AddRange(answers.Select(answer => answer.GetProperty("id").GetGuid()));
        }
        return orders;
    }

    private static async Task<int> Standing(CityDatabase database, IReadOnlyList<Guid> orders)
    {
        await using var db = database.Read();
        return await db.MealOrders.CountAsync(order => orders.Contains(order.Id) && MealOrders.Standing.Contains(order.State));
    }

    /// <summary>How many of the orders are called off or adjusted.</summary>
    private static async Task<int> Changed(CityDatabase database, IReadOnlyList<Guid> orders)
    {
        await using var db = database.Read();
        return await db.MealOrders.CountAsync(order => orders.Contains(order.Id) && (order.State == MealOrderState.Cancelled || db.MealAdjustments.Any(adjustment => adjustment.OrderId == order.Id)));
    }

    private static void BooksShouldBalance(CityDatabase database)
    {
        var trial = LedgerReads.Trial(database, null);
        Assert.Equal((0, 0), (trial.ByKind.Sum(kind => kind.Balance), trial.Mismatched));
    }

    /// <summary>Looks again and again: what happens in another process tells nobody here.</summary>
    private static async Task Until(Func<Task<bool>> happened)
    {
        for (var waited = Stopwatch.StartNew(); !await happened(); await Task.Delay(5)) Assert.True(waited.Elapsed < Longest, "It did not happen.");
    }
}
