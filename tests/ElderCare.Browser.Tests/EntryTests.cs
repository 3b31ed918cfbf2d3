using Microsoft.Playwright;

namespace ElderCare.Browser.Tests;

/// <summary>The way in, and how the pages are read.</summary>
public sealed class EntryTests(Site site) : SiteTests(site)
{
    [SkippableFact]
    public async Task SaysWhatIsWrongBesideTheFieldAndKeepsTheName()
    {
        Chromium.Demand();
        var page = await Site.Visitor(runsScripts: false);
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("用户名").FillAsync("family1");
        await page.GetByLabel("密码").FillAsync("wrong");
        await page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        var password = page.GetByLabel("密码");
        await Assertions.Expect(page.GetByLabel("用户名")).ToHaveValueAsync("family1");
        await Assertions.Expect(password).ToHaveValueAsync("");
        await Assertions.Expect(password).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(password).ToHaveAccessibleDescriptionAsync("用户名或密码不对。请再试一次，或者打 12349。");
    }

    [SkippableFact]
    public async Task CountsTheMissingDigitsOfAPhone()
    {
        Chromium.Demand();
        var page = await Site.Visitor(runsScripts: false);
        await page.GotoAsync("/sign-in/phone");
        await page.GetByLabel("手机号").FillAsync("138 0013 567");
        await page.GetByRole(AriaRole.Button, new() { Name = "发短信" }).ClickAsync();
        await page.ShouldSay("少了 1 位，手机号是 11 位数字。");
        await Assertions.Expect(page.GetByLabel("手机号")).ToHaveValueAsync("138 0013 567");
    }

    [SkippableFact]
    public async Task ComesBackToThePageThatWasAskedFor()
    {
        Chromium.Demand();
        var page = await Site.Visitor(runsScripts: false);
        await page.GotoAsync("/order");
        await page.ShouldSay("登录以后，会回到刚才那一页。");
        await page.GetByLabel("用户名").FillAsync("family1");
        await page.GetByLabel("密码").FillAsync("Demo-12349!");
        await page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await page.ShouldSay("第 1 步，共 3 步");
    }

    [SkippableFact]
    public async Task GoesToNoOtherSiteAfterSigningIn()
    {
        Chromium.Demand();
        var page = await Site.Visitor(runsScripts: false);
        await page.GotoAsync("/sign-in?returnUrl=//example.org/");
        await page.GetByLabel("用户名").FillAsync("family1");
        await page.GetByLabel("密码").FillAsync("Demo-12349!");
        await page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await page.WaitForURLAsync($"{Site.Address}/");
    }

    [SkippableFact]
    public async Task KeepsLanguageAndTextSize()
    {
        Chromium.Demand();
        var page = await Site.Visitor(runsScripts: false);
        await page.GotoAsync("/");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");
        await page.GetByRole(AriaRole.Link, new() { Name = "大字" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await page.GotoAsync("/sign-in");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-text", "30");
        await Assertions.Expect(page.GetByLabel("User name")).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task SignsOut()
    {
        Chromium.Demand();
        var page = await Site.SignedIn("senior1", runsScripts: false);
        await page.GetByRole(AriaRole.Button, new() { Name = "退出登录" }).ClickAsync();
        await page.ShouldSay("社区食堂订饭");
        await page.GotoAsync("/order");
        Assert.Contains("/sign-in", page.Url, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task AllowsNoScriptAndNothingFromElsewhere()
    {
        Chromium.Demand();
        var page = await Site.Visitor(runsScripts: false);
        var answer = await page.GotoAsync("/");
        Assert.StartsWith("default-src 'none'; style-src 'self';", await answer!.HeaderValueAsync("content-security-policy"), StringComparison.Ordinal);
        await Assertions.Expect(page.Locator("script, style, [style], [onclick]")).ToHaveCountAsync(0);
    }
}
