using System.Text.Json;
using System.Text.Json.Serialization;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;

namespace ElderCare.Domain.Tests.Funding;

public class SubsidyRuleValidationTests
{
    private static readonly SubsidyRule Good = Rules.QingdaoCity;
    private static readonly FundingLine Line = Rules.All(Payer.City, "c");
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static TheoryData<string, SubsidyRule> Wrong => new()
    {
        { "id", Good with { Id = " " } },
        { "city", Good with { City = null } },
        { "city", Good with { City = "Qingdao" } },
        { "divisionCode", Good with { DivisionCode = "37020" } },
        { "residencyBasis", Good with { ResidencyBasis = null } },
        { "residencyBasis", Good with { ResidencyBasis = (ResidencyBasis)9 } },
        { "evidence", Good with { Evidence = "" } },
        { "ageFrom", Good with { AgeFrom = -1 } },
        { "ageTo", Good with { AgeFrom = 70, AgeTo = 70 } },
        { "validTo", Good with { ValidFrom = new(2026, 1, 1), ValidTo = new(2026, 1, 1) } },
        { "toMetres", Good with { FromMetres = 1000, ToMetres = 1000 } },
        { "fromMetres", Good with { FromMetres = -1 } },
        { "periods[1]", Good with { Periods = [MealPeriod.Lunch, (MealPeriod)7] } },
        { "dayKinds[0]", Good with { DayKinds = [(DayKind)7] } },
        { "weekdays[0]", Good with { Weekdays = [0] } },
        { "categories[0]", Good with { Categories = [""] } },
        { "dishTags[0]", Good with { DishTags = [null!] } },
        { "mealOfDay", Good with { MealOfDay = 3 } },
        { "kind", Good with { Kind = null } },
        { "per", Good with { Per = (RulePer)5 } },
        { "appliesTo", Good with { AppliesTo = (AppliesTo)5 } },
        { "valueFen", Good with { ValueFen = null } },
        { "valueFen", Good with { Kind = RuleKind.SelfPay, ValueFen = null } },
        { "valueFen", Good with { ValueFen = -1 } },
        { "valueFen", Good with { ValueFen = Money.MaximumFen + 1 } },
        { "valueBasisPoints", Good with { Kind = RuleKind.Percent } },
        { "valueBasisPoints", Good with { Kind = RuleKind.Percent, ValueBasisPoints = 10_001 } },
        { "capFen", Good with { CapFen = -1 } },
        { "maximumTotalBasisPoints", Good with { MaximumTotalBasisPoints = 10_001 } },
        { "minimumSelfPayFen", Good with { MinimumSelfPayFen = -1 } },
        { "funding", Good with { Funding = null } },
        { "funding[0]", Good with { Funding = [null!] } },
        { "funding", Good with { Funding = [Line, Rules.Share(Payer.District, "d", 1)] } },
        { "funding", Good with { Funding = [Rest(Payer.City), Rest(Payer.Town)] } },
        { "funding[0]", Good with { Funding = [Line with { ShareBasisPoints = null }] } },
        { "funding[1]", Good with { Funding = [Line, Rest(Payer.Town) with { ShareFen = 1 }] } },
        { "funding[0].payer", Good with { Funding = [Line with { Payer = null }] } },
        { "funding[0].payer", Good with { Funding = [Line with { Payer = Payer.Senior }] } },
        { "funding[0].fundId", Good with { Funding = [Line with { FundId = null }] } },
        { "funding[0].onlyInside", Good with { Funding = [Line with { OnlyInside = "here" }] } },
        { "funding[0].shareBasisPoints", Good with { Funding = [Line with { ShareBasisPoints = -1 }] } },
        { "funding[0].shareFen", Good with { Funding = [Line with { ShareBasisPoints = null, ShareFen = -1 }] } },
        { "funding[0].priceBasisPoints", Good with { Funding = [Line with { ShareBasisPoints = null, PriceBasisPoints = 10_001 }] } },
        { "funding[0].capFen", Good with { Funding = [Line with { CapFen = -1 }] } },
        { "id", Good with { Id = "规则" } },
        { "id", Good with { Id = new string('r', 65) } },
        { "title", Good with { Title = new string('标', 201) } },
        { "ageFrom", Good with { AgeFrom = 131 } },
        { "ageTo", Good with { AgeFrom = null, AgeTo = 0 } },
        { "valueFen", Good with { ValueFen = 0 } },
        { "valueBasisPoints", Good with { Kind = RuleKind.Percent, ValueBasisPoints = 0 } },
        { "capFen", Good with { CapFen = 0 } },
        { "maximumTotalBasisPoints", Good with { MaximumTotalBasisPoints = 0 } },
        { "periods[1]", Good with { Periods = [MealPeriod.Lunch, MealPeriod.Lunch] } },
        { "dayKinds[2]", Good with { DayKinds = [DayKind.Rest, DayKind.Workday, DayKind.Rest] } },
        { "weekdays[1]", Good with { Weekdays = [1, 1] } },
        { "mealOfDay", Good with { Per = RulePer.Day, MealOfDay = 2 } },
        { "categories[1]", Good with { Categories = ["disabled", "disabled"] } },
        { "dishTags[1]", Good with { DishTags = ["set", "set"] } },
        { "categories", Good with { Categories = [.. Enumerable.Range(0, 51).Select(i => $"c{i}")] } },
        { "funding[1]", Good with { Funding = [Rules.Share(Payer.City, "c", 5000), Rules.Share(Payer.City, "c", 5000)] } },
        { "funding", Good with { Funding = [Rules.Share(Payer.City, "c", 5000), Rules.Share(Payer.District, "d", 4999)] } },
        { "funding", Good with { Funding = [Line, Rest(Payer.District)] } },
        { "funding", Good with { Funding = [Fen(Payer.City, 299)] } },
        { "funding", Good with { Funding = [Fen(Payer.City, 200), Fen(Payer.District, 101)] } },
        { "funding", Good with { Funding = [Fen(Payer.City, 301), Rest(Payer.District)] } },
        { "funding", Good with { CapFen = 250, Funding = [Fen(Payer.City, 300)] } },
        { "funding", Good with { Funding = [.. Enumerable.Range(0, 10).Select(i => Rules.Share(Payer.City, $"c{i}", 909)), Rules.Share(Payer.City, "c10", 910)] } },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void NamesTheFieldThatIsWrong(string field, SubsidyRule rule)
    {
        var problem = Assert.Single(SubsidyRuleValidation.Problems(rule));
        Assert.Equal(field, problem.Field);
        Assert.StartsWith(field, problem.Message.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void FindsNothingWrongWithTheDocumentedRules() =>
        Assert.Empty(SubsidyRuleValidation.Problems([.. Rules.Qingdao, Rules.Zengcheng(700), .. Rules.Yangzhou]));

    [Fact]
    public void ATrialMayLackWhatPricingDoesNotNeed()
    {
        var rule = new SubsidyRule { Id = "r", Kind = RuleKind.Free, Funding = [Line with { FundId = null }] };
        Assert.Empty(SubsidyRuleValidation.Problems(rule, trial: true));
        Assert.NotEmpty(SubsidyRuleValidation.Problems(rule));
    }

    [Fact]
    public void AnIdGivenTwiceIsNamed() => Assert.Equal("rules[1].id", Assert.Single(SubsidyRuleValidation.Problems([Good, Good])).Field);

    [Fact]
    public void ARuleIsReadAndWrittenInThePublicShape()
    {
        const string text = """
            {"id":"r","divisionCode":"371000","residencyBasis":"either","ageFrom":60,"categories":["disabled"],"periods":["lunch"],"dayKinds":["workday","statutory"],"weekdays":[1,7],"kind":"selfPay","valueFen":500,"capFen":900,"per":"day","mealOfDay":1,"dishTags":["set"],"appliesTo":"delivery","fromMetres":0,"toMetres":1000,"stackGroup":"g","funding":[{"payer":"city","fundId":"c","priceBasisPoints":2500,"capFen":300},{"payer":"town","fundId":"t","onlyInside":"371002001","rest":true}],"maximumTotalBasisPoints":6000,"minimumSelfPayFen":100,"evidence":"ILLUS"}
            """;
        using var written = JsonDocument.Parse(JsonSerializer.Serialize(JsonSerializer.Deserialize<SubsidyRule>(text, Json), Json));
        using var expected = JsonDocument.Parse(text);
        Assert.True(JsonElement.DeepEquals(expected.RootElement, written.RootElement), written.RootElement.GetRawText());
    }

    [Fact]
    public void WhatPaysNobodyOrLeavesAPartUnpaidMayBeTried()
    {
        foreach (var wrong in new[] { Good with { ValueFen = 0 }, Good with { CapFen = 0 }, Good with { Weekdays = [1, 1] }, Good with { Funding = [Line with { ShareBasisPoints = 1 }] }, Good with { AgeFrom = 200 } })
        {
            Assert.Empty(SubsidyRuleValidation.Problems(wrong, trial: true));
            Assert.NotEmpty(SubsidyRuleValidation.Problems(wrong));
        }
    }

    [Theory]
    [InlineData(null, null, false, true)]
    [InlineData(0, null, false, true)]
    [InlineData(60, null, false, false)]
    [InlineData(null, 18, false, false)]
    [InlineData(null, null, true, false)]
    public void EverybodyIsCoveredWithoutAgesAndCategories(int? from, int? to, bool category, bool everybody) =>
        Assert.Equal(everybody, (Good with { AgeFrom = from, AgeTo = to, Categories = category ? ["disabled"] : [] }).CoversEverybody());

    private static FundingLine Fen(Payer payer, long fen) => new() { Payer = payer, FundId = "fen", ShareFen = fen };

    private static FundingLine Rest(Payer payer) => new() { Payer = payer, FundId = "rest", Rest = true };
}
