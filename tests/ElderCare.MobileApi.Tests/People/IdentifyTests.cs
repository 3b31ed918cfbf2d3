using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Access;

namespace ElderCare.MobileApi.Tests.People;

/// <summary>Somebody stands at a counter: with a card, with a number, or with nothing but a face that staff know.</summary>
public sealed class IdentifyTests(SharedCities cities) : IClassFixture<SharedCities>
{
    private const string Path = "/api/seniors/identify";
    private static readonly string Photo = new('a', 64);

    [SkippableTheory, OnBothDatabases]
    public async Task Case11_ACardOrNumberSaysWhoSomebodyIsAndNothingElse(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (worker, senior, idNumber) = (await city.As("district1"), (await city.AddSeniors(1))[0], IdNumbers.Next());
        await worker.Patch($"/api/seniors/{senior}", new { name = "欧阳秀兰", idNumber }).Body();
        foreach (var user in new[] { "canteen1", "kiosk1" })
        {
            var counter = await city.As(user);
            foreach (var (kind, by) in new[] { ("mealCard", "mealCard"), ("socialSecurityCard", "socialSecurityCard"), ("paperVoucher", "paperVoucher") })
            {
                var number = $"{user}{kind}{provider}"[..Math.Min(32, $"{user}{kind}{provider}".Length)];
                await worker.Post($"/api/seniors/{senior}/cards", new { kind, number }).Body();
                Assert.Equal($$"""{"seniorId":"{{senior}}","name":"欧阳**","by":"{{by}}"}""", (await counter.Post(Path, new { card = number }).Body()).GetRawText());
            }
            Assert.Equal("idCard", (await counter.Post(Path, new { idNumber = idNumber.ToLowerInvariant() }).Body()).Text("by"));
            await counter.Post(Path, new { idNumber = IdNumbers.Next() }).ShouldBeProblem(404, "notFound");
            await counter.Post(Path, new { card = "nobody00" }).ShouldBeProblem(404, "notFound");
            await counter.Post(Path, new { card = "1", idNumber = "2" }).ShouldBeProblem(400, "request.invalid", "card");
            await counter.Post(Path, new { }).ShouldBeProblem(400, "request.invalid", "card");
        }
        using var db = city.Get<CityDatabase>().Read();
        Assert.Equal(8, db.Audit.Count(row => row.SeniorId == senior && row.Action == "senior.identified"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case11_ALostCardASeniorOfAnotherCityAndADeadOneAreNotServed(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (worker, counter) = (await city.As("district1"), await city.As("canteen1"));
        var lost = $"LOST{provider}";
        var senior = (await city.AddSeniors(1))[0];
        var card = await worker.Post($"/api/seniors/{senior}/cards", new { kind = "mealCard", number = lost }).Body();
        await worker.Post($"/api/seniors/{senior}/cards/{card.Text("id")}/lost").Body();
        await counter.Post(Path, new { card = lost }).ShouldBeProblem(404, "notFound");

        var elsewhere = (await city.AddSeniors(1, division: "330302"))[0];
        await city.With(await city.TokenIn(Role.DistrictOfficer, "330302")).Post($"/api/seniors/{elsewhere}/cards", new { kind = "mealCard", number = $"FAR{provider}" }).Body();
        await counter.Post(Path, new { card = $"FAR{provider}" }).ShouldBeProblem(404, "notFound");
        var neighbour = (await city.AddSeniors(1, division: "371082"))[0];
        await (await city.As("city1")).Post($"/api/seniors/{neighbour}/cards", new { kind = "mealCard", number = $"NEAR{provider}" }).Body();
        await counter.Post(Path, new { card = $"NEAR{provider}" }).Body();

        var dead = (await city.AddSeniors(1))[0];
        await worker.Post($"/api/seniors/{dead}/cards", new { kind = "mealCard", number = $"DEAD{provider}" }).Body();
        await city.Record(dead, "death", new { diedOn = TestCity.Today.PlusDays(-3).Iso(), source = "公安数据" });
        await counter.Post(Path, new { card = $"DEAD{provider}" }).ShouldBeProblem(409, "people.deceased");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case11_StaffVouchForAFewPeopleADay(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (worker, counter, cap) = (await city.As("district1"), await city.As("canteen1"), CityPolicies.Register().VouchesPerStaffAndDay);
        var senior = (await city.AddSeniors(1))[0];
        await worker.Patch($"/api/seniors/{senior}", new { name = "独孤无卡" }).Body();
        var vouched = new { vouched = new { name = " 独孤无卡", photoSha256 = Photo } };

        await counter.Post(Path, new { vouched = new { name = "独孤无卡" } }).ShouldBeProblem(400, "request.invalid", "vouched.photoSha256");
        await counter.Post(Path, new { vouched = new { name = "独", photoSha256 = Photo } }).ShouldBeProblem(400, "request.invalid", "vouched.name");
        await (await city.As("kiosk1")).Post(Path, vouched).ShouldBeProblem(403, "auth.forbidden");
        var answers = await Task.WhenAll(Enumerable.Range(0, cap + 3).Select(_ => counter.Post(Path, vouched)));
        Assert.Equal(cap, answers.Count(answer => answer.IsSuccessStatusCode));
        foreach (var refused in answers.Where(answer => !answer.IsSuccessStatusCode)) await Task.FromResult(refused).ShouldBeProblem(409, "people.vouchLimit", "vouched");
        Assert.Equal("staffVouched", (await (await city.As("canteen2")).Post(Path, vouched).Body()).Text("by"));

        city.Clock.Advance(NodaTime.Duration.FromHours(12));
        counter = city.With(await city.TokenOf("canteen1"));
        await counter.Post(Path, vouched).Body();
        var namesake = (await city.AddSeniors(1))[0];
        await city.With(await city.TokenOf("district1")).Patch($"/api/seniors/{namesake}", new { name = "独孤无卡" }).Body();
        await counter.Post(Path, vouched).ShouldBeProblem(409, "people.namesakes", "vouched.name");
    }
}
