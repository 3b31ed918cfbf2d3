using System.Net.Http.Json;

namespace ElderCare.MobileApi.Tests.Access;

/// <summary>Making accounts and links, and taking them away.</summary>
public class AccountTests
{
    [SkippableTheory]
    [OnBothDatabases]
    public async Task GivesAPasswordOnceAndTakesEverythingBackAtOnce(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        using var admin = await city.As("admin");
        using var worker = city.CreateClient();
        var made = await admin.Post("/api/accounts", new { userName = "worker9", name = "王小二", roles = new[] { "communityWorker" }, divisionCode = "371002" }).Body();
        var account = $"/api/accounts/{made.Text("id")}";
        var pair = await SignIn(worker, made.Text("initialPassword")).Body();
        worker.DefaultRequestHeaders.Authorization = new("Bearer", pair.Text("accessToken"));
        await worker.GetAsync("/api/seniors").Body();
        Assert.False((await admin.GetAsync(account).Body()).TryGetProperty("initialPassword", out _));
        await admin.Post($"{account}/disable").Body();
        await worker.GetAsync("/api/seniors").ShouldBeProblem(401, "auth.accountDisabled");
        await worker.PostAsJsonAsync("/api/auth/refresh", new { refreshToken = pair.Text("refreshToken") }).ShouldBeProblem(401, "auth.accountDisabled");
        await SignIn(worker, made.Text("initialPassword")).ShouldBeProblem(401, "auth.accountDisabled");
        await admin.Post($"{account}/move", new { enable = true }).Body();
        var reset = await admin.Post($"{account}/reset-password").Body();
        await SignIn(worker, made.Text("initialPassword")).ShouldBeProblem(401, "auth.invalidCredentials");
        await SignIn(worker, reset.Text("initialPassword")).Body();
    }

    [SkippableTheory]
    [OnBothDatabases]
    public async Task KeepsAnAdministrator(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        using var admin = await city.As("admin");
        var me = (await admin.GetAsync("/api/me").Body()).Text("id");
        await admin.Post($"/api/accounts/{me}/disable").ShouldBeProblem(409, "accounts.ownAccount");
        await admin.Post($"/api/accounts/{me}/move", new { roles = new[] { "agent" }, divisionCode = "371000" }).ShouldBeProblem(409, "accounts.lastAdministrator");
        await admin.Post("/api/accounts", new { userName = "senior1", name = "重名", roles = new[] { "family" } }).ShouldBeProblem(409, "accounts.userNameTaken", "userName");
        await admin.Post("/api/accounts", new { userName = "x", name = "y", roles = new[] { "courier" } }).ShouldBeProblem(400, "request.invalid", "canteenId");
    }

    [SkippableTheory]
    [OnBothDatabases]
    public async Task LetsFamilyActWhileTheSeniorAgrees(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        using var senior = await city.As("senior1");
        using var family = await city.As("family2");
        var id = (await senior.GetAsync("/api/me").Body()).Text("seniorId");
        var links = $"/api/seniors/{id}/family-links";
        await family.GetAsync($"/api/seniors/{id}").ShouldBeProblem(404, "notFound");
        await family.GetAsync(links).ShouldBeProblem(404, "notFound");
        await senior.Post(links, new { phone = "19900100002", scope = new[] { "order" }, validTo = (TestCity.Noon + NodaTime.Duration.FromHours(1)).ToString() }).Body();
        await senior.Post(links, new { userName = "family2", scope = new[] { "pay" } }).ShouldBeProblem(409, "people.linkExists");
        await family.GetAsync($"/api/seniors/{id}").Body();
        await family.GetAsync($"/api/seniors/{id}/access-log").Body();
        city.Clock.AdvanceMinutes(20);
        var link = (await senior.GetAsync(links).Body()).Items()[0].Text("id");
        await senior.Post($"{links}/{link}/revoke").Body();
        await family.GetAsync($"/api/seniors/{id}").ShouldBeProblem(404, "notFound");
        await senior.Post(links, new { userName = "family2", scope = new[] { "pay" }, validTo = (TestCity.Noon + NodaTime.Duration.FromMinutes(25)).ToString() }).Body();
        await family.GetAsync($"/api/seniors/{id}").Body();
        city.Clock.AdvanceMinutes(5);
        await family.GetAsync($"/api/seniors/{id}").ShouldBeProblem(404, "notFound");
    }

    [SkippableTheory]
    [OnBothDatabases]
    public async Task TellsASeniorWhoLooked(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        using var senior = await city.As("senior1");
        using var officer = await city.As("district1");
        using var auditor = await city.As("auditor1");
        var id = (await senior.GetAsync("/api/me").Body()).Text("seniorId");
        await officer.GetAsync($"/api/seniors/{id}").Body();
        Assert.Equal("senior.read", (await senior.GetAsync($"/api/seniors/{id}/access-log?limit=1").Body()).Items()[0].Text("action"));
        Assert.Equal(id, (await auditor.GetAsync($"/api/audit?seniorId={id}&action=senior.read").Body()).Items()[0].Text("seniorId"));
    }

    private static Task<HttpResponseMessage> SignIn(HttpClient client, string password) => client.PostAsJsonAsync("/api/auth/token", new { userName = "worker9", password });
}
