using System.Net;

namespace ElderCare.MobileApi.Tests.Realtime;

/// <summary>The pages' cookie opens the hub for the pages, and for no page of a stranger.</summary>
public sealed class SameOriginTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [Fact]
    public async Task TheCookieOpensTheHubForItsOwnPagesOnly()
    {
        var city = await cities.On("Sqlite");
        using var browser = await city.SignedInBrowser("canteen1");

        Assert.Equal(HttpStatusCode.OK, (await Negotiate(browser, city.Address)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Negotiate(browser, null)).StatusCode);
        foreach (var stranger in new[] { "https://evil.example", city.Address.Replace("http:", "https:", StringComparison.Ordinal), city.Address + "0", "http://127.0.0.1", "null" })
        {
            await Negotiate(browser, stranger).ShouldBeProblem(403, "auth.foreignOrigin");
        }
    }

    [Fact]
    public async Task ATokenOpensTheHubFromAnywhere()
    {
        var city = await cities.On("Sqlite");
        Assert.Equal(HttpStatusCode.OK, (await Negotiate(await city.As("canteen1"), "https://till.example")).StatusCode);
        using var nobody = city.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await Negotiate(nobody, "https://till.example", $"&access_token={await city.TokenOf("canteen1")}")).StatusCode);
        await Negotiate(nobody, "https://till.example").ShouldBeProblem(401, "auth.signInRequired");
    }

    [Fact]
    public async Task BehindAKnownProxyTheOriginIsTheOneThatTheBrowserSees()
    {
        await using var city = await TestCity.Start("Sqlite", ("ForwardedHeaders:KnownProxies", "127.0.0.1,::1"));
        using var browser = await city.SignedInBrowser("canteen1");
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        Assert.Equal(HttpStatusCode.OK, (await Negotiate(browser, city.Address.Replace("http:", "https:", StringComparison.Ordinal))).StatusCode);
        await Negotiate(browser, city.Address).ShouldBeProblem(403, "auth.foreignOrigin");
    }

    private static async Task<HttpResponseMessage> Negotiate(HttpClient client, string? origin, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/hubs/dispatch/negotiate?negotiateVersion=1{query}");
        if (origin is not null) request.Headers.Add("Origin", origin);
        return await client.SendAsync(request);
    }
}
