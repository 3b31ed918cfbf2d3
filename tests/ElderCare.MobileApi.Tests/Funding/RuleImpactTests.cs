using System.Text.Json;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Funding;

/// <summary>What a draft would have changed for last month's real meals.</summary>
public sealed class RuleImpactTests
{
    [SkippableTheory, OnBothDatabases]
    public async Task ShowsLastMonthsMealsByDistrictAndFundAndStoresNothing(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var inHuancui = await city.AddSeniors(2, age: 66);
        var inWendeng = await city.AddSeniors(1, age: 66, division: "371003");
        var menu = await city.Offer("canteen1", TestCity.Today.PlusDays(1), MealPeriod.Breakfast, 50, 1_000);
        await city.HandOver(menu, [.. inHuancui, .. inWendeng]);
        var agent = await city.As("agent1");
        var cancelled = await agent.Post("/api/meal-orders", menu.Order((await city.AddSeniors(1))[0])).Body(); // not a real meal
        await agent.Post($"/api/meal-orders/{cancelled.Text("id")}/cancel").Body();
        city.Clock.Advance(Duration.FromDays(10)); // into December
        var officer = city.With(await city.TokenOf("city1"));
        var id = CityRules.NewId();
        await officer.Draft(CityRules.Rule(id, ("divisionCode", "371000"), ("periods", CityRules.Funding("""["breakfast"]""")), ("validFrom", "2027-01-01"),
            ("funding", CityRules.Funding("""[{"payer":"city","fundId":"fund-371000-meals","shareFen":200},{"payer":"district","fundId":"fund-own-district","rest":true}]"""))));
        var before = Kept(city);

        var impact = await officer.Post($"/api/subsidy-rules/{id}/impact").Body();

        Assert.Equal(before, Kept(city));
        Assert.Equal(("2026-11-01", "2026-12-01", 3, 3, 0, 900), (impact.Text("from"), impact.Text("to"), impact.Fen("meals"), impact.Fen("mealsChanged"), impact.Fen("subsidyBeforeFen"), impact.Fen("subsidyAfterFen")));
        Assert.Equal([("371002", 2L, 0L, 600L), ("371003", 1, 0, 300)], Lines(impact, "byDistrict", "divisionCode"));
        Assert.Equal([("fund-371000-meals", 3L, 0L, 600L), ("fund-371002-meals", 2, 0, 200), ("fund-371003-meals", 1, 0, 100)], Lines(impact, "byFund", "fundId"));
        Assert.True(impact.GetProperty("illustrative").GetBoolean());
        Assert.True(impact.GetProperty("isComplete").GetBoolean());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ANewVersionIsComparedWithTheOneInForce(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var menu = await city.Offer("canteen1", TestCity.Today.PlusDays(1), MealPeriod.Breakfast, 50, 1_000);
        var officer = await city.As("city1");
        var id = CityRules.NewId();
        var rule = CityRules.Rule(id, ("periods", CityRules.Funding("""["breakfast"]""")));
        await officer.Publish(rule);
        await city.HandOver(menu, await city.AddSeniors(2));
        city.Clock.Advance(Duration.FromDays(10));
        officer = city.With(await city.TokenOf("city1"));
        rule["valueFen"] = 100;
        await officer.Draft(rule);
        var impact = await officer.Post($"/api/subsidy-rules/{id}/impact").Body();
        Assert.Equal((2, 2, 600, 200), (impact.Fen("version"), impact.Fen("meals"), impact.Fen("subsidyBeforeFen"), impact.Fen("subsidyAfterFen")));
        await (city.With(await city.TokenOf("district1"))).Post("/api/subsidy-rules/qd-city-2023-70/impact").ShouldBeProblem(404, "notFound");
    }

    // Other tables are tidied up meanwhile, ten days later.
    private static IEnumerable<string> Kept(TestCity city) =>
        city.Snapshot().Where(table => new[] { "SubsidyRules:", "SubsidyRuleActs:", "MealOrders:", "SubsidyClaims:", "Transfers:", "Balances:", "Audit:" }.Any(name => table.StartsWith(name, StringComparison.Ordinal)));

    private static IEnumerable<(string Key, long Meals, long Before, long After)> Lines(JsonElement impact, string list, string key) => impact.GetProperty(list).EnumerateArray()
        .Select(line => (line.Text(key), line.Fen("meals"), line.Fen("subsidyBeforeFen"), line.Fen("subsidyAfterFen")));
}
