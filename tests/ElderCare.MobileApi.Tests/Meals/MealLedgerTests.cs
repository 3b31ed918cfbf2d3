using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Funding;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Tests.Meals;

/// <summary>What an order moves from account to account, to the fen.</summary>
public sealed class MealLedgerTests(SharedCities cities) : IClassFixture<SharedCities>
{
    private const string CityFund = "fund-371000-meals";
    private const string DistrictFund = "fund-371002-meals";

    [SkippableTheory, OnBothDatabases]
    public async Task TheBooksOfADayToComeAreThoseOfNow(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var officer = await city.As("city1");
        var now = await officer.Read("/api/ledger/trial-balance");
        var then = await officer.Read("/api/ledger/trial-balance?on=9999-12-31");
        Assert.Equal(("9999-12-31", now.GetProperty("lines").GetRawText()), (then.Text("on"), then.GetProperty("lines").GetRawText()));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AnOrderPromisesPreparingMovesNothingAndTheCounterSettles(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var canteen = await city.As("canteen1");
        var before = city.Balances();

        var order = await Place(city);
        Changed(city, before, (AccountKind.Fund, CityFund, -100), (AccountKind.FundReserved, CityFund, 100), (AccountKind.Fund, DistrictFund, -100), (AccountKind.FundReserved, DistrictFund, 100),
            (AccountKind.SeniorShare, Senior, -1_300), (AccountKind.CanteenPledged, Canteen, 1_300));
        var placed = city.Balances();
        await canteen.Post($"/api/meal-orders/{order.Text("id")}/preparing").Body();
        await canteen.Post($"/api/meal-orders/{order.Text("id")}/ready").Body();
        Assert.Empty(city.ChangesSince(placed));

        await canteen.Post($"/api/meal-orders/{order.Text("id")}/collect", new { code = order.Text("code") }).Body();

        Changed(city, before, (AccountKind.Fund, CityFund, -100), (AccountKind.Fund, DistrictFund, -100), (AccountKind.CanteenReceivable, Canteen, 200),
            (AccountKind.SeniorShare, Senior, -1_300), (AccountKind.CashDrawer, Canteen, 1_300));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ACancelPutsEachLineBackWhereItCameFrom(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var before = city.Balances();
        var order = await Place(city);

        await (await city.As("senior1")).Post($"/api/meal-orders/{order.Text("id")}/cancel").Body();

        Assert.Empty(city.ChangesSince(before));
        await EachIsReversedOnce(city, order, 3);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AMissedMealClaimsNoSubsidyAndRaisesAWelfareCheck(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var before = city.Balances();
        var order = await Place(city);

        await (await city.As("canteen1")).Post($"/api/meal-orders/{order.Text("id")}/missed").Body();

        Assert.Empty(city.ChangesSince(before));
        await EachIsReversedOnce(city, order, 3);
        using var db = city.Get<CityDatabase>().Read();
        Assert.Equal(TaskKind.WelfareCheck, (await db.Tasks.SingleAsync(task => task.SubjectId == order.Text("id"))).Kind);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AWalletPaysAtOnceAndAMissedMealStaysPaid(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var before = city.Balances();
        await city.FillWallet(DemoIds.Senior1, 3_000);

        var order = await Place(city, payBy: "wallet");
        Changed(city, before, (AccountKind.Treasury, "371000", -3_000), (AccountKind.Wallet, Senior, 1_700), (AccountKind.CanteenPledged, Canteen, 1_300),
            (AccountKind.Fund, CityFund, -100), (AccountKind.FundReserved, CityFund, 100), (AccountKind.Fund, DistrictFund, -100), (AccountKind.FundReserved, DistrictFund, 100));
        await (await city.As("canteen1")).Post($"/api/meal-orders/{order.Text("id")}/missed").Body();

        Changed(city, before, (AccountKind.Treasury, "371000", -3_000), (AccountKind.Wallet, Senior, 1_700), (AccountKind.CanteenReceivable, Canteen, 1_300));
        var cancelled = await Place(city, payBy: "wallet");
        await (await city.As("senior1")).Post($"/api/meal-orders/{cancelled.Text("id")}/cancel").Body();
        Changed(city, before, (AccountKind.Treasury, "371000", -3_000), (AccountKind.Wallet, Senior, 1_700), (AccountKind.CanteenReceivable, Canteen, 1_300));
        var collected = await Place(city, payBy: "wallet");
        await (await city.As("canteen1")).Post($"/api/meal-orders/{collected.Text("id")}/collect", new { code = collected.Text("code") }).Body();
        Changed(city, before, (AccountKind.Treasury, "371000", -3_000), (AccountKind.Wallet, Senior, 400), (AccountKind.CanteenReceivable, Canteen, 2_800),
            (AccountKind.Fund, CityFund, -100), (AccountKind.Fund, DistrictFund, -100));
        var left = city.Balances();
        var menu = await city.Lunch(10, 1500);
        var wish = menu.Order(DemoIds.Senior1);
        wish["payBy"] = "wallet";
        await (await city.As("senior1")).Post("/api/meal-orders", wish).ShouldBeProblem(409, "payments.walletTooLow", "payBy");
        Assert.Empty(city.ChangesSince(left));
        Assert.Equal(10, city.Remaining(menu)[0]);
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AChangedOrderHoldsWhatANewOneWould(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = await city.As("senior1");
        var menu = await city.Lunch(10, 1500, 2200);
        var before = city.Balances();
        var placed = await senior.Post("/api/meal-orders", menu.Order(DemoIds.Senior1));
        var wish = menu.Order(DemoIds.Senior1, 2);
        wish["fulfilment"] = "delivery";

        await senior.Put(placed.Headers.Location!.ToString(), wish, placed.Headers.ETag!.ToString()).Body();

        Changed(city, before, (AccountKind.Fund, CityFund, -100), (AccountKind.FundReserved, CityFund, 100), (AccountKind.Fund, DistrictFund, -100), (AccountKind.FundReserved, DistrictFund, 100),
            (AccountKind.SeniorShare, Senior, -3_100), (AccountKind.CanteenPledged, Canteen, 3_100));
        Assert.Equal([8, 10], city.Remaining(menu));
        await senior.Post($"{placed.Headers.Location}/cancel").Body();
        Assert.Empty(city.ChangesSince(before));
        Assert.Equal([10, 10], city.Remaining(menu));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ARulePerDayHoldsTheOtherMealsOfTheDayToo(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var agent = await city.As("agent1");
        await PublishDinnerRules(city);
        var seniors = await city.AddSeniors(3, "dinnerGuest");
        var day = city.FreeDay();
        var (lunch, dinner) = (await city.Offer("canteen1", day, MealPeriod.Lunch, 20, 1500), await city.Offer("canteen1", day, MealPeriod.Dinner, 20, 1500));

        // Lunch is subsidised once a day: its group's dinner is held with it, another group's is not.
        Assert.Equal(200, (await agent.Post("/api/meal-orders", lunch.Order(seniors[0])).Body()).Fen("subsidyFen"));
        await agent.Post("/api/meal-orders", dinner.Order(seniors[0])).ShouldBeProblem(409, "meals.alreadySubsidised");
        var full = dinner.Order(seniors[0]);
        full["acceptFullPrice"] = true;
        Assert.Equal(50, (await agent.Post("/api/meal-orders", full).Body()).Fen("subsidyFen"));

        // Dinner is subsidised once a meal: it holds its own key, which a rule per day then lacks.
        var first = await agent.Post("/api/meal-orders", dinner.Order(seniors[1])).Body();
        Assert.Equal(350, first.Fen("subsidyFen"));
        await agent.Post("/api/meal-orders", lunch.Order(seniors[1])).ShouldBeProblem(409, "meals.alreadySubsidised");
        await agent.Post($"/api/meal-orders/{first.Text("id")}/cancel").Body();
        Assert.Equal(200, (await agent.Post("/api/meal-orders", lunch.Order(seniors[1])).Body()).Fen("subsidyFen"));
        city.BooksShouldBalance();
    }

    private static string Senior => DemoIds.Senior1.ToString();

    private static string Canteen => DemoIds.Canteen1.ToString();

    private static async Task<JsonElement> Place(TestCity city, string payBy = "onCollection")
    {
        var wish = (await city.Lunch(10, 1500)).Order(DemoIds.Senior1);
        wish["payBy"] = payBy;
        return await (await city.As("senior1")).Post("/api/meal-orders", wish).Body();
    }

    private static void Changed(TestCity city, IReadOnlyDictionary<Guid, long> before, params (AccountKind Kind, string Owner, long Fen)[] expected) => Assert.Equal(
        expected.ToDictionary(account => LedgerAccount.IdOf(account.Kind, account.Owner), account => account.Fen).OrderBy(account => account.Key),
        city.ChangesSince(before).OrderBy(account => account.Key));

    private static async Task EachIsReversedOnce(TestCity city, JsonElement order, int lines)
    {
        using var db = city.Get<CityDatabase>().Read();
        var all = await db.Transfers.Where(transfer => transfer.Cause == order.Text("id")).ToListAsync();
        var reversals = all.Where(transfer => transfer.ReversalOf is not null).ToList();
        Assert.Equal((2 * lines, lines), (all.Count, reversals.Count));
        foreach (var reversal in reversals)
        {
            var undone = all.Single(transfer => transfer.Id == reversal.ReversalOf);
            Assert.Equal((undone.ToAccountId, undone.FromAccountId, undone.Amount, undone.RuleVersion, undone.Kind + ".reversed"), (reversal.FromAccountId, reversal.ToAccountId, reversal.Amount, reversal.RuleVersion, reversal.Kind));
        }
        city.BooksShouldBalance();
    }

    private static async Task PublishDinnerRules(TestCity city)
    {
        const string Rule = """
            {"id":"ID","city":"371000","residencyBasis":"either","divisionCode":"371000","categories":["dinnerGuest"],"periods":["dinner"],"kind":"fixed","valueFen":VALUE,
            "per":"meal","stackGroup":"GROUP","funding":[{"payer":"city","fundId":"fund-371000-meals","shareBasisPoints":10000}]}
            """;
        await city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
        {
            foreach (var (id, value, group) in new[] { ("test-dinner", "300", "wh-basic"), ("test-dinner-more", "50", "test-more") })
            {
                unit.Insert(new SubsidyRuleRow { Id = id, Version = 1, Status = RuleStatus.Published, City = "371000", Json = Rule.Replace("ID", id, StringComparison.Ordinal).Replace("VALUE", value, StringComparison.Ordinal).Replace("GROUP", group, StringComparison.Ordinal) });
            }
        });
        city.Get<CityFacts>().Reload();
    }
}
