using Microsoft.Playwright;

namespace ElderCare.Browser.Tests;

/// <summary>A daughter orders a meal for her mother, on a phone.</summary>
public sealed class OrderingTests(Site site) : SiteTests(site)
{
    [SkippableFact]
    public async Task OrdersTomorrowsLunchAndCancelsItWithoutScripts()
    {
        Chromium.Demand();
        var page = await Site.SignedIn("family1", runsScripts: false);
        var before = await page.MealsListed();
        await page.ChooseMeal();
        await page.ChooseDish();
        await page.ShouldSay("第 2 步，共 3 步");
        await page.Order();
        await page.ShouldSay("订好了");
        Assert.Matches(@"\d{3} \d{3}", await page.Locator(".code").InnerTextAsync());
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { Name = "取餐二维码" })).ToBeVisibleAsync();
        var ticket = page.Url;
        Assert.Equal(before + 1, await page.MealsListed());

        await page.GotoAsync(ticket);
        await page.Cancel();
        await page.ShouldSay("取消好了");
        await page.ShouldSay("退回");
        await Assertions.Expect(page.Locator(".code")).ToHaveCountAsync(0);
        Assert.Equal(before, await page.MealsListed());
    }

    [SkippableFact]
    public async Task ShowsPriceSubsidyAndWhatYouPayApart()
    {
        Chromium.Demand();
        var page = await Site.SignedIn("family1");
        await page.ChooseMeal();
        var amounts = await page.Locator("article .split").First.Locator("dd").AllInnerTextsAsync();
        var fen = amounts.Select(amount => Fen(amount)).ToList();
        Assert.Equal(3, fen.Count);
        Assert.True(fen[1] < 0, "The demo's senior has a subsidy.");
        Assert.Equal(fen[2], fen[0] + fen[1]);
        await page.ChooseDish();
        await Assertions.Expect(page.OrderButton()).ToContainTextAsync($"付 {amounts[2]}");
    }

    [SkippableFact]
    public async Task OffersNoDishThatThePersonIsAllergicTo()
    {
        Chromium.Demand();
        var page = await Site.SignedIn("family1");
        await page.ChooseMeal();
        var peanut = page.Locator("article", new() { HasText = "有花生，不能选。" }).First;
        await Assertions.Expect(peanut).ToContainTextAsync("登记过花生过敏");
        await Assertions.Expect(peanut.GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task PressingTwiceOrdersOnce()
    {
        Chromium.Demand();
        var page = await Site.SignedIn("family1");
        var before = await page.MealsListed();
        await page.ChooseMeal();
        await page.ChooseDish();
        await page.OrderButton().DblClickAsync();
        await page.ShouldSay("订好了");
        var ticket = page.Url;
        Assert.Equal(before + 1, await page.MealsListed());
        await page.GotoAsync(ticket);
        await page.Cancel();
        await page.ShouldSay("取消好了");
    }

    [SkippableFact]
    public async Task SaysThatTheSubsidyWasUsedBeforeASecondMeal()
    {
        Chromium.Demand();
        var page = await Site.SignedIn("family1");
        await page.ChooseMeal();
        await page.ChooseDish();
        await page.Order();
        await page.ShouldSay("订好了");
        var ticket = page.Url;
        await page.ChooseMeal();
        await page.ShouldSay("这一餐已经订过一份");
        await page.ChooseDish();
        await page.ShouldSay("再订这份，要按上面的钱付");
        await page.GotoAsync(ticket);
        await page.Cancel();
        await page.ShouldSay("取消好了");
    }

    [SkippableFact]
    public async Task ShowsNothingToSomebodyWithoutALink()
    {
        Chromium.Demand();
        var page = await Site.SignedIn("family2");
        await page.ShouldSay("现在还不能替老人订饭");
        var answer = await page.GotoAsync("/order");
        Assert.Equal(403, answer!.Status);
        await page.ShouldSay("这一页您不能看");
    }

    private static long Fen(string amount) => (long)(decimal.Parse(amount.Replace("元", "").Replace('−', '-').Trim(), System.Globalization.CultureInfo.InvariantCulture) * 100);
}
