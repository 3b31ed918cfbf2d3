using Microsoft.Playwright;

namespace ElderCare.Browser.Tests;

/// <summary>Every page, in both languages, at phone width: accessible, large enough, and never wider than the screen.</summary>
public sealed class LookTests(Site site) : SiteTests(site)
{
    /// <summary>The controls of a page that are smaller than they may be.</summary>
    internal const string TooSmall =
        """
        least => [...document.querySelectorAll('a, button, summary, input:not([type=hidden])')]
          .filter(one => !one.classList.contains('skip'))
          .map(one => [one.textContent.trim(), one.getBoundingClientRect()])
          .filter(([, box]) => box.width > 0 && (box.width < least || box.height < least))
          .map(([words, box]) => `${words} ${Math.round(box.width)} x ${Math.round(box.height)}`)
        """;

    [SkippableTheory]
    [InlineData("")]
    [InlineData("?lang=en")]
    public async Task HasNoAccessibilityViolations(string wish)
    {
        Chromium.Demand();
        await VisitAll(Site.Phone, wish, page => page.ShouldBeAccessible());
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("?text=30")]
    [InlineData("?lang=en&text=30")]
    public async Task NothingOverflowsOnANarrowPhone(string wish)
    {
        Chromium.Demand();
        await VisitAll(Site.NarrowPhone, wish, async page =>
        {
            var width = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            Assert.True(width <= Site.NarrowPhone, $"{page.Url} is {width} wide.");
        });
    }

    [SkippableFact]
    public async Task TargetsAreLargeEnough()
    {
        Chromium.Demand();
        await VisitAll(Site.Phone, "", async page =>
        {
            var least = await page.Locator("html").GetAttributeAsync("data-density") == "elder" ? 60 : 44;
            Assert.Empty(await page.EvaluateAsync<string[]>(TooSmall, least));
        });
    }

    private async Task VisitAll(int width, string wish, Func<IPage, Task> look)
    {
        var visitor = await Site.Visitor(width);
        foreach (var path in new[] { "/" + wish, "/sign-in?returnUrl=/order", "/sign-in/phone", "/no-such-page" }) await Look(visitor, path, look);

        var family = await Site.SignedIn("family1", width);
        foreach (var path in new[] { "/" + wish, "/order/places", "/order" }) await Look(family, path, look);
        await family.Locator("article a.btn--main").First.ClickAsync();
        await look(family);
        await family.Locator("form button.btn--main").ClickAsync();
        await Assertions.Expect(family.Locator(".code")).ToBeVisibleAsync();
        await look(family);
        await Look(family, "/", look);
        await family.GoBackAsync();
        await family.Locator("form button").ClickAsync();
        await Assertions.Expect(family.Locator(".code")).ToHaveCountAsync(0);
        await look(family);

        var canteen = await Site.SignedIn("canteen1", width);
        foreach (var path in new[] { "/" + wish, "/counter" }) await Look(canteen, path, look);
    }

    private static async Task Look(IPage page, string path, Func<IPage, Task> look)
    {
        await page.GotoAsync(path);
        await look(page);
    }
}
