using Microsoft.Playwright;

namespace ElderCare.Browser.Tests;

/// <summary>What somebody does on the pages, in their words.</summary>
internal static class Steps
{
    /// <summary>Opens the dishes of tomorrow's lunch.</summary>
    public static async Task ChooseMeal(this IPage page)
    {
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "订饭" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "明天的午饭" })).ToBeVisibleAsync();
    }

    /// <summary>Takes the first dish that may be chosen.</summary>
    public static Task ChooseDish(this IPage page) => page.GetByRole(AriaRole.Link, new() { Name = "选这份" }).First.ClickAsync();

    public static Task Order(this IPage page) => page.OrderButton().ClickAsync();

    public static ILocator OrderButton(this IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "订这份" });

    public static Task Cancel(this IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "取消这份饭" }).ClickAsync();

    /// <summary>The heads of the meals that the first page lists.</summary>
    public static async Task<int> MealsListed(this IPage page)
    {
        await page.GotoAsync("/");
        return await page.Locator(".agenda-row").CountAsync();
    }

    public static Task ShouldSay(this IPage page, string words) => Assertions.Expect(page.Locator("main")).ToContainTextAsync(words);
}
