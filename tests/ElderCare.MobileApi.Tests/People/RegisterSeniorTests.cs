using System.Net;
using System.Text.Json.Nodes;
using ElderCare.Data;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Tests.People;

/// <summary>Registering one person.</summary>
public sealed class RegisterSeniorTests(SharedCities cities) : IClassFixture<SharedCities>
{
    private const string Seniors = "/api/seniors";

    [SkippableTheory, OnBothDatabases]
    public async Task APersonRegisteredCanBeFoundAndCanEat(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        using var worker = await city.As("district1");
        using var agent = await city.As("agent1");
        var person = Person();
        person["categories"] = new JsonArray(new JsonObject { ["category"] = "minimumLivingAllowance", ["validFrom"] = "2026-01-01" });
        person["allergies"] = new JsonArray("peanut");

        var answer = await worker.Post(Seniors, person);

        var made = await answer.Body();
        Assert.Equal((HttpStatusCode.Created, $"{Seniors}/{made.Text("id")}"), (answer.StatusCode, answer.Headers.Location!.ToString()));
        Assert.DoesNotContain(person["idNumber"]!.ToString(), made.ToString(), StringComparison.Ordinal);
        Assert.Single(made.GetProperty("warnings").EnumerateArray()); // the prefix was never issued
        var read = await worker.Read($"{Seniors}/{made.Text("id")}");
        Assert.Equal(("王**", "371002", "199****0001"), (read.Text("name"), read.Text("residenceDivision"), read.Text("phone")));
        var found = (await worker.Post($"{Seniors}/search", new { text = person["idNumber"]!.ToString() }).Body()).Items();
        Assert.Equal(made.Text("id"), Assert.Single(found).Text("id"));
        var menu = await city.Lunch(5, 1500);
        await agent.Post("/api/meal-orders", menu.Order(Guid.Parse(made.Text("id")))).Body();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ACategoryForEverIsOne(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        using var worker = await city.As("district1");
        var person = Person();
        person["categories"] = new JsonArray(new JsonObject { ["category"] = "minimumLivingAllowance", ["validFrom"] = "2026-01-01", ["validTo"] = "9999-12-31" });
        var id = (await worker.Post(Seniors, person).Body()).Text("id");
        await worker.Read($"{Seniors}/{id}/entitlements");
        await (await city.As("agent1")).Post("/api/meal-orders/quote", (await city.Lunch(5, 1500)).Order(Guid.Parse(id))).Body();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case09_OnePersonIsRegisteredOnceAlsoWhenAllAskAtOnce(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        using var worker = await city.As("district1");
        var number = InventedIdNumbers.Next();
        string[] variants = ["买买提·艾山", "买买提•艾山", " 买买提･艾山", "艾山"];

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(which => worker.Post(Seniors, Person(number, variants[which % 4]))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created)) await Task.FromResult(refused).ShouldBeProblem(409, "people.alreadyRegistered", "idNumber");
        using var db = city.Get<CityDatabase>().Read();
        var name = (await answers.Single(answer => answer.IsSuccessStatusCode).Body()).Text("id");
        Assert.Equal(2, await db.LedgerAccounts.CountAsync(account => account.Owner == name));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheSameKeyGetsTheFirstAnswerAgain(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        using var worker = await city.As("district1");
        var (person, key) = (Person(), Guid.NewGuid().ToString());
        var first = await worker.Post(Seniors, person, key).Body();
        var again = await worker.Post(Seniors, person, key).Body();
        Assert.Equal(first.ToString(), again.ToString());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OnlyWithinTheDivision(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        using var district = await city.As("district1");
        using var agent = await city.As("agent1");
        var person = Person();
        person["hukouDivision"] = "330302";
        person["residenceDivision"] = "330302";
        await district.Post(Seniors, person).ShouldBeProblem(404, "notFound", "residenceDivision");
        person["residenceDivision"] = "371082";
        await district.Post(Seniors, person).ShouldBeProblem(404, "notFound", "residenceDivision");
        await agent.Post(Seniors, person).Body();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task EveryWrongFieldIsNamedAndNothingIsKept(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        using var worker = (await city.As("district1")).InEnglish();
        var before = await Counted(city);
        var person = Person("330399193503050037", "=1+1");
        person["hukouDivision"] = "999999";
        person["phone"] = "12";
        var problem = await worker.Post(Seniors, person).ShouldBeProblem(400, "request.invalid", "idNumber");
        Assert.Equal(["hukouDivision", "idNumber", "name", "phone"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
        Assert.DoesNotContain("330399193503050037", problem.ToString(), StringComparison.Ordinal);
        await worker.Post(Seniors, new { categories = new object?[] { null } }).ShouldBeProblem(400, "request.invalid", "categories[0]");
        await worker.Post(Seniors, new { categories = new[] { new { category = "dissabled", validFrom = "2026-01-01" } } }).ShouldBeProblem(400, "request.invalid", "categories[0].category");
        Assert.Equal(before, await Counted(city));
    }

    private static async Task<int> Counted(TestCity city)
    {
        using var db = city.Get<CityDatabase>().Read();
        return await db.Seniors.CountAsync();
    }

    private static JsonObject Person(string? number = null, string name = "王秀英") => new()
    {
        ["name"] = name,
        ["idNumber"] = number ?? InventedIdNumbers.Next(),
        ["hukouDivision"] = "371002",
        ["residenceDivision"] = "371002",
        ["address"] = "新威路 1 号",
        ["phone"] = "19900000001",
    };
}
