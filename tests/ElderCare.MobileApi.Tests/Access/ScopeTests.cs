using System.Data.Common;
using System.Text.Json;
using System.Text.RegularExpressions;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Access;

/// <summary>Who sees which record, and what the database itself refuses.</summary>
public sealed partial class ScopeTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task AnOutsiderFindsNoOrder(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var placed = await (await city.As("senior1")).Post("/api/meal-orders", (await city.Lunch(10, 1500)).Order(DemoIds.Senior1)).Body();
        var path = $"/api/meal-orders/{placed.Text("id")}";
        var elsewhere = city.With(await city.TokenIn(Role.StreetOfficer, "371002002"));
        var otherCity = city.With(await city.TokenIn(Role.CityOfficer, "330300"));

        foreach (var outsider in new[] { await city.As("family2"), await city.As("canteen2"), elsewhere, otherCity })
        {
            var problem = await outsider.GetAsync(path).ShouldBeProblem(404, "notFound");
            var unknown = await outsider.GetAsync($"/api/meal-orders/{Guid.NewGuid()}").ShouldBeProblem(404, "notFound");
            Assert.Equal(unknown.GetRawText(), problem.GetRawText());
            Assert.DoesNotContain((await outsider.Read("/api/meal-orders?limit=200")).Items(), order => order.Text("id") == placed.Text("id"));
        }
        foreach (var never in new[] { "provider1", "courier1", "kiosk1", "admin" }) await (await city.As(never)).GetAsync(path).ShouldBeProblem(403, "auth.forbidden");
        await (await city.As("community1")).Read(path);
        await city.With(await city.TokenIn(Role.StreetOfficer, "371002001")).Read(path);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ALinkAllowsWhatItSaysWhileItHolds(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var family = await city.As("family2");
        var seniors = await city.AddSeniors(3);
        await city.Link("family2", seniors[0], FamilyRights.ViewHealth);
        await city.Link("family2", seniors[1], FamilyRights.Order | FamilyRights.Pay, TestCity.Noon);
        await city.Link("family2", seniors[2], FamilyRights.Order);
        var menu = await city.Lunch(10, 1500);
        var byAgent = (await (await city.As("agent1")).Post("/api/meal-orders", menu.Order(seniors[0])).Body()).Text("id");

        await family.Post("/api/meal-orders", menu.Order(seniors[0])).ShouldBeProblem(403, "people.linkDoesNotAllow");
        await family.Post($"/api/meal-orders/{byAgent}/cancel").ShouldBeProblem(403, "people.linkDoesNotAllow");
        await family.Put($"/api/meal-orders/{byAgent}", menu.Order(seniors[0]), "*").ShouldBeProblem(403, "people.linkDoesNotAllow");
        Assert.Matches("^[0-9]{6}$", (await family.Read($"/api/meal-orders/{byAgent}")).Text("code"));
        await family.Post("/api/meal-orders", menu.Order(seniors[1])).ShouldBeProblem(404, "notFound", "seniorId");
        await family.GetAsync($"/api/seniors/{seniors[1]}").ShouldBeProblem(404, "notFound");
        var wallet = menu.Order(seniors[2]);
        wallet["payBy"] = "wallet";
        await family.Post("/api/meal-orders", wallet).ShouldBeProblem(403, "people.linkDoesNotAllow");
        await family.Post("/api/meal-orders", menu.Order(seniors[2])).Body();
        Assert.False((await family.Read($"/api/seniors/{seniors[2]}")).TryGetProperty("allergies", out _));
        Assert.True((await family.Read($"/api/seniors/{seniors[0]}")).TryGetProperty("allergies", out _));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task NoAnswerHoldsAWholeIdNumberOrPhone(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var order = await (await city.As("senior1")).Post("/api/meal-orders", (await city.Lunch(10, 1500)).Order(DemoIds.Senior1)).Body();
        await (await city.As("canteen1")).Post($"/api/meal-orders/{order.Text("id")}/missed").Body();
        await (await city.As("agent1")).Post("/api/seniors/search", new { text = DemoIds.Senior1Phone }).Body();
        var patterns = city.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
            .Where(pattern => pattern.StartsWith("/api/", StringComparison.Ordinal) && pattern != "/api/dev/outbox").ToList();
        var answered = 0;
        foreach (var user in new[] { "admin", "city1", "auditor1", "agent1", "community1", "canteen1", "senior1", "family1" })
        {
            var client = await city.As(user);
            foreach (var pattern in patterns)
            {
                using var answer = await client.GetAsync(AddressOf(pattern, order.Text("id")));
                if (!answer.IsSuccessStatusCode) continue;
                answered++;
                foreach (var text in Texts(JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement))
                {
                    Assert.False(WholeNumber().IsMatch(text), $"{pattern} shows {user} {text}");
                }
            }
        }
        Assert.True(answered > 60, $"{answered} answers were looked at.");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task EachChangeIsWrittenDownWithWhoDidIt(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (senior, canteen, community) = (await city.As("senior1"), await city.As("canteen1"), await city.As("community1"));
        var menu = await Recorded("menu.created", "canteen1", () => city.Lunch(10, 1500));
        var order = "";
        await Recorded("mealOrder.placed", "senior1", async () => { order = (await senior.Post("/api/meal-orders", menu.Order(DemoIds.Senior1)).Body()).Text("id"); return order; });
        await Recorded("mealOrder.changed", "senior1", () => senior.Put($"/api/meal-orders/{order}", menu.Order(DemoIds.Senior1, 2), "*").Body());
        await Recorded("mealOrder.preparing", "canteen1", () => canteen.Post($"/api/meal-orders/{order}/preparing").Body());
        await Recorded("mealOrder.ready", "canteen1", () => canteen.Post($"/api/meal-orders/{order}/ready").Body());
        await Recorded("mealOrder.missed", "canteen1", () => canteen.Post($"/api/meal-orders/{order}/missed").Body());
        var next = await senior.Post("/api/meal-orders", menu.Order(DemoIds.Senior1)).Body();
        await Recorded("mealOrder.fulfilled", "canteen1", () => canteen.Post($"/api/meal-orders/{next.Text("id")}/collect", new { code = next.Text("code") }).Body());
        var last = await senior.Post("/api/meal-orders", (await city.Lunch(5, 900)).Order(DemoIds.Senior1)).Body();
        await Recorded("mealOrder.cancelled", "senior1", () => senior.Post($"/api/meal-orders/{last.Text("id")}/cancel").Body());
        var task = (await community.Read("/api/tasks?status=open")).Items().Single(task => task.Text("subjectId") == order).Text("id");
        await Recorded("task.claimed", "community1", () => community.Post($"/api/tasks/{task}/claim").Body());
        await Recorded("task.noted", "community1", () => community.Post($"/api/tasks/{task}/notes", new { text = "打过电话" }).Body());
        await Recorded("task.closed", "community1", () => community.Post($"/api/tasks/{task}/close", new { outcome = "人没事" }).Body());
        await Recorded("senior.read", "agent1", async () => await (await city.As("agent1")).Read($"/api/seniors/{DemoIds.Senior1}"));

        async Task<T> Recorded<T>(string action, string user, Func<Task<T>> change)
        {
            await city.As(user);
            using var db = city.Get<CityDatabase>().Read();
            var before = await db.Audit.Select(row => row.Id).ToListAsync();
            var done = await change();
            var row = Assert.Single(await db.Audit.Where(row => !before.Contains(row.Id)).ToListAsync());
            Assert.Equal((action, DemoIds.Account(user).ToString(), TestCity.Noon), (row.Action, row.Actor, row.At));
            return done;
        }
    }

    public static IEnumerable<string> AppendOnly => ["Transfers", "Audit"];

    [SkippableTheory, OnBothDatabases(Cases = nameof(AppendOnly))]
    public async Task TheDatabaseItselfRefusesToRewrite(string provider, string table)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var column = table == "Audit" ? "Actor" : "Kind";
        var statements = new List<string> { $"UPDATE \"{table}\" SET \"{column}\" = 'x'", $"DELETE FROM \"{table}\"" };
        if (provider != "Sqlite") statements.Add($"TRUNCATE \"{table}\" CASCADE");
        var before = city.Snapshot();
        foreach (var statement in statements)
        {
            var refusal = await Assert.ThrowsAnyAsync<DbException>(() => city.Get<CityWriter>().Commit(Lane.Bulk, unit => unit.Sql.Execute(statement)));
            Assert.Contains("append-only", refusal.Message, StringComparison.Ordinal);
        }
        Assert.Equal(before, city.Snapshot());
    }

    private static string AddressOf(string pattern, string order)
    {
        var id = pattern.StartsWith("/api/seniors/", StringComparison.Ordinal) ? DemoIds.Senior1.ToString()
            : pattern.StartsWith("/api/canteens/", StringComparison.Ordinal) ? DemoIds.Canteen1.ToString()
            : pattern.StartsWith("/api/meal-orders/", StringComparison.Ordinal) ? order
            : pattern.StartsWith("/api/accounts/", StringComparison.Ordinal) ? DemoIds.Account("senior1").ToString()
            : pattern.StartsWith("/api/ledger/", StringComparison.Ordinal) ? Domain.Ledger.LedgerAccount.IdOf(Domain.Ledger.AccountKind.SeniorShare, DemoIds.Senior1).ToString()
            : Guid.Empty.ToString();
        var address = pattern.Replace("{date}", "2026-11-24", StringComparison.Ordinal).Replace("{period}", "lunch", StringComparison.Ordinal).Replace("{id:guid}", id, StringComparison.Ordinal);
        return address + "?date=2026-11-24&period=lunch&after=0&limit=200";
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Texts(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => Guid.TryParse(element.GetString(), out _) ? [] : [element.GetString()!],
        _ => [],
    };

    // 18 characters of an identity card, or 11 digits of a mobile phone, not inside a longer word.
    [GeneratedRegex(@"(?<![0-9A-Za-z\-])([0-9]{17}[0-9Xx]|1[3-9][0-9]{9})(?![0-9A-Za-z\-])")]
    private static partial Regex WholeNumber();
}
