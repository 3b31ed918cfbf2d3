using System.Text;
using System.Text.Json;
using ElderCare.Data.Seeding;

namespace ElderCare.MobileApi.Tests.Reviews;

/// <summary>Visits and meals that are scored on trial.</summary>
public sealed class TrialReviewsTests(SharedCities cities) : IClassFixture<SharedCities>
{
    private const string Path = "/api/reviews/trial";

    private const string Stamp = """{"latitude":37.5,"longitude":122.1,"accuracyMetres":8,"code":"1234","occurredAt":"2026-11-02T01:02:10Z","mockLocation":false,"photoSha256":"ab","reason":null}""";

    private const string Visit = $$"""{"id":"v1","workerId":"w","seniorId":"s","startsAt":"2026-11-02T01:00:00Z","minutes":60,"checkIn":{{Stamp}},"checkOut":{"latitude":37.50001,"longitude":122.10002,"occurredAt":"2026-11-02T02:03:31Z"},"recordedAt":"2026-11-02T02:03:40Z","rating":5,"ratedAt":"2026-11-02T09:00:00Z"}""";

    private const string Sale = """{"id":"m1","seniorId":"s","canteenId":"c","operatorId":"o","soldAt":"2026-11-02T03:40:00Z","period":"lunch","vouched":false,"subsidyFen":300}""";

    private const string Facts = """{"seniors":[{"id":"s","bornOn":"1940-01-01","diedOn":null,"phone":"13900000001","latitude":37.5,"longitude":122.1,"away":[{"from":"2026-10-01","to":"2026-10-05"}]}],"canteens":[{"id":"c","seats":40,"closedOn":["2026-11-03"],"latitude":37.5,"longitude":122.1}]}""";

    private static readonly string Whole = $$"""{"visits":[{{Visit}}],"sales":[{{Sale}}],"facts":{{Facts}}}""";

    private static readonly Dictionary<string, (string Body, string Field)> BadOnes = new()
    {
        ["a visit without an id"] = (Whole.Replace("\"id\":\"v1\",", "", StringComparison.Ordinal), "visits[0].id"),
        ["a visit of nobody"] = (Whole.Replace("\"workerId\":\"w\"", "\"workerId\":\" \"", StringComparison.Ordinal), "visits[0].workerId"),
        ["a visit at no time"] = (Whole.Replace("\"startsAt\":\"2026-11-02T01:00:00Z\",", "", StringComparison.Ordinal), "visits[0].startsAt"),
        ["minutes as text"] = (Whole.Replace("\"minutes\":60", "\"minutes\":\"60\"", StringComparison.Ordinal), "visits[0].minutes"),
        ["less than no minutes"] = (Whole.Replace("\"minutes\":60", "\"minutes\":-1", StringComparison.Ordinal), "visits[0].minutes"),
        ["a latitude beyond the pole"] = (Whole.Replace(Stamp, Stamp.Replace("37.5", "91", StringComparison.Ordinal), StringComparison.Ordinal), "visits[0].checkIn.latitude"),
        ["half a place"] = (Whole.Replace(Stamp, Stamp.Replace("\"longitude\":122.1,", "", StringComparison.Ordinal), StringComparison.Ordinal), "visits[0].checkIn.longitude"),
        ["an accuracy below 0"] = (Whole.Replace("\"accuracyMetres\":8", "\"accuracyMetres\":-8", StringComparison.Ordinal), "visits[0].checkIn.accuracyMetres"),
        ["a day that is not"] = (Whole.Replace("\"occurredAt\":\"2026-11-02T01:02:10Z\"", "\"occurredAt\":\"2026-02-30T01:02:10Z\"", StringComparison.Ordinal), "visits[0].checkIn.occurredAt"),
        ["the end of all days"] = (Whole.Replace("\"startsAt\":\"2026", "\"startsAt\":\"9999", StringComparison.Ordinal), "visits[0].startsAt"),
        ["six stars"] = (Whole.Replace("\"rating\":5", "\"rating\":6", StringComparison.Ordinal), "visits[0].rating"),
        ["an empty row"] = (Whole.Replace($"[{Visit}]", $"[{Visit},null]", StringComparison.Ordinal), "visits[1]"),
        ["an id twice"] = (Whole.Replace($"[{Visit}]", $"[{Visit},{Visit}]", StringComparison.Ordinal), "visits[1].id"),
        ["a meal of nowhere"] = (Whole.Replace("\"canteenId\":\"c\"", "\"canteenId\":null", StringComparison.Ordinal), "sales[0].canteenId"),
        ["a meal at midnight"] = (Whole.Replace("\"period\":\"lunch\"", "\"period\":\"midnight\"", StringComparison.Ordinal), "sales[0].period"),
        ["a subsidy below 0"] = (Whole.Replace("\"subsidyFen\":300", "\"subsidyFen\":-300", StringComparison.Ordinal), "sales[0].subsidyFen"),
        ["an absence that ends first"] = (Whole.Replace("\"to\":\"2026-10-05\"", "\"to\":\"2026-09-05\"", StringComparison.Ordinal), "facts.seniors[0].away[0].to"),
        ["an absence without a beginning"] = (Whole.Replace("\"from\":\"2026-10-01\",", "", StringComparison.Ordinal), "facts.seniors[0].away[0].from"),
        ["dead before born"] = (Whole.Replace("\"diedOn\":null", "\"diedOn\":\"1930-01-01\"", StringComparison.Ordinal), "facts.seniors[0].diedOn"),
        ["seats below 0"] = (Whole.Replace("\"seats\":40", "\"seats\":-1", StringComparison.Ordinal), "facts.canteens[0].seats"),
        ["closed on no day"] = (Whole.Replace("[\"2026-11-03\"]", "[\"yesterday\"]", StringComparison.Ordinal), "facts.canteens[0].closedOn"),
        ["visits that are no list"] = ("""{"visits":{}}""", "visits"),
        ["nothing"] = ("null", "body"),
        ["no JSON"] = ("visits", "body"),
    };

    public static IEnumerable<string> Bad => BadOnes.Keys;

    [SkippableTheory, OnBothDatabases]
    public async Task ScoresEachInItsOrderAndStoresNothing(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var client = await city.As("auditor1");
        var before = city.Snapshot();
        var body = Whole.Replace("\"diedOn\":null", "\"diedOn\":\"2026-11-01\"", StringComparison.Ordinal).Replace("[{\"id\":\"m1\"", "[{\"id\":\"v1\",\"seniorId\":\"other\",\"canteenId\":\"c\",\"soldAt\":\"2026-11-02T03:40:00Z\"},{\"id\":\"m1\"", StringComparison.Ordinal);
        var answer = await Send(client, body).Body();
        Assert.Equal(["v1", "v1", "m1"], answer.Items().Select(item => item.Text("id")));
        Assert.Equal(["visit", "sale", "sale"], answer.Items().Select(item => item.Text("kind")));
        Assert.Equal([0.95, 0, 0.95], answer.Items().Select(item => item.GetProperty("score").GetDouble()));
        Assert.Equal([true, false, true], answer.Items().Select(item => item.GetProperty("flagged").GetBoolean()));
        Assert.Equal("visits.afterDeath", Assert.Single(answer.Items()[0].GetProperty("reasons").EnumerateArray()).GetString());
        Assert.Equal("老人在这天之前已经去世。", Assert.Single(answer.Items()[0].GetProperty("explanation").EnumerateArray()).GetString());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("nextCursor").ValueKind);
        var english = await Send((await city.As("supervisor1")).InEnglish(), body).Body();
        Assert.Equal("The person had died before that day.", Assert.Single(english.Items()[2].GetProperty("explanation").EnumerateArray()).GetString());
        Assert.Equal(before, city.Snapshot());
    }

    [SkippableTheory, OnBothDatabases(Cases = nameof(Bad))]
    public async Task NamesWhatIsWrong(string provider, string name)
    {
        Needs.Database(provider);
        var client = await (await cities.On(provider)).As("city1");
        var (body, field) = BadOnes[name];
        using var answer = await Send(client, body);
        Assert.Equal(400, (int)answer.StatusCode);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.True(problem.TryGetProperty("errors", out var errors) && errors.EnumerateObject().Any(error => error.Name.StartsWith(field, StringComparison.Ordinal)), $"{field} is not named: {problem}");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"visits":[],"sales":[],"facts":{}}""")]
    [InlineData("""{"visits":null,"facts":{"seniors":[],"canteens":null},"colour":"red"}""")]
    public async Task NothingToScoreIsNoScore(string body) =>
        Assert.Empty((await Send(await (await cities.On("Sqlite")).As("street1"), body).Body()).Items());

    [Fact]
    public async Task WhatIsAbsentIsNoReason()
    {
        var client = await (await cities.On("Sqlite")).As("district1");
        var body = """{"visits":[{"id":"1","workerId":"w","seniorId":"s","startsAt":"2026-11-02T01:00:00Z","minutes":60,"checkIn":{"occurredAt":"2026-11-02T01:00:07Z","brand":"x"},"checkOut":{"occurredAt":"2026-11-02T01:58:00Z"}}],"sales":[{"id":"1","seniorId":"s","canteenId":"c","soldAt":"2026-11-02T03:40:00Z"}],"facts":{"seniors":[{"id":"s"}],"canteens":[{"id":"c","closedOn":"2026-11-03"}]}}""";
        Assert.All((await Send(client, body).Body()).Items(), item => Assert.Equal(0, item.GetProperty("score").GetDouble()));
    }

    [Fact]
    public async Task ACanteenMayBeClosedOnOneDay()
    {
        var client = await (await cities.On("Sqlite")).As("city1");
        var body = Whole.Replace("[\"2026-11-03\"]", "\"2026-11-02\"", StringComparison.Ordinal);
        Assert.Contains("sales.canteenClosed", (await Send(client, body).Body()).Items()[1].GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()));
    }

    [Fact]
    public async Task TakesMoreThanAnOrdinaryBody()
    {
        var client = await (await cities.On("Sqlite")).As("city1");
        var visits = string.Join(",", Enumerable.Range(0, 12_000).Select(i => Visit.Replace("\"v1\"", $"\"v{i}\"", StringComparison.Ordinal).Replace("\"s\"", $"\"s{i}\"", StringComparison.Ordinal)));
        var body = $$"""{"visits":[{{visits}}]}""";
        Assert.True(body.Length > 2_000_000);
        Assert.Equal(12_000, (await Send(client, body).Body()).Items().Count);
    }

    [Fact]
    public async Task TakesJsonOnly()
    {
        var client = await (await cities.On("Sqlite")).As("city1");
        await client.PostAsync(Path, new StringContent("visits", Encoding.UTF8, "text/csv")).ShouldBeProblem(415, "request.notJson", "Content-Type");
    }

    [Theory]
    [InlineData("caregiver1")]
    [InlineData("provider1")]
    [InlineData("senior1")]
    public async Task IsNotForThoseWhoAreJudged(string user) =>
        await Send(await (await cities.On("Sqlite")).As(user), Whole).ShouldBeProblem(403, "auth.forbidden");

    [Theory]
    [InlineData("\"evidence\": \"RULE R01", "\"evidence\": \"\", \"was\": \"", "visitAfterDeath")]
    [InlineData("\"overlaps\"", "\"overlapping\"", "overlapping")]
    [InlineData("\"hoursPerDay\"", "\"hoursADay\"", "hoursADay")]
    [InlineData("\"value\": 0.85", "\"value\": 1", "mockLocation")]
    [InlineData("\"value\": 70", "\"value\": -70", "travelKilometresPerHour")]
    [InlineData("\"value\": 70", "\"value\": \"70\"", "reviews.json")]
    public void APolicyThatIsWrongIsRefusedWithItsField(string was, string becomes, string named)
    {
        var text = File.ReadAllText(System.IO.Path.Combine(ReferenceData.Folder, "policies", "reviews.json"));
        Assert.Contains(was, text, StringComparison.Ordinal);
        var refused = Assert.Throws<InvalidDataException>(() => ReviewPolicies.Parse(text.Replace(was, becomes, StringComparison.Ordinal)));
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> Send(HttpClient client, string body) => client.PostAsync(Path, new StringContent(body, Encoding.UTF8, "application/json"));
}
