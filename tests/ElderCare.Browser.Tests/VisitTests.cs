using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace ElderCare.Browser.Tests;

/// <summary>A visit at home by clicking, on two phones: the family's and the caregiver's.</summary>
public sealed class VisitTests(Site site) : SiteTests(site)
{
    [SkippableFact]
    public async Task TheFamilyBooksSomebodyComesAndTheFamilySaysHowItWas()
    {
        Chromium.Demand();
        await Tidy();
        var family = await Site.SignedIn("family1", Site.NarrowPhone, hasPolicy: true);
        var caregiver = await Site.SignedIn("caregiver1", Site.NarrowPhone, hasPolicy: true);
        await caregiver.GetByRole(AriaRole.Link, new() { Name = "我的上门" }).ClickAsync();
        await Picture(caregiver, "work-nothing");
        await Book(family, "理发", "请带小剪刀");
        await family.ShouldSay("正在找护理员");

        var offer = caregiver.Locator(".offer").Filter(new() { HasText = "请带小剪刀" });
        await Assertions.Expect(offer).ToBeVisibleAsync(new() { Timeout = 20_000 }); // comes by itself
        await Picture(caregiver, "work-offer");
        await offer.GetByRole(AriaRole.Button, new() { Name = "接单", Exact = true }).ClickAsync();
        await Assertions.Expect(caregiver.Locator(".offer")).ToHaveCountAsync(0);
        await Picture(caregiver, "work-day");
        await caregiver.Locator(".visit").Filter(new() { HasText = "理发" }).First.GetByRole(AriaRole.Link, new() { Name = "：" }).ClickAsync();
        await Assertions.Expect(caregiver.Locator(".door")).ToContainTextAsync("2580");
        await caregiver.Context.GrantPermissionsAsync(["geolocation"], new() { Origin = Site.Address });
        await caregiver.Context.SetGeolocationAsync(new() { Latitude = 37.5f, Longitude = 122.1f, Accuracy = 20 });
        await Picture(caregiver, "visit-accepted");
        await caregiver.GetByRole(AriaRole.Button, new() { Name = "出发" }).ClickAsync();
        await caregiver.ShouldSay("在路上");

        await Assertions.Expect(family.Locator(".code")).ToBeVisibleAsync(new() { Timeout = 20_000 }); // so does the code
        await Picture(family, "services-code");
        await caregiver.GetByLabel("老人念的 6 位数字").FillAsync((await family.Locator(".code").InnerTextAsync())[^7..]);
        await caregiver.GetByRole(AriaRole.Button, new() { Name = "到了，签到" }).ClickAsync();
        await caregiver.ShouldSay("服务中");
        await Picture(caregiver, "visit-inService");
        await caregiver.GetByLabel("提前走的话，为什么").FillAsync("剪得快");
        await caregiver.GetByRole(AriaRole.Button, new() { Name = "做完了，签退" }).ClickAsync();
        await caregiver.ShouldSay("做完了，等确认");

        await Assertions.Expect(family.Locator("#moved")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await family.GetByRole(AriaRole.Link, new() { Name = "重新打开" }).ClickAsync();
        await family.GetByRole(AriaRole.Radio, new() { Name = "很好" }).CheckAsync();
        await family.GetByLabel("还想说的话").FillAsync("剪得好");
        await Picture(family, "services-confirm");
        await family.GetByRole(AriaRole.Button, new() { Name = "对，做完了" }).ClickAsync();
        await family.ShouldSay("做完了，已确认");
        await family.ShouldSay("5 颗星");
        await Picture(family, "services-done");
    }

    [SkippableFact]
    public async Task AnOfferGoesAwayByItselfWhenTheFamilyCancelsAndAllWorksWithoutScripts()
    {
        Chromium.Demand();
        await Tidy();
        var caregiver = await Site.SignedIn("caregiver2", hasPolicy: true);
        await caregiver.GotoAsync("/work");
        var family = await Site.SignedIn("senior1", runsScripts: false);
        await Book(family, "助洁", "先打电话");
        await Assertions.Expect(caregiver.Locator("#offers")).ToContainTextAsync("先打电话", new() { Timeout = 20_000 });
        await family.GetByRole(AriaRole.Button, new() { Name = "取消这次上门" }).ClickAsync();
        await family.ShouldSay("已取消");
        await Assertions.Expect(caregiver.Locator("#offers")).Not.ToContainTextAsync("先打电话", new() { Timeout = 20_000 });
        await caregiver.GetByRole(AriaRole.Link, new() { Name = "我需要帮助" }).ClickAsync();
        await Assertions.Expect(caregiver.GetByRole(AriaRole.Button, new() { Name = "是的，马上叫人" })).ToBeVisibleAsync(); // not before a second press
    }

    [SkippableTheory]
    [InlineData("", ColorScheme.Light)]
    [InlineData("?lang=en", ColorScheme.Dark)]
    [InlineData("?text=30", ColorScheme.Light)]
    public async Task EveryPageIsAccessibleLargeEnoughAndNeverWiderThanTheScreen(string wish, ColorScheme scheme)
    {
        Chromium.Demand();
        await Tidy();
        var name = $"{(wish.Length > 0 ? wish[1..].Replace('=', '-') : "zh")}-{scheme}".ToLowerInvariant();
        var family = await Site.SignedIn("family1", Site.NarrowPhone);
        await family.EmulateMediaAsync(new() { ColorScheme = scheme });
        await Look(family, "/" + wish, $"home-{name}");
        await Look(family, "/services", $"services-{name}");
        await Look(family, "/services/book", $"services-what-{name}");
        await family.Locator(".choices--list a").First.ClickAsync();
        await Look(family, null, $"services-when-{name}");
        await family.Locator("#minutes").SelectOptionAsync("60");
        await family.Locator("form button.btn--main").ClickAsync();
        await Look(family, null, $"services-sure-{name}");
        await family.Locator("form button.btn--main").ClickAsync();
        await Assertions.Expect(family.Locator("form[action$='/cancel']")).ToBeVisibleAsync();
        await Look(family, null, $"services-booked-{name}");
        await family.Locator("form[action$='/weekly'] button").ClickAsync();
        await Look(family, null, $"services-plan-{name}");
        await family.Locator("form[action$='/pause'] button").ClickAsync();
        await Look(family, null, $"services-plan-paused-{name}");
        await Look(family, "/services", $"services-with-plan-{name}");
        await family.Locator("a[href^='/services/plans/']").First.ClickAsync();
        await family.Locator("form[action$='/end'] button").ClickAsync();
        await Look(family, null, $"services-plan-ended-{name}");

        var caregiver = await Site.SignedIn("caregiver1", Site.NarrowPhone);
        await caregiver.EmulateMediaAsync(new() { ColorScheme = scheme });
        await Look(caregiver, "/work" + wish, $"work-{name}");
        await caregiver.Locator("form[action$='/accept'] button").First.ClickAsync();
        await Look(caregiver, "/work", $"work-taken-{name}");
        await caregiver.Locator(".visit a[href^='/work/visits/']").First.ClickAsync();
        await caregiver.Locator("summary").ClickAsync();
        await Look(caregiver, null, $"work-visit-{name}");
        await Look(caregiver, "/work/ill", $"work-ill-{name}");
        await Look(caregiver, "/work/help", $"work-help-{name}");
        await Look(family, family.Url, $"services-coming-{name}");
    }

    private static async Task Look(IPage page, string? path, string name)
    {
        if (path is not null) await page.GotoAsync(path);
        await Picture(page, name);
        await page.ShouldBeAccessible();
        var width = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        Assert.True(width <= Site.NarrowPhone, $"{name} {page.Url} is {width} wide.");
        var least = await page.Locator("html").GetAttributeAsync("data-density") == "elder" ? 60 : 44;
        Assert.Empty(await page.EvaluateAsync<string[]>(LookTests.TooSmall, least));
    }

    /// <summary>Books the nearest time that the form offers today, or else tomorrow's first.</summary>
    private static async Task Book(IPage page, string service, string notes)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "上门服务" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "约上门" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = service }).First.ClickAsync();
        var soon = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).AddMinutes(35);
        var half = new DateTimeOffset(soon.Year, soon.Month, soon.Day, soon.Hour, soon.Minute < 30 ? 0 : 30, 0, soon.Offset).AddMinutes(30);
        if (half.Hour < 6) half = half.AddHours(6 - half.Hour).AddMinutes(-half.Minute);
        await page.GetByLabel("哪一天").SelectOptionAsync($"{half:yyyy-MM-dd}");
        await page.GetByLabel("几点").SelectOptionAsync($"{half:HH:mm}");
        await page.GetByLabel("要跟护理员说的话").FillAsync(notes);
        await page.GetByRole(AriaRole.Button, new() { Name = "下一步" }).ClickAsync();
        await page.ShouldSay("第 3 步，共 3 步");
        await page.GetByRole(AriaRole.Button, new() { Name = "约上" }).ClickAsync();
        await page.ShouldSay("取消这次上门");
        await page.ShouldSay(notes);
    }

    /// <summary>Cancels what other tests left of senior1's visits, so that their time is free.</summary>
    private async Task Tidy()
    {
        using var client = new HttpClient { BaseAddress = new(Site.Address) };
        var signedIn = await (await client.PostAsJsonAsync("/api/auth/token", new { userName = "agent1", password = "Demo-12349!" })).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", signedIn.GetProperty("accessToken").GetString());
        foreach (var visit in (await client.GetFromJsonAsync<JsonElement>("/api/service-orders?limit=100")).GetProperty("items").EnumerateArray())
        {
            if (visit.GetProperty("state").GetString() is "requested" or "offered" or "accepted" or "enRoute" or "unfilled") (await client.PostAsJsonAsync($"/api/service-orders/{visit.GetProperty("id")}/cancel", new { })).EnsureSuccessStatusCode();
        }
    }

    /// <summary>For people to look at, where they say where.</summary>
    private static async Task Picture(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("ELDERCARE_PICTURES") is { Length: > 0 } folder) await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }
}
