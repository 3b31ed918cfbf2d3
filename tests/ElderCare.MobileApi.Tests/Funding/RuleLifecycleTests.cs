using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;

namespace ElderCare.MobileApi.Tests.Funding;

/// <summary>A rule is drafted, changed, published, followed by a new version, withdrawn; all of it is kept.</summary>
public sealed class RuleLifecycleTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task ADraftIsKeptAsSentAndPaysNothing(string provider)
    {
        var (officer, _) = await Officer(provider);
        var id = CityRules.NewId();
        var draft = await officer.Draft(CityRules.NobodysRule(id, ("title", "试一试")));
        Assert.Equal(("draft", 1L, true, "试一试"), (draft.Text("status"), draft.Fen("version"), draft.GetProperty("illustrative").GetBoolean(), draft.Text("title")));
        Assert.False(draft.TryGetProperty("inForceFrom", out _));
        var read = await officer.Read($"/api/subsidy-rules/{id}");
        Assert.True(JsonElement.DeepEquals(draft, read), read.GetRawText());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ADraftIsMadeOnceForAKey(string provider)
    {
        var (officer, _) = await Officer(provider);
        var rule = CityRules.NobodysRule(CityRules.NewId());
        var key = Guid.NewGuid().ToString();
        var both = await Task.WhenAll(officer.Post("/api/subsidy-rules", rule, key), officer.Post("/api/subsidy-rules", rule, key));
        Assert.Equal(await both[0].Content.ReadAsStringAsync(), await both[1].Content.ReadAsStringAsync());
        Assert.All(both, answer => Assert.Equal(201, (int)answer.StatusCode));
        await officer.Post("/api/subsidy-rules", rule).ShouldBeProblem(409, "subsidyRules.draftExists", "id");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ADraftIsChangedByWhoReadItLast(string provider)
    {
        var (officer, _) = await Officer(provider);
        var id = CityRules.NewId();
        await officer.Draft(CityRules.NobodysRule(id));
        var seen = await officer.ETagOf(id);
        var wish = CityRules.NobodysRule(id, ("valueFen", 450));
        await officer.Put($"/api/subsidy-rules/{id}", wish).ShouldBeProblem(428, "request.ifMatchRequired");
        Assert.Equal(450, (await officer.Put($"/api/subsidy-rules/{id}", wish, seen).Body()).Fen("valueFen"));
        await officer.Put($"/api/subsidy-rules/{id}", CityRules.NobodysRule(id, ("valueFen", 500)), seen).ShouldBeProblem(412, "request.stale");
        Assert.Equal(450, (await officer.Read($"/api/subsidy-rules/{id}")).Fen("valueFen"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OfTwoWhoChangeADraftAtOnceOneIsRefused(string provider)
    {
        var (officer, _) = await Officer(provider);
        var id = CityRules.NewId();
        await officer.Draft(CityRules.NobodysRule(id));
        var seen = await officer.ETagOf(id);
        var all = await Task.WhenAll(Enumerable.Range(1, 5).Select(fen => officer.Put($"/api/subsidy-rules/{id}", CityRules.NobodysRule(id, ("valueFen", fen)), seen)));
        Assert.Single(all, answer => answer.IsSuccessStatusCode);
        Assert.All(all.Where(answer => !answer.IsSuccessStatusCode), answer => Assert.Contains((int)answer.StatusCode, new[] { 409, 412 }));
        Assert.Equal(2, (await officer.Read($"/api/subsidy-rules/{id}/history")).Items().Count);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatIsPublishedIsNeverChangedAndANewVersionEndsItOnItsFirstDay(string provider)
    {
        var (officer, _) = await Officer(provider);
        var id = CityRules.NewId();
        var first = await officer.Publish(CityRules.NobodysRule(id), "2026-11-23");
        Assert.Equal(("published", "2026-11-23"), (first.Text("status"), first.Text("inForceFrom")));
        await officer.Put($"/api/subsidy-rules/{id}", CityRules.NobodysRule(id), await officer.ETagOf(id)).ShouldBeProblem(409, "subsidyRules.published");
        await officer.Post($"/api/subsidy-rules/{id}/publish").ShouldBeProblem(409, "subsidyRules.noDraft");

        var next = await officer.Publish(CityRules.NobodysRule(id, ("valueFen", 400)), "2026-12-01");

        Assert.Equal((2, "2026-12-01"), (next.Fen("version"), next.Text("inForceFrom")));
        var versions = (await officer.Read($"/api/subsidy-rules/{id}/versions")).Items();
        Assert.Equal([(2L, 400L), (1L, 300L)], versions.Select(version => (version.Fen("version"), version.Fen("valueFen"))));
        Assert.Equal("2026-12-01", versions[1].Text("inForceTo"));
        Assert.Equal(300, (await officer.Read($"/api/subsidy-rules/{id}?version=1")).Fen("valueFen"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheHistorySaysWhoDidWhatWhen(string provider)
    {
        var (officer, city) = await Officer(provider);
        var id = CityRules.NewId();
        await officer.Draft(CityRules.NobodysRule(id));
        await officer.Put($"/api/subsidy-rules/{id}", CityRules.NobodysRule(id, ("valueFen", 450)), await officer.ETagOf(id)).Body();
        await officer.Post($"/api/subsidy-rules/{id}/publish", new { validFrom = "2026-12-01", validTo = "2027-01-01" }).Body();
        await officer.Withdraw(id, "2026-12-15").Body();
        var acts = (await (await city.As("auditor1")).Read($"/api/subsidy-rules/{id}/history")).Items();
        Assert.Equal(["withdrawn", "published", "changed", "drafted"], acts.Select(act => act.Text("kind")));
        Assert.Equal([4, 3, 2, 1], acts.Select(act => act.Fen("number")));
        var name = (await officer.Read("/api/me")).Text("name");
        Assert.All(acts, act => Assert.Equal((name, "2026-11-23T04:00:00Z"), (act.Text("by"), act.Text("at"))));
        Assert.Equal(("2026-12-01", "2027-01-01"), (acts[1].Text("from"), acts[1].Text("to")));
        Assert.Equal("2026-12-15", acts[0].Text("from"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ARuleIsWithdrawnFromADayAndFromAnEarlierOneButNotFromALaterOne(string provider)
    {
        var (officer, _) = await Officer(provider);
        var id = CityRules.NewId();
        await officer.Publish(CityRules.NobodysRule(id), "2026-11-23");
        var withdrawn = await officer.Withdraw(id, "2026-12-10").Body();
        Assert.Equal(("withdrawn", "2026-12-10"), (withdrawn.Text("status"), withdrawn.Text("inForceTo")));
        await officer.Withdraw(id, "2026-12-20").ShouldBeProblem(409, "subsidyRules.alreadyEnded", "from");
        Assert.Equal("2026-12-01", (await officer.Withdraw(id, "2026-12-01").Body()).Text("inForceTo"));
        Assert.Contains(id, await Listed(officer, "withdrawn"));
        Assert.DoesNotContain(id, await Listed(officer, "published"));
        var again = await officer.Publish(CityRules.NobodysRule(id), "2026-12-24"); // a later version is a new beginning
        Assert.Equal(("published", "2026-12-24"), (again.Text("status"), again.Text("inForceFrom")));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ADraftThatWasNeverPublishedIsGivenUp(string provider)
    {
        var (officer, _) = await Officer(provider);
        var id = CityRules.NewId();
        await officer.Draft(CityRules.NobodysRule(id));
        Assert.Equal("withdrawn", (await officer.Withdraw(id).Body()).Text("status"));
        await officer.Post($"/api/subsidy-rules/{id}/publish").ShouldBeProblem(409, "subsidyRules.noDraft");
        await officer.Withdraw(id).ShouldBeProblem(409, "subsidyRules.alreadyEnded");
        Assert.Equal(2, (await officer.Draft(CityRules.NobodysRule(id))).Fen("version"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task NothingIsPublishedOrWithdrawnInThePast(string provider)
    {
        var (officer, _) = await Officer(provider);
        var id = CityRules.NewId();
        await officer.Draft(CityRules.NobodysRule(id, ("validFrom", "2020-01-01")));
        await officer.Post($"/api/subsidy-rules/{id}/publish", new { validFrom = "2026-11-22" }).ShouldBeProblem(400, "request.invalid", "validFrom");
        await officer.Post($"/api/subsidy-rules/{id}/publish", new { validTo = "2026-11-23" }).ShouldBeProblem(400, "request.invalid", "validTo");
        // The document's day is past: the rule pays from the day on which it is published.
        Assert.Equal("2026-11-23", (await officer.Post($"/api/subsidy-rules/{id}/publish").Body()).Text("inForceFrom"));
        await officer.Withdraw(id, "2026-11-22").ShouldBeProblem(400, "request.invalid", "from");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OfficersChangeTheRulesOfTheirOwnDivisionOnly(string provider)
    {
        var (officer, city) = await Officer(provider);
        var district = await city.As("district1");
        var (cityWide, own) = (CityRules.NewId(), CityRules.NewId());
        await officer.Draft(CityRules.NobodysRule(cityWide, ("divisionCode", "371000")));
        foreach (var act in new[] { "publish", "withdraw" })
        {
            await district.Post($"/api/subsidy-rules/{cityWide}/{act}").ShouldBeProblem(404, "notFound");
            await officer.Post($"/api/subsidy-rules/qd-city-2023-70/{act}").ShouldBeProblem(404, "notFound");
        }
        await district.Post("/api/subsidy-rules", CityRules.NobodysRule(CityRules.NewId(), ("divisionCode", "371003"))).ShouldBeProblem(404, "notFound", "divisionCode");
        await district.Post("/api/subsidy-rules", CityRules.NobodysRule("qd-city-2023-70")).ShouldBeProblem(409, "subsidyRules.idTaken", "id");
        await district.Draft(CityRules.NobodysRule(own));
        await district.Post($"/api/subsidy-rules/{own}/publish").ShouldBeProblem(403, "subsidyRules.fundNotYours", "funding[0].fundId");
        var ownMoney = CityRules.NobodysRule(own, ("funding", CityRules.Funding("""[{"payer":"district","fundId":"fund-371002-meals","rest":true}]""")));
        await district.Put($"/api/subsidy-rules/{own}", ownMoney, await district.ETagOf(own)).Body();
        Assert.Equal("published", (await district.Post($"/api/subsidy-rules/{own}/publish").Body()).Text("status"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ADistrictDoesNotEndACitysRuleThroughADraftOfIt(string provider)
    {
        var (officer, city) = await Officer(provider);
        var district = await city.As("district1");
        var id = CityRules.NewId();
        await officer.Publish(CityRules.NobodysRule(id, ("divisionCode", "371000")));
        await district.Post("/api/subsidy-rules", CityRules.NobodysRule(id)).ShouldBeProblem(409, "subsidyRules.idTaken", "id");
        await officer.Draft(CityRules.NobodysRule(id));
        await district.Withdraw(id).ShouldBeProblem(404, "notFound");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheDatabaseItselfRefusesToChangeWhatIsPublished(string provider)
    {
        var (officer, city) = await Officer(provider);
        var id = CityRules.NewId();
        await officer.Publish(CityRules.NobodysRule(id));
        foreach (var statement in new[]
        {
            """UPDATE "SubsidyRules" SET "Json" = '{}' WHERE "Id" = @p0""", """UPDATE "SubsidyRules" SET "Status" = 'draft' WHERE "Id" = @p0""",
            """DELETE FROM "SubsidyRules" WHERE "Id" = @p0""", """UPDATE "SubsidyRuleActs" SET "Actor" = 'x' WHERE "RuleId" = @p0""", """DELETE FROM "SubsidyRuleActs" WHERE "RuleId" = @p0""",
        })
        {
            var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => city.Get<CityWriter>().Commit(Lane.Interactive, unit => unit.Sql.Execute(statement, id)));
            Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        }
        Assert.Equal("published", (await officer.Read($"/api/subsidy-rules/{id}")).Text("status"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheListGoesThroughAllVersionsOnce(string provider)
    {
        var (officer, _) = await Officer(provider);
        var id = CityRules.NewId();
        for (var day = 24; day < 27; day++) await officer.Publish(CityRules.NobodysRule(id), $"2026-11-{day}");
        var seen = new List<string>();
        for (string? cursor = "", next = ""; next is not null; cursor = $"&cursor={next}")
        {
            var page = await officer.Read($"/api/subsidy-rules?city=371000&limit=2{cursor}");
            seen.AddRange(page.Items().Select(rule => $"{rule.Text("id")} {rule.Fen("version")}"));
            next = page.GetProperty("nextCursor").GetString();
        }
        Assert.Equal(seen.Distinct(), seen);
        Assert.Equal([$"{id} 1", $"{id} 2", $"{id} 3"], seen.Where(rule => rule.StartsWith($"{id} ", StringComparison.Ordinal)));
    }

    private static async Task<HashSet<string>> Listed(HttpClient officer, string status) =>
        [.. (await officer.Read($"/api/subsidy-rules?limit=200&status={status}")).Items().Select(rule => rule.Text("id"))];

    private async Task<(HttpClient Officer, TestCity City)> Officer(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        return (await city.As("city1"), city);
    }
}
