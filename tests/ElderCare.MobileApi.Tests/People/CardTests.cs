using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Seeding;

namespace ElderCare.MobileApi.Tests.People;

/// <summary>Cards and paper vouchers that say who somebody is.</summary>
public sealed class CardTests(SharedCities cities) : IClassFixture<SharedCities>
{
    private static int _numbers = 10_000_000;

    [SkippableTheory, OnBothDatabases]
    public async Task Case11_ACardIsGivenOutLostAndReplaced(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (worker, senior) = (await city.As("district1"), (await city.AddSeniors(1))[0]);
        var (path, number) = ($"/api/seniors/{senior}/cards", Number());
        var card = await worker.Post(path, new { kind = "mealCard", number }).Body();
        Assert.Equal(("mealCard", "active", new string('*', number.Length - 4) + number[^4..]), (card.Text("kind"), card.Text("state"), card.Text("number")));
        Assert.Equal([senior], await Found(worker, number));

        var lost = await worker.Post($"{path}/{card.Text("id")}/lost").Body();
        Assert.Equal(("lost", "2026-11-23T04:00:00Z"), (lost.Text("state"), lost.Text("lostAt")));
        Assert.Equal(lost.GetRawText(), (await worker.Post($"{path}/{card.Text("id")}/lost").Body()).GetRawText());
        Assert.Empty(await Found(worker, number));

        var next = Number();
        var replacing = await worker.Post($"{path}/{card.Text("id")}/replace", new { number = next }).Body();
        var old = await worker.Read($"{path}/{card.Text("id")}");
        Assert.Equal(("replaced", replacing.Text("id")), (old.Text("state"), old.Text("replacedBy")));
        Assert.Equal(("mealCard", "active"), (replacing.Text("kind"), replacing.Text("state")));
        Assert.Equal([senior], await Found(worker, next));
        await worker.Post($"{path}/{card.Text("id")}/replace", new { number = Number() }).ShouldBeProblem(409, "people.cardReplaced");
        Assert.Equal([replacing.Text("id"), card.Text("id")], (await worker.Read(path)).Items().Select(one => one.Text("id")));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case11_ANumberHasOneHolderWhileItIsActive(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var worker = await city.As("district1");
        var (people, number) = (await city.AddSeniors(5), Number());
        var answers = await Task.WhenAll(people.Select(person => worker.Post($"/api/seniors/{person}/cards", new { kind = "socialSecurityCard", number })));
        var holder = Assert.Single(answers.Zip(people), answer => answer.First.IsSuccessStatusCode);
        foreach (var refused in answers.Where(answer => !answer.IsSuccessStatusCode))
        {
            var problem = await Task.FromResult(refused).ShouldBeProblem(409, "people.cardTaken", "number");
            Assert.DoesNotContain(holder.Second.ToString(), problem.GetRawText(), StringComparison.Ordinal);
        }
        await worker.Post($"/api/seniors/{holder.Second}/cards/{(await holder.First.Body()).Text("id")}/lost").Body();
        await worker.Post($"/api/seniors/{people.First(person => person != holder.Second)}/cards", new { kind = "socialSecurityCard", number = $" {number[..4]}-{number[4..]} " }).Body();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoHasDiedGetsNoCard(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (worker, senior) = (await city.As("district1"), (await city.AddSeniors(1))[0]);
        var card = (await worker.Post($"/api/seniors/{senior}/cards", new { kind = "mealCard", number = Number() }).Body()).Text("id");
        await city.Record(senior, "death", new { diedOn = TestCity.Today.PlusDays(-3).Iso(), source = "公安数据" }, "district1");

        await worker.Post($"/api/seniors/{senior}/cards", new { kind = "mealCard", number = Number() }).ShouldBeProblem(409, "people.deceased");
        await worker.Post($"/api/seniors/{senior}/cards/{card}/replace", new { number = Number() }).ShouldBeProblem(409, "people.deceased");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ASearchFindsByWhateverSomebodyShowsAndIsWrittenDown(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (worker, senior, card, idNumber) = (await city.As("district1"), (await city.AddSeniors(1))[0], Number(), IdNumbers.Next());
        var name = provider == "Sqlite" ? "古丽仙·买买提" : "古丽仙·阿不都";
        await worker.Patch($"/api/seniors/{senior}", new { name, idNumber, phone = card.Replace("CARD", "138", StringComparison.Ordinal), landline = $"0631-5{card[^6..]}" }).Body();
        await worker.Post($"/api/seniors/{senior}/cards", new { kind = "paperVoucher", number = card }).Body();
        foreach (var text in new[] { name, name.Replace('·', '•'), idNumber, idNumber.ToLowerInvariant(), card, card.ToLowerInvariant(), card.Replace("CARD", "+86 138", StringComparison.Ordinal), $"0631 5{card[^6..]}" })
        {
            Assert.Equal([senior], await Found(worker, text));
        }
        using var db = city.Get<CityDatabase>().Read();
        Assert.Equal(8, db.Audit.Count(row => row.SeniorId == senior && row.Action == "senior.found" && row.Actor == DemoIds.Account("district1").ToString()));
        Assert.Empty(await Found(city.With(await city.TokenIn(Domain.Access.Role.CommunityWorker, "330302")), card));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task EachFieldOfANewCardIsChecked(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (worker, path) = (await city.As("district1"), $"/api/seniors/{(await city.AddSeniors(1))[0]}/cards");
        var problem = await worker.Post(path, new { number = "12" }).ShouldBeProblem(400, "request.invalid", "kind");
        Assert.True(problem.GetProperty("errors").TryGetProperty("number", out _));
        await worker.Post(path, new { kind = "mealCard", number = new string('1', 33) }).ShouldBeProblem(400, "request.invalid", "number");
        await worker.Post(path, new { kind = "face", number = "12345678" }).ShouldBeProblem(400, "request.malformed", "kind");
        await worker.Post($"{path}/{Guid.NewGuid()}/lost").ShouldBeProblem(404, "notFound");
        await worker.Post($"{path}/{Guid.NewGuid()}/replace", new { number = Number() }).ShouldBeProblem(404, "notFound");
        await (await city.As("senior1")).Post($"{path}/{Guid.NewGuid()}/lost").ShouldBeProblem(404, "notFound");
    }

    private static string Number() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"CARD{Interlocked.Increment(ref _numbers):00000000}");

    private static async Task<IReadOnlyList<Guid>> Found(HttpClient client, string text) =>
        [.. (await client.Post("/api/seniors/search", new { text }).Body()).Items().Select(senior => senior.GetProperty("id").GetGuid())];
}
