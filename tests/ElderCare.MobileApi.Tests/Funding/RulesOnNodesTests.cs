using ElderCare.Data;
using ElderCare.MobileApi.Tests.Realtime;

namespace ElderCare.MobileApi.Tests.Funding;

/// <summary>A rule that is published or withdrawn on one node prices meals on the other.</summary>
public sealed class RulesOnNodesTests
{
    [SkippableFact]
    public async Task ARulePublishedOnOneNodePricesMealsOnTheOther()
    {
        Needs.Database("PostgreSql");
        await using var database = await TestDatabase.Copy("PostgreSql");
        await using var one = TestCity.Start(database);
        await using var other = TestCity.Start(database);
        var officer = await one.As("city1");
        var id = CityRules.NewId();
        await officer.Publish(CityRules.NobodysRule(id));
        await CaughtUp(other);
        Assert.Equal(1, other.Get<CityFacts>().Rules.VersionOn(id, TestCity.Today));
        await officer.Publish(CityRules.NobodysRule(id), "2026-11-25");
        await CaughtUp(other);
        Assert.Equal([1, 2], new[] { 1, 2 }.Select(days => other.Get<CityFacts>().Rules.VersionOn(id, TestCity.Today.PlusDays(days))));
        await officer.Withdraw(id).Body();
        await CaughtUp(other);
        Assert.Null(other.Get<CityFacts>().Rules.VersionOn(id, TestCity.Today.PlusDays(2)));
    }

    private static Task CaughtUp(TestCity city) =>
        city.Pumped(city.Get<CityDatabase>().Read(sql => sql.Query("""SELECT MAX("Sequence") FROM "Events" """, row => row.GetInt64(0))[0]));
}
