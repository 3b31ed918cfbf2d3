using System.Net;
using ElderCare.Domain.Shared;

namespace ElderCare.MobileApi.Tests.Funding;

/// <summary>The officers' pages, used as a browser without scripts uses them.</summary>
public sealed class RulePagesTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task TheListMarksWhatIsIllustrative(string provider)
    {
        var browser = await Browser(provider, "auditor1");
        Assert.Contains("href=\"/rules\"", await browser.GetStringAsync("/"), StringComparison.Ordinal);
        var html = await browser.GetStringAsync("/rules");
        var row = html[html.IndexOf("wh-illus-60<", StringComparison.Ordinal)..];
        row = row[..row.IndexOf("</li>", StringComparison.Ordinal)];
        Assert.Contains("示例，不是正式政策", row, StringComparison.Ordinal);
        Assert.Contains("户籍或住在威海市，满 60 岁、不满 80 岁", row, StringComparison.Ordinal);
        Assert.DoesNotContain("qd-city-2023-70", html, StringComparison.Ordinal);
        Assert.Contains("qd-city-2023-70", await browser.GetStringAsync("/rules?all=1"), StringComparison.Ordinal);
        Assert.Contains("Illustrative, no policy", await browser.GetStringAsync("/rules?lang=en"), StringComparison.Ordinal);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ARuleIsReadInWordsTriedPublishedAndWithdrawn(string provider)
    {
        var browser = await Browser(provider, "city1");
        var city = await cities.On(provider);
        var id = CityRules.NewId();
        await (await city.As("city1")).Draft(CityRules.NobodysRule(id, ("ageFrom", 70), ("title", "看得懂的规则")));

        var html = await browser.GetStringAsync($"/rules/{id}");
        foreach (var words in new[] { "看得懂的规则", "户籍或住在环翠区，满 70 岁，是活动名单上的老人", "午餐，每天，节假日也算", "餐费减 3.00 元，每餐一次", "城市补贴（威海市助餐资金）全部", "起草第 1 版" })
        {
            Assert.Contains(words, html, StringComparison.Ordinal);
        }

        var tried = await Text(await browser.Send($"/rules/{id}", $"/rules/{id}/trial", Person("1950-01-01", "15")));
        Assert.Contains("餐费 15.00 元：城市补贴 3.00 元，您付 12.00 元。", tried, StringComparison.Ordinal);
        Assert.Contains("按示例规则计算，不是正式政策。", tried, StringComparison.Ordinal);

        using var published = await browser.Send($"/rules/{id}/publish", $"/rules/{id}/publish", ("from", "2026-12-01"));
        Assert.Contains("将生效", await Text(published), StringComparison.Ordinal);
        Assert.Equal($"/rules/{id}", published.RequestMessage!.RequestUri!.AbsolutePath);

        using var withdrawn = await browser.Send($"/rules/{id}/withdraw", $"/rules/{id}/withdraw", ("from", "2026-12-24"));
        var after = await Text(withdrawn);
        Assert.Contains("已撤回", after, StringComparison.Ordinal);
        Assert.Contains("2026-12-01 到 2026-12-23", after, StringComparison.Ordinal);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatIsTypedWrongIsSaidBesideItAndStays(string provider)
    {
        var browser = await Browser(provider, "city1");
        Needs.Database(provider);
        var id = CityRules.NewId();
        await (await (await cities.On(provider)).As("city1")).Draft(CityRules.NobodysRule(id));
        using var tried = await browser.Send($"/rules/{id}", $"/rules/{id}/trial", Person("yesterday", "much"));
        Assert.Equal(HttpStatusCode.BadRequest, tried.StatusCode);
        var html = await Text(tried);
        Assert.Contains("id=\"bornOn-error\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"price-error\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"much\"", html, StringComparison.Ordinal);

        using var past = await browser.Send($"/rules/{id}/publish", $"/rules/{id}/publish", ("from", "2026-11-22"));
        Assert.Equal(HttpStatusCode.Conflict, past.StatusCode);
        Assert.Contains("不能早于今天", await Text(past), StringComparison.Ordinal);
        Assert.Equal("draft", (await (await (await cities.On(provider)).As("city1")).Read($"/api/subsidy-rules/{id}")).Text("status"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoHasNotSeenTheLastChangePublishesNothing(string provider)
    {
        var browser = await Browser(provider, "city1");
        var officer = await (await cities.On(provider)).As("city1");
        var id = CityRules.NewId();
        await officer.Draft(CityRules.NobodysRule(id));
        using var stale = await browser.Send($"/rules/{id}/publish", $"/rules/{id}/publish", ("from", "2026-12-01"), ("seen", "0"));
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Equal("draft", (await officer.Read($"/api/subsidy-rules/{id}")).Text("status"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OnlyOfficersSeeThePagesAndOnlyWhoMayChangesARule(string provider)
    {
        Needs.Database(provider);
        var id = CityRules.NewId();
        await (await (await cities.On(provider)).As("city1")).Draft(CityRules.NobodysRule(id, ("divisionCode", "371000")));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await Browser(provider, "senior1")).GetAsync("/rules")).StatusCode);
        foreach (var (user, status) in new[] { ("auditor1", HttpStatusCode.Forbidden), ("street1", HttpStatusCode.Forbidden), ("district1", HttpStatusCode.NotFound), ("city1", HttpStatusCode.OK) })
        {
            var browser = await Browser(provider, user);
            foreach (var step in new[] { "publish", "withdraw" }) Assert.Equal(status, (await browser.GetAsync($"/rules/{id}/{step}")).StatusCode);
            Assert.Equal(user == "city1", (await browser.GetStringAsync($"/rules/{id}")).Contains($"/rules/{id}/publish", StringComparison.Ordinal));
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task LastMonthsEffectIsShownByDistrictAndFund(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var menu = await city.Offer("canteen1", TestCity.Today.PlusDays(1), MealPeriod.Breakfast, 50, 1_000);
        await city.HandOver(menu, await city.AddSeniors(2));
        city.Clock.Advance(NodaTime.Duration.FromDays(10));
        var id = CityRules.NewId();
        await city.With(await city.TokenOf("city1")).Draft(CityRules.Rule(id, ("periods", CityRules.Funding("""["breakfast"]"""))));
        var html = await (await city.SignedInBrowser("city1")).GetStringAsync($"/rules/{id}/impact");
        Assert.Contains("2 餐的补贴会变：从 0.00 元变成 6.00 元，多 6.00 元。", html, StringComparison.Ordinal);
        Assert.Contains("环翠区", html, StringComparison.Ordinal);
        Assert.Contains("威海市助餐资金", html, StringComparison.Ordinal);
    }

    private static (string Name, string Value)[] Person(string bornOn, string price) =>
    [
        ("bornOn", bornOn), ("category", "listedForCampaign"), ("hukou", "371002"), ("residence", ""), ("date", "2026-12-01"), ("period", "lunch"), ("price", price), ("delivery", "0"), ("canteen", "371002"), ("others", "no"),
    ];

    private static Task<string> Text(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync();

    private async Task<HttpClient> Browser(string provider, string user)
    {
        Needs.Database(provider);
        return await (await cities.On(provider)).SignedInBrowser(user);
    }
}
