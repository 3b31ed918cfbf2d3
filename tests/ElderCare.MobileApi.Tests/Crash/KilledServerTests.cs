using System.Net;
using ElderCare.Data;
using ElderCare.Data.Ledger;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Meals;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace ElderCare.MobileApi.Tests.Crash;

/// <summary>A server that is killed in the middle of its work has kept every order that it answered, whole, and no half of any other.</summary>
public sealed class KilledServerTests(ITestOutputHelper output)
{
    private const int Rounds = 3;
    private const int Replays = 40;

    [SkippableTheory, OnBothDatabases]
    public async Task EveryAnsweredOrderStandsWholeAndNoneHalf(string provider)
    {
        Needs.Database(provider);
        await using var copy = await TestDatabase.Copy(provider);
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var dice = new Random(seed);
        OrderLoad? load = null;
        var server = await ServerProcess.Start(copy);
        try
        {
            for (var round = 1; round <= Rounds; round++)
            {
                if (load is null)
                {
                    using var database = new CityDatabase(provider, copy.ConnectionString);
                    load = await OrderLoad.Of(database);
                }
                await server.SignIn("agent1");
                var before = load.Answered.Count;
                var clients = load.Run(server.Http, seed + round * 1_000);
                await load.FirstAnswer();
                await Task.Delay(dice.Next(500, 2_000)); // a random moment, as a power cut comes
                await server.Kill();
                await clients;
                server.Dispose();
                output.WriteLine($"round {round}: {load.Answered.Count - before} answered");

                server = await ServerProcess.Start(copy);
                await server.SignIn("agent1");
                using (var database = new CityDatabase(provider, copy.ConnectionString)) await EverythingIsWhole(database, load.Answered);
                foreach (var one in load.Answered.Take(Replays)) await SaysTheSameAgain(server.Http, one);
            }
        }
        finally
        {
            server.Dispose();
        }
    }

    private static async Task SaysTheSameAgain(HttpClient http, AnsweredOrder one)
    {
        using var again = await http.Post("/api/meal-orders", one.Request, one.Key);
        Assert.Equal((HttpStatusCode.Created, one.Answer), (again.StatusCode, await again.Content.ReadAsStringAsync()));
    }

    private static async Task EverythingIsWhole(CityDatabase database, IReadOnlyCollection<AnsweredOrder> answered)
    {
        await using var db = database.Read();
        var orders = await db.MealOrders.ToDictionaryAsync(order => order.Id);
        Assert.Empty(answered.Select(one => one.Id).Except(orders.Keys));

        var transfers = (await db.Transfers.Where(transfer => transfer.Kind.StartsWith("subsidy") || transfer.Kind.StartsWith("share")).ToListAsync()).ToLookup(transfer => Guid.Parse(transfer.Cause));
        Assert.Empty(transfers.Select(cause => cause.Key).Except(orders.Keys));
        Assert.All(orders.Values, order => Assert.Equal(LinesOf(order), transfers[order.Id].Select(transfer => (transfer.FromAccountId, transfer.Amount)).Order()));

        var told = (await db.Events.Where(one => one.Type == "mealOrder.changed").ToListAsync()).ToDictionary(one => Guid.Parse(one.SubjectId));
        var addresses = (await db.EventAddresses.ToListAsync()).ToLookup(one => one.Sequence, one => one.Audience);
        Assert.Equal(orders.Keys.Order(), told.Keys.Order());
        Assert.All(told.Values, one => Assert.Equal(one.Audiences.Split(' ').Order(), addresses[one.Sequence].Order()));

        var written = await db.Audit.Where(row => row.Action == "mealOrder.placed").Select(row => row.Subject).ToListAsync();
        Assert.Equal(orders.Keys.Order(), written.Select(Guid.Parse).Order());
        var kept = (await db.Idempotency.Where(row => row.Path == "/api/meal-orders").ToListAsync()).ToDictionary(row => row.Key);
        Assert.Equal(orders.Keys.Select(id => $"/api/meal-orders/{id}").Order(), kept.Values.Select(row => row.Location!).Order());
        Assert.All(answered, one => Assert.Equal(one.Answer, kept[one.Key].Answer));

        var taken = orders.Values.SelectMany(order => order.Items).GroupBy(item => item.DishId).ToDictionary(dish => dish.Key, dish => dish.Sum(item => item.Quantity));
        Assert.All(await db.MenuDishes.ToListAsync(), dish => Assert.Equal(taken.GetValueOrDefault(dish.Id), dish.Capacity - dish.Remaining));
        var claims = (await db.SubsidyClaims.ToListAsync()).ToLookup(claim => claim.OrderId);
        Assert.Empty(claims.Select(claim => claim.Key).Except(orders.Keys));
        Assert.All(orders.Values, order => Assert.True(order.SubsidyFen == 0 || claims[order.Id].Any(), $"{order.Id} has a subsidy and holds no key"));

        var trial = LedgerReads.Trial(database, null);
        Assert.Equal((0, 0), (trial.ByKind.Sum(kind => kind.Balance), trial.Mismatched));
    }

    /// <summary>What each line of an order must have moved, and from where.</summary>
    private static IEnumerable<(Guid From, long Amount)> LinesOf(MealOrder order)
    {
        Assert.Equal(order.PriceFen, order.Splits.Sum(split => split.AmountFen));
        return order.Splits.Where(split => split.AmountFen > 0)
            .Select(split => (split.FundId is { } fund ? LedgerAccount.IdOf(AccountKind.Fund, fund) : LedgerAccount.IdOf(AccountKind.SeniorShare, order.SeniorId), split.AmountFen))
            .Order();
    }
}
