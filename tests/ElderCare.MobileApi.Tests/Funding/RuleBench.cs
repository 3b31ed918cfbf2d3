using System.Text.Json;
using System.Text.Json.Nodes;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Shared;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.MobileApi.Tests.Funding;

/// <summary>A Weihai without rules of its own, in which given rules price made-up meals by trial and real ones by quote and order.</summary>
internal sealed class RuleBench : IAsyncDisposable
{
    private readonly List<string> _published = [];
    private readonly HashSet<LocalDate> _usedDays = [];

    private RuleBench(TestCity city, HttpClient officer, HttpClient agent) => (City, Officer, Agent) = (city, officer, agent);

    public TestCity City { get; }

    public HttpClient Officer { get; }

    /// <summary>Orders for others.</summary>
    public HttpClient Agent { get; }

    public static async Task<RuleBench> Open(string provider)
    {
        var city = await TestCity.Start(provider);
        var bench = new RuleBench(city, await city.As("city1"), await city.As("agent1"));
        foreach (var rule in (await bench.Officer.Read("/api/subsidy-rules?city=371000&status=published&limit=200")).Items()) await bench.Officer.Withdraw(rule.Text("id")).Body();
        return bench;
    }

    public ValueTask DisposeAsync() => City.DisposeAsync();

    /// <summary>Publishes rules from today on.</summary>
    public async Task Publish(IEnumerable<JsonObject> rules)
    {
        foreach (var rule in rules)
        {
            await Officer.Publish(rule);
            _published.Add((string)rule["id"]!);
        }
    }

    /// <summary>Withdraws what was published here.</summary>
    public async Task WithdrawAll()
    {
        foreach (var id in _published) await Officer.Withdraw(id).Body();
        _published.Clear();
    }

    /// <summary>Somebody born on a day, registered and living somewhere.</summary>
    public async Task<Guid> Senior(LocalDate bornOn, string hukou, string residence, string? category = null)
    {
        var id = (await City.AddSeniors(1, category))[0];
        await City.Get<CityWriter>().Commit(Lane.Interactive, unit => unit.Sql.Execute(
            """UPDATE "Seniors" SET "BornOn" = @p0, "HukouDivision" = @p1, "ResidenceDivision" = @p2 WHERE "Id" = @p3""", bornOn.ToDateOnly(), hukou, residence, id));
        return id;
    }

    /// <summary>Has canteen1 lie in another division.</summary>
    public Task MoveCanteen(string division) => City.Get<CityWriter>().Commit(Lane.Interactive, unit => unit.Sql.Execute(
        """UPDATE "Canteens" SET "DivisionCode" = @p0, "Version" = "Version" + 1 WHERE "Id" = @p1""", division, DemoIds.Canteen1));

    /// <summary>Gives the dishes of a menu tags.</summary>
    public Task Tag(TestMenu menu, params string[] tags) => City.Get<CityWriter>().Commit(Lane.Interactive, unit =>
    {
        foreach (var dish in menu.Dishes) unit.Sql.Execute("""UPDATE "MenuDishes" SET "Tags" = @p0 WHERE "Id" = @p1""", JsonSerializer.Serialize(tags), dish);
    });

    /// <summary>The next day to come that no other case has, of the kind and, if that matters, the weekday of another day.</summary>
    public LocalDate DayLike(string date, bool sameWeekday = false)
    {
        var (calendar, like) = (City.Get<CityFacts>().Calendar, LocalDatePattern.Iso.Parse(date).Value);
        var day = TestCity.Today.PlusDays(16); // the demo has menus until then
        while (calendar.DayKindOf(day) != calendar.DayKindOf(like) || (sameWeekday && day.DayOfWeek != like.DayOfWeek) || !_usedDays.Add(day)) day = day.PlusDays(1);
        return day;
    }

    /// <summary>What a made-up person would pay; no rules are the published ones.</summary>
    public Task<JsonElement> Trial(object person, object meal, IEnumerable<JsonObject>? rules = null, IEnumerable<object>? alreadySubsidised = null) =>
        Officer.Post("/api/subsidy-rules/trial", new { person, meal, rules = rules ?? [], alreadySubsidised = alreadySubsidised ?? [] }).Body();

    /// <summary>Who pays what, by payer, fund and rule.</summary>
    public static IReadOnlyList<(string Payer, string? Fund, string? Rule, long Fen)> Lines(JsonElement meal) => [.. meal.GetProperty("splits").EnumerateArray().Select(split => (
        split.Text("payer"), split.TryGetProperty("fundId", out var fund) ? fund.GetString() : null, split.TryGetProperty("ruleId", out var rule) ? rule.GetString() : null, split.Fen("amountFen")))];

    /// <summary>A seed rule as an officer sends it.</summary>
    public static JsonObject Seed(string id)
    {
        var rule = ReferenceData.SubsidyRules().Single(rule => (string?)rule["id"] == id).DeepClone().AsObject();
        rule.Remove("loadAs");
        rule.Remove("inferred");
        return rule;
    }
}
