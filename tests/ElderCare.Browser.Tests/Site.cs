using Microsoft.Playwright;

namespace ElderCare.Browser.Tests;

/// <summary>The site and a browser to visit it, once for all tests; nothing is started when there is no browser.</summary>
public sealed class Site : IAsyncLifetime
{
    public const int Phone = 390;
    public const int NarrowPhone = 360;
    private const string Password = "Demo-12349!";
    private ServerProcess? _server;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public string Address => _server!.Address;

    public async Task InitializeAsync()
    {
        if (!Chromium.IsThere) return;
        _server = await ServerProcess.Start();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium.Path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_server is not null) await _server.DisposeAsync();
    }

    /// <summary>A visitor with cookies of their own.</summary>
    /// <param name="width">Of the screen.</param>
    /// <param name="runsScripts">Whether scripts run.</param>
    /// <param name="hasPolicy">Whether the page's content security policy holds as for everybody; a test that brings its own scripts needs it not to.</param>
    public async Task<IPage> Visitor(int width = Phone, bool runsScripts = true, bool hasPolicy = false)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Address, ViewportSize = new() { Width = width, Height = 844 }, JavaScriptEnabled = runsScripts, BypassCSP = runsScripts && !hasPolicy,
        });
        return await context.NewPageAsync();
    }

    /// <summary>Closes the pages of a test that has ended: those that refresh themselves would go on for all others.</summary>
    public async Task SeeOff()
    {
        if (_browser is null) return;
        foreach (var visitor in _browser.Contexts.ToList()) await visitor.CloseAsync();
    }

    /// <summary>A demo user who has signed in.</summary>
    public async Task<IPage> SignedIn(string userName, int width = Phone, bool runsScripts = true, bool hasPolicy = false)
    {
        var page = await Visitor(width, runsScripts, hasPolicy);
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("用户名").FillAsync(userName);
        await page.GetByLabel("密码").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync($"{Address}/", new() { Timeout = 30_000 }); // looks again and again: a wait for the navigation may come too late for it
        return page;
    }
}

/// <summary>Tests that share the site; they run one after the other, and each closes its pages.</summary>
[Collection(nameof(Site))]
public abstract class SiteTests(Site site) : IAsyncLifetime
{
    protected Site Site { get; } = site;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Site.SeeOff();

    [CollectionDefinition(nameof(Site))]
    public sealed class Shared : ICollectionFixture<Site>;
}
