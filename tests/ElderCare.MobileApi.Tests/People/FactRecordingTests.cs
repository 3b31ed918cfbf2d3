using ElderCare.Data;
using ElderCare.Domain.People;

namespace ElderCare.MobileApi.Tests.People;

/// <summary>How facts are recorded, by whom, and what is refused; nothing half-changed.</summary>
public sealed class FactRecordingTests(SharedCities cities) : IClassFixture<SharedCities>
{
    private static readonly string Today = TestCity.Today.Iso();

    [SkippableTheory, OnBothDatabases]
    public async Task TheSameRequestTwiceIsRecordedOnce(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1))[0];
        var body = new { category = "disabled", validFrom = Today, source = "评估" };
        var client = await city.As("district1");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => client.Post($"/api/seniors/{senior}/categories", body, "the-same").Body()));
        Assert.Single(answers.Select(answer => answer.Text("id")).Distinct());
        Assert.Single(await city.History(senior));
        using var db = city.Get<CityDatabase>().Read();
        Assert.Single(db.Audit.Where(row => row.SeniorId == senior && row.Action == "category.recorded"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OfTwoAtOnceTheSecondSeesTheFirst(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1))[0];
        var client = await city.As("district1");
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => client.Post($"/api/seniors/{senior}/absences", new { kind = "away", validFrom = Today, source = "来电" })));
        Assert.Equal((1, 5), (answers.Count(answer => (int)answer.StatusCode == 201), answers.Count(answer => (int)answer.StatusCode == 409)));
        Assert.Single(await city.History(senior));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task NamesEveryFieldThatIsWrongAndChangesNothing(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var senior = (await city.AddSeniors(1, "disabled"))[0];
        var period = await city.Believed(senior, "category");
        var client = await city.As("district1");
        var before = city.Snapshot();

        await Refused("categories", new { category = "不对", validFrom = Today, source = "x" }, "category");
        await Refused("absences", new { kind = "away", validFrom = "1900-12-31", source = "x" }, "validFrom");
        await Refused("categories", new { category = "dissabled", validFrom = Today, source = "x" }, "category");
        await Refused("categories", new { category = "disabled", validFrom = Today, validTo = Today, source = "x" }, "validTo");
        await Refused("categories", new { category = "disabled", source = "x" }, "validFrom");
        await Refused("categories", new { category = "disabled", validFrom = "1899-12-31", source = "x" }, "validFrom");
        await Refused("categories", new { category = "semiDisabled", validFrom = Today }, "source");
        await Refused($"categories/{period}/end", new { validTo = TestCity.Today.PlusYears(-1).Iso(), source = "x" }, "validTo");
        await Refused("moves", new { basis = "hukou", divisionCode = "999999", effectiveOn = Today, source = "x" }, "divisionCode");
        await Refused("moves", new { basis = "hukou", divisionCode = "371003", effectiveOn = "1910-01-01", source = "x" }, "effectiveOn");
        await Refused("absences", new { validFrom = Today, source = "x" }, "kind");
        await Refused("death", new { diedOn = TestCity.Today.PlusDays(1).Iso(), source = "x" }, "diedOn");
        await Refused("death", new { diedOn = "1905-01-01", source = "x" }, "diedOn");
        await client.Post($"/api/seniors/{senior}/categories", new { category = "disabled", validFrom = Today, source = "x" }).ShouldBeProblem(409, "people.categoryHeld", "validFrom");
        await client.Post($"/api/seniors/{senior}/categories/{period}/restore", new { source = "x" }).ShouldBeProblem(409, "people.nothingChanged");
        await client.Post($"/api/seniors/{senior}/categories/{Guid.NewGuid()}/withdraw", new { source = "x" }).ShouldBeProblem(404, "notFound");
        await client.Post($"/api/seniors/{senior}/moves", new { basis = "hukou", divisionCode = "371002", effectiveOn = Today, source = "x" }).ShouldBeProblem(409, "people.sameDivision", "divisionCode");

        Assert.Equal(before, city.Snapshot());

        async Task Refused(string what, object body, string field) => await client.Post($"/api/seniors/{senior}/{what}", body).ShouldBeProblem(400, "request.invalid", field);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatWasSupersededIsNotCorrectedAgain(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1, "disabled"))[0];
        var period = await city.Believed(senior, "category");
        await city.Record(senior, $"categories/{period}/withdraw", new { source = "登记错人" });
        await (await city.As("district1")).Post($"/api/seniors/{senior}/categories/{period}/end", new { validTo = Today, source = "x" }).ShouldBeProblem(409, "people.superseded");
        Assert.Empty((await (await city.As("district1")).Read($"/api/seniors/{senior}/entitlements")).GetProperty("categories").EnumerateArray());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OutsidersFindNobody(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var elsewhere = (await city.AddSeniors(1, division: "371082"))[0];
        var community = await city.As("district1");
        await community.GetAsync($"/api/seniors/{elsewhere}/facts").ShouldBeProblem(404, "notFound");
        await community.GetAsync($"/api/seniors/{elsewhere}/entitlements").ShouldBeProblem(404, "notFound");
        await community.Post($"/api/seniors/{elsewhere}/death", new { diedOn = Today, source = "x" }).ShouldBeProblem(404, "notFound");
        Assert.Empty(await city.Adjustments(elsewhere, "district1"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AFamilyWithoutARightIsNotToldWhatSomebodyLivesOn(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1, "minimumLivingAllowance"))[0];
        await city.Link("family2", senior, FamilyRights.Order | FamilyRights.Pay);
        await (await city.As("family2")).GetAsync($"/api/seniors/{senior}/entitlements").ShouldBeProblem(403, "people.linkDoesNotAllow");
        await city.Link("family1", senior, FamilyRights.ViewHealth);
        Assert.NotEmpty((await (await city.As("family1")).Read($"/api/seniors/{senior}/entitlements")).Items());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheListByCategoryFollowsWhatIsBelieved(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1, "rareCategory"))[0];
        var client = await city.As("city1");
        Assert.Single((await client.Read("/api/seniors?category=rareCategory")).Items());
        await city.Record(senior, $"categories/{await city.Believed(senior, "category")}/withdraw", new { source = "x" });
        Assert.Empty((await client.Read("/api/seniors?category=rareCategory")).Items());
    }
}
