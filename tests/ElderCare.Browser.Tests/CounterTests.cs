using Microsoft.Playwright;

namespace ElderCare.Browser.Tests;

/// <summary>The canteen's counter.</summary>
public sealed class CounterTests(Site site) : SiteTests(site)
{
    [SkippableTheory]
    [InlineData("12x", "取餐码是 6 位数字。")]
    [InlineData("000 000", "今天没有这个号码的饭。")]
    public async Task SaysBesideTheFieldWhatIsWrongWithACode(string typed, string words)
    {
        Chromium.Demand();
        var page = await Site.SignedIn("canteen2", 1280, runsScripts: false);
        await page.GetByRole(AriaRole.Link, new() { Name = "今天的饭" }).ClickAsync();
        await page.GetByLabel("六位取餐码").FillAsync(typed);
        await page.GetByRole(AriaRole.Button, new() { Name = "交饭" }).ClickAsync();
        await page.ShouldSay(words);
        await Assertions.Expect(page.GetByLabel("六位取餐码")).ToHaveValueAsync(typed);
        await Assertions.Expect(page.GetByLabel("六位取餐码")).ToHaveAttributeAsync("aria-invalid", "true");
    }

    [SkippableFact]
    public async Task IsForTheCanteenOnly()
    {
        Chromium.Demand();
        var page = await Site.SignedIn("family1", runsScripts: false);
        var answer = await page.GotoAsync("/counter");
        Assert.Equal(403, answer!.Status);
    }
}
