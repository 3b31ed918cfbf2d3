using System.Net;
using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.MobileApi.Tests.People;

namespace ElderCare.MobileApi.Tests.Meals;

/// <summary>Whoever has no phone for a code shows a card or an identity document instead.</summary>
public sealed class CollectingWithoutACodeTests(SharedCities cities) : IClassFixture<SharedCities>
{
    private const string Seniors = "/api/seniors";

    [SkippableTheory, OnBothDatabases]
    public async Task Case11_AMealIsHandedOverAgainstTheSeniorsOwnCardOrDocument(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (worker, counter) = (await city.As("district1"), await city.As("canteen1"));
        var (senior, idNumber, card) = ((await city.AddSeniors(1))[0], IdNumbers.Next(), $"MEAL{provider}1");
        await worker.Patch($"{Seniors}/{senior}", new { idNumber }).Body();
        await worker.Post($"{Seniors}/{senior}/cards", new { kind = "mealCard", number = card }).Body();

        var byCard = await city.Order(await city.Lunch(10, 1500), senior);
        var byDocument = await city.Order(await city.Lunch(10, 1500), senior);
        Assert.Equal("fulfilled", (await counter.Post(Collect(byCard), new { card = $" {card.ToLowerInvariant()}" }).Body()).Text("state"));
        Assert.Equal("fulfilled", (await counter.Post(Collect(byDocument), new { idNumber = idNumber.ToLowerInvariant() }).Body()).Text("state"));

        using var db = city.Get<CityDatabase>().Read();
        Assert.Equal(["card", "idNumber"], db.Audit.Where(row => row.SeniorId == senior && row.Action == "mealOrder.fulfilled").OrderBy(row => row.Id).Select(row => row.Detail));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatIsSomebodyElsesOrLostIsRefusedLikeAWrongCodeAndCountsLikeOne(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (worker, counter) = (await city.As("district1"), await city.As("canteen1"));
        var (people, otherId) = (await city.AddSeniors(2), IdNumbers.Next());
        var (lost, others) = ($"LOSTMEAL{provider}", $"OTHERMEAL{provider}");
        await worker.Patch($"{Seniors}/{people[1]}", new { idNumber = otherId }).Body();
        await worker.Post($"{Seniors}/{people[1]}/cards", new { kind = "mealCard", number = others }).Body();
        var card = await worker.Post($"{Seniors}/{people[0]}/cards", new { kind = "mealCard", number = lost }).Body();
        await worker.Post($"{Seniors}/{people[0]}/cards/{card.Text("id")}/lost").Body();
        var order = await city.Order(await city.Lunch(10, 1500), people[0]);

        await counter.Post(Collect(order), new { card = lost }).ShouldBeProblem(409, "meals.wrongCode", "card");
        await counter.Post(Collect(order), new { card = others }).ShouldBeProblem(409, "meals.wrongCode", "card");
        await counter.Post(Collect(order), new { card = "-" }).ShouldBeProblem(409, "meals.wrongCode", "card");
        await counter.Post(Collect(order), new { idNumber = otherId }).ShouldBeProblem(409, "meals.wrongCode", "idNumber");
        await (await city.As("canteen2")).Post(Collect(order), new { card = others }).ShouldBeProblem(404, "notFound");
        await counter.Post(Collect(order), new { card = others, idNumber = otherId }).ShouldBeProblem(400, "request.invalid", "code");
        await counter.Post(Collect(order), new { code = "123456", card = others }).ShouldBeProblem(400, "request.invalid", "code");
        var guesses = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => counter.Post(Collect(order), new { idNumber = IdNumbers.Next() })));
        Assert.Equal((6, 4), (guesses.Count(guess => (int)guess.StatusCode == 409), guesses.Count(guess => (int)guess.StatusCode == 429)));
        Assert.Equal("placed", (await city.Order(order.Text("id"))).Text("state"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheCounterTakesACardOrDocumentInThePlaceOfACode(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider, ("RateLimits:WrongCodes:PerStaff", "2"));
        var (senior, idNumber) = ((await city.AddSeniors(1))[0], IdNumbers.Next());
        await (await city.As("district1")).Patch($"{Seniors}/{senior}", new { idNumber }).Body();
        var dish = (await (await city.As("agent1")).Read($"/api/canteens/{DemoIds.Canteen1}/menus/2026-11-23/dinner")).GetProperty("dishes")[0].GetProperty("id").GetGuid();
        var order = await city.Order(new TestMenu(DemoIds.Canteen1, TestCity.Today, "dinner", [dish]), senior);
        using var counter = await city.SignedInBrowser("canteen1");

        Assert.Contains("今天没有", await Typed(IdNumbers.Next()), StringComparison.Ordinal);
        Assert.Contains("交好了", await Typed(idNumber.ToLowerInvariant()), StringComparison.Ordinal);
        Assert.Equal("fulfilled", (await city.Order(order.Text("id"))).Text("state"));
        Assert.Contains("今天没有", await Typed(idNumber), StringComparison.Ordinal); // no other meal of today
        Assert.Contains("次数太多", await Typed(IdNumbers.Next()), StringComparison.Ordinal);

        async Task<string> Typed(string shown)
        {
            using var answer = await counter.Send("/counter", "/counter/hand-over", ("shown", shown));
            return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        }
    }

    private static string Collect(JsonElement order) => $"/api/meal-orders/{order.Text("id")}/collect";
}
