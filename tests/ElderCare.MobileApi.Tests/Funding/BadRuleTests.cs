using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElderCare.Data.Seeding;
using ElderCare.MobileApi.Funding;
using ElderCare.MobileApi.Errors;

namespace ElderCare.MobileApi.Tests.Funding;

/// <summary>Rules that make no sense are refused with their field, and leave nothing behind.</summary>
public sealed class BadRuleTests(SharedCities cities) : IClassFixture<SharedCities>
{
    /// <summary>The field that is named, and what is changed in a rule that is well.</summary>
    private static readonly Dictionary<string, (string Field, string Change)> Bad = new()
    {
        ["shares of less than all"] = ("funding", """{"funding":[{"payer":"city","fundId":"fund-371000-meals","shareBasisPoints":9999}]}"""),
        ["shares of more than all"] = ("funding", """{"funding":[{"payer":"city","fundId":"fund-371000-meals","shareBasisPoints":6000},{"payer":"district","fundId":"fund-371002-meals","shareBasisPoints":6000}]}"""),
        ["amounts of less than the value"] = ("funding", """{"funding":[{"payer":"city","fundId":"fund-371000-meals","shareFen":299}]}"""),
        ["two forms of a share"] = ("funding[0]", """{"funding":[{"payer":"city","fundId":"fund-371000-meals","shareFen":300,"rest":true}]}"""),
        ["no share"] = ("funding[0]", """{"funding":[{"payer":"city","fundId":"fund-371000-meals"}]}"""),
        ["the rest twice"] = ("funding", """{"funding":[{"payer":"city","fundId":"fund-371000-meals","rest":true},{"payer":"district","fundId":"fund-371002-meals","rest":true}]}"""),
        ["a payer and fund twice"] = ("funding[1]", """{"funding":[{"payer":"city","fundId":"fund-371000-meals","shareFen":100},{"payer":"city","fundId":"fund-371000-meals","rest":true}]}"""),
        ["the senior as payer"] = ("funding[0].payer", """{"funding":[{"payer":"senior","fundId":"fund-371000-meals","rest":true}]}"""),
        ["no funding"] = ("funding", """{"funding":[]}"""),
        ["a fund that is not there"] = ("funding[0].fundId", """{"funding":[{"payer":"city","fundId":"fund-000000-meals","rest":true}]}"""),
        ["a share inside a division that is not there"] = ("funding[0].onlyInside", """{"funding":[{"payer":"city","fundId":"fund-371000-meals","rest":true,"onlyInside":"371099"}]}"""),
        ["a share inside another city"] = ("funding[0].onlyInside", """{"funding":[{"payer":"city","fundId":"fund-371000-meals","rest":true,"onlyInside":"330302"}]}"""),
        ["the city's fund as the district's"] = ("funding[0].payer", """{"funding":[{"payer":"district","fundId":"fund-371000-meals","rest":true}]}"""),
        ["the district's own fund as the city's"] = ("funding[0].payer", """{"funding":[{"payer":"city","fundId":"fund-own-district","rest":true}]}"""),
        ["a category that is not there"] = ("categories[1]", """{"categories":["disabled","minimumLivingAllowence"]}"""),
        ["a second meal of once a day"] = ("mealOfDay", """{"per":"day","mealOfDay":2}"""),
        ["a division that is not there"] = ("divisionCode", """{"divisionCode":"371099"}"""),
        ["a division of another city"] = ("divisionCode", """{"divisionCode":"370202"}"""),
        ["a district as city"] = ("city", """{"city":"371002"}"""),
        ["an empty band of ages"] = ("ageTo", """{"ageFrom":70,"ageTo":70}"""),
        ["an age that nobody reaches"] = ("ageFrom", """{"ageFrom":131}"""),
        ["an empty time"] = ("validTo", """{"validFrom":"2026-12-01","validTo":"2026-12-01"}"""),
        ["an empty distance"] = ("toMetres", """{"fromMetres":500,"toMetres":500}"""),
        ["a weekday twice"] = ("weekdays[1]", """{"weekdays":[1,1]}"""),
        ["a weekday 8"] = ("weekdays[0]", """{"weekdays":[8]}"""),
        ["nothing to pay"] = ("valueFen", """{"valueFen":0}"""),
        ["an amount below nothing"] = ("valueFen", """{"valueFen":-1}"""),
        ["a huge amount"] = ("valueFen", """{"valueFen":9223372036854775807}"""),
        ["no kind"] = ("kind", """{"kind":null}"""),
        ["no value"] = ("valueFen", """{"valueFen":null}"""),
        ["no evidence"] = ("evidence", """{"evidence":null}"""),
        ["an id with a space"] = ("id", """{"id":"a rule"}"""),
    };

    /// <summary>The same for what is no rule at all.</summary>
    private static readonly Dictionary<string, (string Field, string Change)> Malformed = new()
    {
        ["an unknown kind"] = ("kind", """{"kind":"gift"}"""),
        ["a kind in capitals"] = ("kind", """{"kind":"Fixed"}"""),
        ["a number as kind"] = ("kind", """{"kind":0}"""),
        ["an unknown period"] = ("periods[0]", """{"periods":["tea"]}"""),
        ["an unknown payer"] = ("funding[0].payer", """{"funding":[{"payer":"province","fundId":"fund-371000-meals","rest":true}]}"""),
        ["text as amount"] = ("valueFen", """{"valueFen":"300"}"""),
        ["half a fen"] = ("valueFen", """{"valueFen":300.5}"""),
        ["more than any number"] = ("valueFen", """{"valueFen":99999999999999999999}"""),
        ["a list as age"] = ("ageFrom", """{"ageFrom":[60]}"""),
        ["a day that is not there"] = ("validFrom", """{"validFrom":"2026-02-30"}"""),
        ["text as list"] = ("categories", """{"categories":"disabled"}"""),
    };

    public static IEnumerable<string> BadNames => Bad.Keys;

    public static IEnumerable<string> MalformedNames => Malformed.Keys;

    [SkippableTheory, OnBothDatabases(Cases = nameof(BadNames))]
    public async Task ABadRuleIsRefusedWithItsField(string provider, string name) => await IsRefused(provider, Bad[name], "request.invalid");

    [SkippableTheory, OnBothDatabases(Cases = nameof(MalformedNames))]
    public async Task AMalformedRuleIsRefusedWithItsField(string provider, string name) => await IsRefused(provider, Malformed[name], "request.malformed");

    [SkippableTheory, OnBothDatabases]
    public async Task ARuleForEverybodyIsPublishedOnlyWhenThatIsMeant(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var officer = await city.As("city1");
        var id = CityRules.NewId();
        await officer.Draft(CityRules.Rule(id, ("ageFrom", null), ("dishTags", new JsonArray("nothing-has-it"))));
        var before = city.Snapshot();
        await officer.Post($"/api/subsidy-rules/{id}/publish").ShouldBeProblem(400, "request.invalid", "ageFrom");
        Assert.Equal(before, city.Snapshot());
        Assert.Equal("published", (await officer.Post($"/api/subsidy-rules/{id}/publish", new { coversEverybody = true }).Body()).Text("status"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ATrialAsksNeitherForDivisionsNorForFunds(string provider)
    {
        Needs.Database(provider);
        var officer = await (await cities.On(provider)).As("community1");
        var rule = CityRules.Rule("made-up", ("city", null), ("divisionCode", "999999"), ("evidence", null), ("funding", CityRules.Funding("""[{"payer":"town","fundId":"fund-of-nowhere","rest":true}]""")));
        var quote = await officer.Post("/api/subsidy-rules/trial", new
        {
            person = new { bornOn = "1950-01-01", hukouDivision = "999999" },
            meal = new { date = "2026-11-25", period = "lunch", priceFen = 1500 },
            rules = new[] { rule },
        }).Body();
        Assert.Equal((300, "fund-of-nowhere"), (quote.Fen("subsidyFen"), quote.GetProperty("splits")[0].Text("fundId")));
        rule = CityRules.Rule("made-up", ("categories", new JsonArray("made-up")), ("funding", CityRules.Funding("""[{"payer":"district","fundId":"fund-371000-meals","rest":true}]""")));
        quote = await officer.Post("/api/subsidy-rules/trial", new
        {
            person = new { bornOn = "1950-01-01", hukouDivision = "371002", categories = new[] { "made-up" } },
            meal = new { date = "2026-11-25", period = "lunch", priceFen = 1500 },
            rules = new[] { rule },
        }).Body();
        Assert.Equal(300, quote.Fen("subsidyFen"));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task EverySeedRuleWouldBeAcceptedFromAnOfficer(string provider)
    {
        Needs.Database(provider);
        var check = (await cities.On(provider)).Get<RuleCheck>();
        var ofTheFive = ReferenceData.SubsidyRules().Where(rule => new[] { "330300", "371000", "320600", "320400", "370200" }.Contains((string)rule["city"]!)).ToList();
        Assert.Equal(42, ofTheFive.Count);
        foreach (var rule in ofTheFive)
        {
            var errors = new FieldErrors();
            await check.Check(JsonSerializer.Deserialize<ElderCare.Domain.Funding.SubsidyRule>(rule.ToJsonString(), Json.Options)!, errors, default);
            Assert.False(errors.Any, (string)rule["id"]!);
        }
    }

    private async Task IsRefused(string provider, (string Field, string Change) bad, string code)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var officer = await city.As("city1");
        var rule = CityRules.NobodysRule(CityRules.NewId());
        foreach (var (field, value) in JsonNode.Parse(bad.Change)!.AsObject()) rule[field] = value?.DeepClone();
        var before = city.Snapshot();
        await officer.PostAsync("/api/subsidy-rules", new StringContent(rule.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"))).ShouldBeProblem(400, code, bad.Field);
        Assert.Equal(before, city.Snapshot());
    }
}
