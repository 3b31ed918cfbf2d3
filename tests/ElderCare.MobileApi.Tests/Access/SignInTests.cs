using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ElderCare.MobileApi.Tests.Access;

/// <summary>Signing in, staying signed in, and being put out.</summary>
public partial class SignInTests
{
    [SkippableTheory]
    [OnBothDatabases]
    public async Task EndsAWholeSignInWhenARefreshTokenComesAgain(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        using var client = city.CreateClient();
        var first = await client.PostAsJsonAsync("/api/auth/token", new { userName = " Senior1", password = TestCity.Password }).Body();
        var second = await client.PostAsJsonAsync("/api/auth/refresh", new { refreshToken = first.Text("refreshToken") }).Body();
        Bear(client, second);
        await client.GetAsync("/api/me").Body();
        await client.PostAsJsonAsync("/api/auth/refresh", new { refreshToken = first.Text("refreshToken") }).ShouldBeProblem(401, "auth.refreshTokenReused", "refreshToken");
        await client.PostAsJsonAsync("/api/auth/refresh", new { refreshToken = second.Text("refreshToken") }).ShouldBeProblem(401, "auth.refreshTokenInvalid");
        await client.GetAsync("/api/me").ShouldBeProblem(401, "auth.tokenInvalid");
    }

    [SkippableTheory]
    [OnBothDatabases]
    public async Task GivesOnePairForARefreshTokenSentTwiceAtOnce(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        using var client = city.CreateClient();
        var pair = await client.PostAsJsonAsync("/api/auth/token", new { userName = "senior1", password = TestCity.Password }).Body();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.PostAsJsonAsync("/api/auth/refresh", new { refreshToken = pair.Text("refreshToken") })));
        Assert.Equal(1, answers.Count(answer => answer.IsSuccessStatusCode));
    }

    [SkippableTheory]
    [OnBothDatabases]
    public async Task SignsOutAtOnce(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        using var client = city.With(await city.SignIn("senior1"));
        await client.PostAsync("/api/auth/sign-out", null).Body();
        await client.GetAsync("/api/me").ShouldBeProblem(401, "auth.tokenInvalid");
    }

    [SkippableTheory]
    [OnBothDatabases]
    public async Task TheCookieDiesWithItsSignInWhoeverKeptACopy(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var jar = new CookieContainer();
        using var browser = await city.SignedInBrowser("canteen1", jar);
        using var thief = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new(city.Address) };
        thief.DefaultRequestHeaders.Add("Cookie", jar.GetCookieHeader(new(city.Address)));
        Assert.True((await thief.PostAsync("/hubs/dispatch/negotiate?negotiateVersion=1", null)).IsSuccessStatusCode);

        Assert.True((await browser.Send("/counter", "/sign-out")).IsSuccessStatusCode);

        await thief.PostAsync("/hubs/dispatch/negotiate?negotiateVersion=1", null).ShouldBeProblem(401, "auth.signInRequired");
        await browser.PostAsync("/hubs/dispatch/negotiate?negotiateVersion=1", null).ShouldBeProblem(401, "auth.signInRequired");
    }

    [SkippableTheory]
    [OnBothDatabases]
    public async Task SignsInByACodeThatDiesOfUseAndOfAge(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        using var client = city.CreateClient();
        var code = await CodeFor(client, "+86 199-0000-0001");
        Assert.Equal("senior1", (await SignedInBy(client, code)).Text("userName"));
        await Verify(client, code).ShouldBeProblem(401, "auth.codeInvalid", "code");
        city.Clock.AdvanceSeconds(60);
        var late = await CodeFor(client, "19900000001");
        city.Clock.AdvanceMinutes(10);
        await Verify(client, late).ShouldBeProblem(401, "auth.codeInvalid");
    }

    [SkippableTheory]
    [OnBothDatabases]
    public async Task SendsOneCodeAMinuteTenADayAndNoneToStrangers(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        using var client = city.CreateClient();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.PostAsJsonAsync("/api/auth/otp", new { phone = "19900000001" })));
        Assert.All(answers, answer => Assert.Equal(202, (int)answer.StatusCode));
        Assert.Equal(202, (int)(await client.PostAsJsonAsync("/api/auth/otp", new { phone = "13900009999" })).StatusCode);
        Assert.Single(await Outbox(client));
        for (var i = 0; i < 12; i++)
        {
            city.Clock.AdvanceMinutes(1);
            await client.PostAsJsonAsync("/api/auth/otp", new { phone = "19900000001" });
        }
        Assert.Equal(10, (await Outbox(client)).Count);
    }

    [SkippableTheory]
    [OnBothDatabases]
    public async Task SendsSoManyCodesToAnAddressWhetherPhonesAreKnownOrNot(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider, ("RateLimits:SignIn:CodesPerAddress", "3"));
        using var client = city.CreateClient();
        await AskFor("12").ShouldBeProblem(400, "request.invalid", "phone");
        foreach (var phone in new[] { "19900000001", "13900009998", "13900009999" }) Assert.Equal(202, (int)(await AskFor(phone)).StatusCode);
        foreach (var phone in new[] { "19900000001", "13900009997" })
        {
            Assert.Equal(300, (await AskFor(phone)).Headers.RetryAfter!.Delta!.Value.TotalSeconds);
            await AskFor(phone).ShouldBeProblem(429, "auth.tooManyCodes");
        }
        Assert.Single(await Outbox(client));
        city.Clock.AdvanceMinutes(5);
        Assert.Equal(202, (int)(await AskFor("19900000001")).StatusCode);
        Assert.Equal(2, (await Outbox(client)).Count);

        Task<HttpResponseMessage> AskFor(string phone) => client.PostAsJsonAsync("/api/auth/otp", new { phone });
    }

    [SkippableTheory]
    [OnBothDatabases]
    public async Task KeepsAnAddressOpenToThoseWhoSignedInFromIt(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider, ("RateLimits:SignIn:PerAccountAndAddress", "2"), ("RateLimits:SignIn:PerAddress", "5"));
        using var client = city.CreateClient();
        await city.SignIn("senior1");
        for (var i = 0; i < 5; i++) await SignIn(client, $"nobody{i}", "wrong").ShouldBeProblem(401, "auth.invalidCredentials");
        Assert.Equal(300, (await SignIn(client, "family1", TestCity.Password)).Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        await SignIn(client, "family1", TestCity.Password).ShouldBeProblem(429, "auth.tooManyFailures");
        await city.SignIn("senior1");
        for (var i = 0; i < 2; i++) await SignIn(client, "senior1", "wrong").ShouldBeProblem(401, "auth.invalidCredentials");
        await SignIn(client, "senior1", TestCity.Password).ShouldBeProblem(429, "auth.tooManyFailures");
        city.Clock.AdvanceMinutes(5);
        await SignIn(client, "family1", TestCity.Password).Body();
    }

    private static Task<HttpResponseMessage> SignIn(HttpClient client, string userName, string password) => client.PostAsJsonAsync("/api/auth/token", new { userName, password });

    private static Task<HttpResponseMessage> Verify(HttpClient client, string code) => client.PostAsJsonAsync("/api/auth/otp/verify", new { phone = "19900000001", code });

    private static async Task<JsonElement> SignedInBy(HttpClient client, string code)
    {
        Bear(client, await Verify(client, code).Body());
        return await client.GetAsync("/api/me").Body();
    }

    private static async Task<string> CodeFor(HttpClient client, string phone)
    {
        Assert.Equal(202, (int)(await client.PostAsJsonAsync("/api/auth/otp", new { phone })).StatusCode);
        return SixDigits().Match((await Outbox(client))[^1].Text("text")).Value;
    }

    private static async Task<IReadOnlyList<JsonElement>> Outbox(HttpClient client) => (await client.GetAsync("/api/dev/outbox").Body()).Items();

    private static void Bear(HttpClient client, JsonElement pair) => client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", pair.Text("accessToken"));

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex SixDigits();
}
