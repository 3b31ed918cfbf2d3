using System.Text.Json;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Tests.People;

namespace ElderCare.MobileApi.Tests.Meals;

/// <summary>Why somebody is subsidised says what they live on or suffer from: who may not view health sees amounts only.</summary>
public sealed class ReasonsTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task ACounterSeesTheAmountsOfAQuoteAndOfItsBooksAndNoRule(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1, "destituteScattered"))[0];
        var menu = await city.Lunch(10, 1500);
        var counter = await city.As("canteen1");

        ShouldHideReasons(await counter.Post("/api/meal-orders/quote", menu.Order(senior)).Body());
        var wish = menu.Order(senior);
        wish["expectedSelfPayFen"] = 1;
        ShouldHideReasons((await counter.Post("/api/meal-orders", wish).ShouldBeProblem(409, "meals.priceChanged", "expectedSelfPayFen")).GetProperty("quote"));
        await city.Collect(await city.Order(menu, senior));
        var postings = $"/api/ledger/accounts/{LedgerAccount.IdOf(AccountKind.CanteenReceivable, DemoIds.Canteen1)}/postings";
        Assert.All((await counter.Read(postings)).Items(), posting => Assert.False(posting.TryGetProperty("note", out _)));
        Assert.Contains((await (await city.As("city1")).Read(postings)).Items(), posting => posting.Text("note").StartsWith("wh-", StringComparison.Ordinal));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task FamilyWhoMayOnlyOrderSeeThePriceAndNeitherReasonsNorCategories(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1, "destituteScattered"))[0];
        await city.Link("family2", senior, FamilyRights.Order);
        var family = await city.As("family2");
        ShouldHideReasons(await family.Post("/api/meal-orders/quote", (await city.Lunch(10, 1500)).Order(senior)).Body());
        await family.GetAsync($"/api/seniors/{senior}/entitlements").ShouldBeProblem(403, "people.linkDoesNotAllow");
    }

    private static void ShouldHideReasons(JsonElement quote)
    {
        Assert.Equal(800, quote.Fen("subsidyFen"));
        Assert.All(quote.GetProperty("splits").EnumerateArray(), split => Assert.False(split.TryGetProperty("ruleId", out _)));
        Assert.DoesNotContain("特困", string.Concat(quote.GetProperty("explanation").EnumerateArray().Select(sentence => sentence.GetString())), StringComparison.Ordinal);
    }
}
