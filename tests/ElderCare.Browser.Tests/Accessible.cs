using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ElderCare.Browser.Tests;

/// <summary>The rules of accessibility, as axe knows them.</summary>
internal static class Accessible
{
    private static readonly AxeRunOptions OnlyViolations = new() { ResultTypes = [ResultType.Violations] };

    /// <summary>The page that is shown breaks none of them.</summary>
    public static async Task ShouldBeAccessible(this IPage page)
    {
        var found = (await page.RunAxe(OnlyViolations)).Violations;
        Assert.True(found.Length == 0, $"{page.Url}\n{string.Join('\n', found.Select(violation => $"{violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}"))}");
    }
}
