using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;

namespace ElderCare.Browser.Tests;

/// <summary>The desk of emergencies in a real browser, under its real content security policy.</summary>
public sealed class DeskTests(Site site) : SiteTests(site)
{
    private const string DeviceKey = "demo-device-key";
    private static int _others;

    [SkippableTheory]
    [InlineData(Site.NarrowPhone)]
    [InlineData(1280)]
    public async Task FollowsWhatHappensWithoutLosingWhatIsTyped(int width)
    {
        Chromium.Demand();
        var number = await AddDevice();
        var id = await Press(number, 1);
        var page = await Site.SignedIn("supervisor1", width, hasPolicy: true);
        await page.GotoAsync("/desk");
        await Picture(page, $"desk-{width}");
        await Press(number, 2);
        await Assertions.Expect(page.Locator("#open")).ToContainTextAsync("响了 2 次", new() { Timeout = 20_000 });

        await page.GotoAsync($"/desk/{id}");
        await Picture(page, $"case-free-{width}");
        await Assertions.Expect(page.Locator("#person .door")).ToContainTextAsync("2580");
        Assert.Equal("96 96", await page.EvaluateAsync<string>("() => { const box = document.querySelector('#person .portrait'); return `${box.offsetWidth} ${box.offsetHeight}`; }"));
        await page.GetByRole(AriaRole.Button, new() { Name = "接", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("a[href^='tel:']").First).ToBeVisibleAsync();
        await page.GetByLabel("谁和老人说上了话").FillAsync("林霞");
        await Press(number, 3);

        await Assertions.Expect(page.Locator("#head")).ToContainTextAsync("响了 3 次", new() { Timeout = 20_000 });
        await Assertions.Expect(page.GetByLabel("谁和老人说上了话")).ToHaveValueAsync("林霞");
        Assert.True(await page.EvaluateAsync<bool>("() => document.getElementById('person').getBoundingClientRect().top < document.querySelector('form').getBoundingClientRect().top"));
        Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= width);
        await Picture(page, $"case-mine-{width}");

        await page.GetByLabel("结果", new() { Exact = true }).SelectOptionAsync("assisted");
        await page.GetByRole(AriaRole.Button, new() { Name = "结案" }).ClickAsync();
        await page.ShouldSay("刚才又响了一次"); // it was not on the form
        await Assertions.Expect(page.GetByLabel("谁和老人说上了话")).ToHaveValueAsync("林霞");
        await page.GetByRole(AriaRole.Button, new() { Name = "结案" }).ClickAsync();
        await page.ShouldSay("已经结案");
    }

    [SkippableFact]
    public async Task SaysThatSomebodyElseHasItNow()
    {
        Chromium.Demand();
        var id = await Press(await AddDevice(isOther: true), 1);
        var page = await Site.SignedIn("agent1", hasPolicy: true);
        await page.GotoAsync($"/desk/{id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "接", Exact = true }).ClickAsync();
        var colleague = await Site.SignedIn("supervisor1", hasPolicy: true);
        await colleague.GotoAsync($"/desk/{id}");
        await colleague.GetByRole(AriaRole.Button, new() { Name = "接手过来" }).ClickAsync();
        await Assertions.Expect(page.Locator("#moved")).ToBeVisibleAsync(new() { Timeout = 20_000 });
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("?lang=en")]
    public async Task HasNoAccessibilityViolations(string wish)
    {
        Chromium.Demand();
        var id = await Press(await AddDevice(isOther: true), 1);
        var page = await Site.SignedIn("agent2");
        await page.GotoAsync($"/desk/{id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "接", Exact = true }).ClickAsync();
        foreach (var path in new[] { "/desk", $"/desk/{id}" })
        {
            await page.GotoAsync(path + wish);
            await page.ShouldBeAccessible();
        }
    }

    /// <summary>For people to look at, where they say where.</summary>
    private static async Task Picture(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("ELDERCARE_PICTURES") is { Length: > 0 } folder) await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }

    /// <summary>A device of senior1, or of somebody else who has none open.</summary>
    private async Task<string> AddDevice(bool isOther = false)
    {
        using var client = new HttpClient { BaseAddress = new(Site.Address) };
        async Task<JsonElement> Post(string path, object body) => await (await client.PostAsJsonAsync(path, body)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        async Task SignIn(string userName) =>
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await Post("/api/auth/token", new { userName, password = "Demo-12349!" })).GetProperty("accessToken").GetString());
        await SignIn("senior1");
        var senior = (await client.GetFromJsonAsync<JsonElement>("/api/me")).GetProperty("seniorId").GetString();
        await SignIn("city1");
        if (isOther) senior = (await client.GetFromJsonAsync<JsonElement>("/api/seniors?limit=50")).GetProperty("items").EnumerateArray().Select(row => row.GetProperty("id").GetString()).Where(id => id != senior).ElementAt(_others++);
        var number = $"B{Guid.NewGuid():N}"[..16];
        var device = await Post("/api/devices", new { number, protocol = "http", model = "一键呼 1 型" });
        await Post($"/api/devices/{device.GetProperty("id").GetString()}/bind", new { seniorId = senior });
        return number;
    }

    private async Task<string> Press(string number, int sequence)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { deviceNumber = number, sequence, type = "sos", batteryPercent = 64, latitude = 37.51, longitude = 122.11 });
        var at = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(DeviceKey), Encoding.UTF8.GetBytes($"{at}.").Concat(body).ToArray()));
        using var client = new HttpClient { BaseAddress = new(Site.Address) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/device-events") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Vendor", "demo");
        request.Headers.Add("X-Signature", $"t={at},v1={signature}");
        using var answer = await client.SendAsync(request);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("incidentId").GetString()!;
    }
}
