using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Ledger;
using ElderCare.MobileApi.Funding;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Funding;

/// <summary>What officers do with funds, and for whom a charity's fund pays.</summary>
public sealed class FundEndpointTests(SharedCities cities) : IClassFixture<SharedCities>
{
    private static int _number;

    [SkippableTheory, OnBothDatabases]
    public async Task AnOfficerOpensAFundAndGivesItMoneyFromItsTreasury(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (officer, id) = (await city.As("district1"), NewId());
        var before = city.Balance(AccountKind.Treasury, "371002");

        var created = await officer.Post("/api/funds", Charity(id)).Body();
        Assert.Equal(("charity", 0L, 0L), (created.Text("payer"), created.Fen("balanceFen"), created.GetProperty("month").Fen("takenFen")));
        await officer.Post("/api/funds", Charity(id)).ShouldBeProblem(409, "funds.idTaken", "id");
        var key = Guid.NewGuid().ToString();
        for (var time = 0; time < 2; time++) // the second is the first's answer again
        {
            Assert.Equal(50_000, (await officer.Post($"/api/funds/{id}/allotments", new { amountFen = 50_000, docRef = "威环财〔2026〕7号" }, key).Body()).Fen("balanceFen"));
        }

        Assert.Equal((50_000L, before - 50_000), (city.Balance(AccountKind.Fund, id), city.Balance(AccountKind.Treasury, "371002")));
        var postings = await officer.Read($"/api/ledger/accounts/{LedgerAccount.IdOf(AccountKind.Fund, id)}/postings");
        var posting = Assert.Single(postings.Items());
        Assert.Equal(("fundAllotted", 50_000L, "威环财〔2026〕7号"), (posting.Text("kind"), posting.Fen("amountFen"), posting.Text("refersTo")));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AChangeNeedsTheVersionThatWasReadAndKeepsWhatItDoesNotName(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (officer, id) = (await city.As("district1"), NewId());
        await officer.Post("/api/funds", Charity(id)).Body();
        var path = $"/api/funds/{id}";
        using var read = await officer.GetAsync(path);
        var tag = read.Headers.ETag!.ToString();

        await officer.Patch(path, new { purpose = "x" }, null).ShouldBeProblem(428, "request.ifMatchRequired", "If-Match");
        var changed = await officer.Patch(path, new { monthlyCapFen = 7_000 }, tag).Body();
        await officer.Patch(path, new { purpose = "x" }, tag).ShouldBeProblem(412, "request.stale", "If-Match");

        Assert.Equal((7_000, 7_000), (changed.GetProperty("month").Fen("capFen"), changed.GetProperty("month").Fen("remainingFen")));
        Assert.Equal("扶持海岛食堂", changed.Text("purpose"));
        Assert.Equal("island", changed.GetProperty("canteenTags")[0].GetString());
        Assert.False((await officer.Patch(path, new { purpose = (string?)null, canteenTags = Array.Empty<string>() }, "*").Body()).TryGetProperty("purpose", out _));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatIsWrongIsNamedAndNothingChanges(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var officer = await city.As("district1");
        var id = NewId();
        await officer.Post("/api/funds", Charity(id)).Body();
        var before = city.Snapshot();

        var problem = await officer.Post("/api/funds", new { id = "Fund 1", nameZh = "", nameEn = "x", divisionCode = "371002", payer = "senior", ageFrom = 80, ageTo = 80, divisions = new[] { "999999" }, monthlyCapFen = -1 })
            .ShouldBeProblem(400, "request.invalid", "id");
        Assert.Equal(["ageTo", "divisions[0]", "id", "monthlyCapFen", "nameZh", "payer"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
        await officer.Post("/api/funds", Charity(NewId(), division: "371003")).ShouldBeProblem(404, "notFound", "divisionCode");
        await officer.Patch($"/api/funds/{id}", new { monthlyCapFen = "much" }, "*").ShouldBeProblem(400, "request.malformed", "monthlyCapFen");
        await officer.Patch($"/api/funds/{id}", new { payer = "city" }, "*").ShouldBeProblem(400, "request.invalid", "payer");
        await officer.Post($"/api/funds/{id}/allotments", new { amountFen = 0, docRef = "x" }).ShouldBeProblem(400, "request.invalid", "amountFen");
        await officer.Post($"/api/funds/{id}/allotments", new { amountFen = 1 }).ShouldBeProblem(400, "request.invalid", "docRef");
        await officer.Post("/api/funds/fund-371000-meals/allotments", new { amountFen = 1, docRef = "x" }).ShouldBeProblem(404, "notFound");
        await officer.Patch("/api/funds/fund-371000-meals", new { purpose = "x" }, "*").ShouldBeProblem(404, "notFound");
        Assert.Equal(before, city.Snapshot());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OfficersSeeTheFundsOfTheirDivision(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var ofCity = (await (await city.As("auditor1")).Read("/api/funds?limit=200")).Items().Select(fund => fund.Text("id")).ToList();
        Assert.Contains("fund-371000-meals", ofCity);
        Assert.Contains("fund-371098-meals", ofCity);
        Assert.DoesNotContain("fund-370200-meals", ofCity);
        var charity = (await (await city.As("city1")).Read("/api/funds?payer=charity&limit=200")).Items();
        Assert.Contains(charity, fund => fund.Text("id") == "fund-371000-veterans" && fund.GetProperty("categories")[0].GetString() == "veteranPartyMember");
        Assert.Empty((await (await city.As("street1")).Read("/api/funds")).Items());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case30_ACharityPaysForItsPeopleAtItsCanteensAndIsPassedOverElsewhere(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var id = NewId();
        await (await city.As("district1")).Post("/api/funds", Charity(id, categories: ["livingAlone"])).Body();
        await (await city.As("district1")).Post($"/api/funds/{id}/allotments", new { amountFen = 100_000, docRef = "捐赠协议" }).Body();
        await city.Publish(new SubsidyRule
        {
            Id = "charity-island", City = "371000", DivisionCode = "371002", ResidencyBasis = ResidencyBasis.Residence, Kind = RuleKind.Fixed, ValueFen = 300, StackGroup = "charity", Evidence = "ILLUS",
            Funding = [new() { Payer = Payer.Charity, FundId = id, ShareFen = 300 }, new() { Payer = Payer.District, FundId = CityFunds.OfDistrict, Rest = true }],
        });
        var (alone, other) = ((await city.AddSeniors(1, "livingAlone"))[0], (await city.AddSeniors(1))[0]);
        var menu = await city.Lunch(20, 1500);
        var agent = await city.As("agent1");

        // canteen1 is on no island yet.
        var refused = await agent.Post("/api/meal-orders/quote", menu.Order(alone)).Body();
        Assert.Equal((0, 400), (refused.PaidBy(id), refused.PaidBy(CityFunds.OfDistrict)));
        Assert.Contains("慈善补贴不适用于您或这家食堂，3.00 元改由区补贴支付。", refused.Explained(), StringComparison.Ordinal);
        await Tag(city, menu.CanteenId, "island");
        var placed = await agent.Post("/api/meal-orders", menu.Order(alone)).Body();
        Assert.Equal((300, 100, 1_000), (placed.PaidBy(id), placed.PaidBy(CityFunds.OfDistrict), placed.Fen("selfPayFen")));
        var foreign = await agent.Post("/api/meal-orders", menu.Order(other)).Body();
        Assert.Equal((0, 400, 1_000), (foreign.PaidBy(id), foreign.PaidBy(CityFunds.OfDistrict), foreign.Fen("selfPayFen")));
        await city.ChangeFund(id, new { divisions = new[] { "371003" } });
        var elsewhere = await agent.Post("/api/meal-orders", (await city.Lunch(20, 1500)).Order(alone)).Body();
        Assert.Equal(0, elsewhere.PaidBy(id));

        Assert.Equal((99_700L, 300L), (city.Balance(AccountKind.Fund, id), city.Balance(AccountKind.FundReserved, id)));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OfficersAreToldOnceOfAFundThatRunsShort(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var id = NewId();
        var officer = await city.As("district1");
        await officer.Post("/api/funds", Charity(id)).Body();
        await officer.Post($"/api/funds/{id}/allotments", new { amountFen = 10_000, docRef = "x" }).Body();
        await Watch(city);
        Assert.Empty(await Told(city, id));

        await city.LeaveInFund(id, "371002", 900);
        await Watch(city);
        await Watch(city);
        Assert.Contains("余额不多了", Assert.Single(await Told(city, id)), StringComparison.Ordinal);
        var task = Assert.Single((await officer.Read("/api/tasks?kind=review&limit=200")).Items(), task => task.Text("subjectId") == id);
        Assert.Equal("open", task.Text("status"));

        await officer.Post($"/api/funds/{id}/allotments", new { amountFen = 20_000, docRef = "x" }).Body();
        await Watch(city);
        await city.LeaveInFund(id, "371002", 900);
        await Watch(city);
        Assert.Equal(2, (await Told(city, id)).Count);
    }

    private static async Task Watch(TestCity city)
    {
        var watch = city.Services.GetServices<ITimerHandler>().Single(handler => handler.Kind == FundWatch.TimerKind);
        var again = await watch.Run(new TimerRow { Id = Guid.NewGuid(), Kind = watch.Kind, Subject = "city", DueAt = city.Clock.GetCurrentInstant() }, default);
        Assert.Equal(city.Clock.GetCurrentInstant() + Duration.FromMinutes(10), again);
    }

    private static async Task<List<string>> Told(TestCity city, string fundId)
    {
        using var db = city.Get<CityDatabase>().Read();
        return await db.Tasks.Where(task => task.SubjectId == fundId).Select(task => task.TitleZh).ToListAsync();
    }

    private static Task Tag(TestCity city, Guid canteen, string tag) => city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
    {
        var found = unit.Db.Canteens.Single(one => one.Id == canteen);
        found.Tags = [tag];
        found.Version++;
    });

    private static string NewId() => $"fund-test-{Interlocked.Increment(ref _number)}";

    private static object Charity(string id, string division = "371002", string[]? categories = null) => new
    {
        id, nameZh = "海岛慈善基金", nameEn = "Charity fund for islands", divisionCode = division, payer = "charity", purpose = "扶持海岛食堂", categories = categories ?? [], canteenTags = new[] { "island" },
    };
}
