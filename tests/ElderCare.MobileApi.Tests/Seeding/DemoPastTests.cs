using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Seeding;

/// <summary>The meals that the demo has behind it are real ones: priced, posted and settled like any other.</summary>
public sealed class DemoPastTests
{
    private const int Days = 10;

    [SkippableTheory, OnBothDatabases]
    public async Task TheDaysBeforeTheFirstStartAreRealMealsAndStayAsTheyAre(string provider)
    {
        Needs.Database(provider);
        await using var database = await TestDatabase.Empty(provider);
        IReadOnlyList<string> after;
        await using (var city = Start(database))
        {
            using var client = city.CreateClient();
            await client.GetAsync("/health/ready");
            city.BooksShouldBalance();
            MoneyShouldBeSettled(city);
            await OrdersShouldBeWhatTheRulesSay(city);
            await WhoHadDiedWasServedThreeMoreDays(city);
            after = city.Snapshot();
            await new DemoPast(city.Get<CityWriter>(), city.Get<CityDatabase>(), MenusOf(city), PricingOf(city)).Load(TestCity.Today, Days); // as after a load that was cut short
            Assert.Equal(after, city.Snapshot());
        }
        await using (var again = Start(database)) Assert.Equal(after, again.Snapshot());
    }

    /// <summary>Nothing is promised any more, every subsidy is owed to a canteen, and each fund has what the demo gives it.</summary>
    private static void MoneyShouldBeSettled(TestCity city)
    {
        var sums = city.Get<CityDatabase>().Read(sql => sql.Query(
            """SELECT a."Kind", CAST(SUM(b."Balance") AS bigint) FROM "Balances" b JOIN "LedgerAccounts" a ON a."Id" = b."AccountId" GROUP BY a."Kind" """, row => (row.GetString(0), row.GetInt64(1))))
            .ToDictionary(row => Enum.Parse<AccountKind>(row.Item1), row => row.Item2);
        Assert.Equal((0L, 0L, 0L), (sums[AccountKind.FundReserved], sums[AccountKind.CanteenPledged], sums[AccountKind.FundOverdraft]));
        Assert.Equal(-sums[AccountKind.SeniorShare], sums[AccountKind.CashDrawer]);
        Assert.True(sums[AccountKind.CanteenReceivable] > 100_000);
        foreach (var (fund, fen) in DemoCity.Allotments()) Assert.Equal((fund, fen), (fund, city.Balance(AccountKind.Fund, fund)));
    }

    private static async Task OrdersShouldBeWhatTheRulesSay(TestCity city)
    {
        using var db = city.Get<CityDatabase>().Read();
        var orders = await db.MealOrders.ToListAsync();
        var byState = orders.GroupBy(order => order.State).ToDictionary(state => state.Key, state => state.Count() / (double)orders.Count);
        Assert.Equal([MealOrderState.Fulfilled, MealOrderState.Cancelled, MealOrderState.Missed], byState.Keys.OrderByDescending(state => byState[state]));
        Assert.True(orders.Count > 3_000 && byState[MealOrderState.Fulfilled] > 0.9);
        Assert.All(orders, order => Assert.True(order.ServedOn < TestCity.Today && order.ServedOn >= TestCity.Today.PlusDays(-Days) && order.PlacedAt < order.OrdersCloseAt));
        Assert.All(orders, order => Assert.Equal(order.PriceFen, order.Splits.Sum(split => split.AmountFen)));
        Assert.Equal(5, orders.Select(order => order.CanteenId).Distinct().Select(id => city.Get<CityFacts>().Divisions.CityOf(db.Canteens.Single(canteen => canteen.Id == id).DivisionCode)).Distinct().Count());
        var (seniors, canteens) = (await db.Seniors.ToDictionaryAsync(senior => senior.Id), await db.Canteens.ToDictionaryAsync(canteen => canteen.Id));
        var categories = (await db.CategoryPeriods.ToListAsync()).ToLookup(period => period.SeniorId);
        var tags = (await db.MenuDishes.ToListAsync()).ToDictionary(dish => dish.Id, dish => dish.Tags);
        foreach (var order in orders.Where(order => order is { Period: MealPeriod.Lunch, DeliveryFen: 0 }))
        {
            var senior = seniors[order.SeniorId];
            var diner = DemoDiner.Of(senior, 0, [.. categories[senior.Id]], canteens[order.CanteenId], []).On(order.ServedOn);
            var meal = new MealToPrice(order.ServedOn, order.Period, order.PriceFen) { CanteenDivision = canteens[order.CanteenId].DivisionCode, DishTags = tags[order.Items[0].DishId], ResolveOwnDistrict = true };
            var priced = MealPricing.Price(meal, diner, city.Get<CityFacts>().Rules.All, HeldSubsidies.None, city.Get<CityFacts>().Calendar, city.Get<CityFacts>().Divisions);
            Assert.Equal((priced.SelfPayFen, priced.SubsidyFen), (order.SelfPayFen, order.SubsidyFen));
        }
        var settled = await db.Transfers.Where(transfer => transfer.Kind == "subsidySettled").SumAsync(transfer => transfer.Amount);
        Assert.Equal(orders.Where(order => order.State == MealOrderState.Fulfilled).Sum(order => order.SubsidyFen), settled);
        var claimed = (await db.SubsidyClaims.Select(claim => claim.OrderId).Distinct().ToListAsync()).ToHashSet();
        Assert.Equal(orders.Where(order => order.State == MealOrderState.Fulfilled && order.SubsidyFen > 0).Select(order => order.Id).ToHashSet(), claimed);
    }

    /// <summary>What was eaten in a dead man's name is there to be found: whose it is to recover is decided elsewhere.</summary>
    private static async Task WhoHadDiedWasServedThreeMoreDays(TestCity city)
    {
        using var db = city.Get<CityDatabase>().Read();
        var died = (await db.Seniors.SingleAsync(senior => senior.Id == DemoIds.Senior("died"))).DiedOn!.Value;
        var lunches = await db.MealOrders.Where(order => order.SeniorId == DemoIds.Senior("died") && order.Period == MealPeriod.Lunch).Select(order => order.ServedOn).ToListAsync();
        Assert.Equal(15, died.Day);
        Assert.Equal([died.PlusDays(1), died.PlusDays(2), died.PlusDays(3)], lunches.Order());
    }

    private static TestCity Start(TestDatabase database) => TestCity.Start(database, ("Demo:PastDays", Days.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static DemoMenus MenusOf(TestCity city) => new(city.Get<CityWriter>(), city.Get<CityDatabase>(), city.Get<MealPolicy>());

    private static DemoPricing PricingOf(TestCity city)
    {
        var facts = city.Get<CityFacts>();
        return new(facts.Rules, facts.Calendar, facts.Divisions);
    }
}
