using System.Globalization;
using System.Text.Json.Nodes;
using CsvHelper;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Shared;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.MobileApi.Tests.Seeding;

/// <summary>The facts that the platform starts with add up to what their sources say.</summary>
public sealed class SeedDataTests
{
    private static readonly string[] FiveCities = ["320400", "320600", "330300", "370200", "371000"];

    [Fact]
    public void TheQuotasOfWeihaiAddUpToThePlansTotals()
    {
        var quotas = ReferenceData.WeihaiQuotas();
        Assert.Equal(
            (45, 100, 7, 2_000, 4_269, 1_109),
            (Sum(quota => quota.UrbanCanteens), Sum(quota => quota.RuralTables), Sum(quota => quota.TownCentres), Sum(quota => quota.Trainees), Sum(quota => quota.NursingBeds), Sum(quota => quota.HomeBedsRenovated)));
        Assert.Equal(200, Assert.Single(quotas, quota => quota.DistrictCode == "371000").Trainees);

        int Sum(Func<QuotaRecord, int?> column) => quotas.Sum(column) ?? 0;
    }

    [Fact]
    public void WenzhouHasBuilt171Of370Canteens()
    {
        var figure = OfCity("330300", "seniorCanteensBuilt");
        Assert.Equal((370m, 171m), (figure.Target, figure.Actual));
        Assert.Equal(46.2m, Math.Round(figure.Actual!.Value / figure.Target!.Value * 100, 1));
    }

    [Fact]
    public void TheOneOffPaymentOfNantongIs200YuanForEach()
    {
        var (persons, paid) = (OfCity("320600", "oneOffSubsidyPersons").Actual, OfCity("320600", "oneOffSubsidyPaid").Actual);
        Assert.Equal((60_737m, 12_147_400m), (persons, paid));
        Assert.Equal(200m * persons, paid);
    }

    [Theory]
    [InlineData("careAllowanceFullPercent", 31_200)]
    [InlineData("careAllowanceHalfPercent", 15_600)]
    [InlineData("careAllowanceSelfCarePercent", 7_800)]
    public void TheCareAllowanceIsAShareOfTheMinimumLivingAllowance(string share, long fen)
    {
        var (standard, percent) = (OfCity("320600", "dibaoMonthlyStandard").Actual!.Value, OfCity("320600", share).Target!.Value);
        Assert.Equal(fen, Money.Share((long)(standard * 100), (long)(percent * 100)));
    }

    [Fact]
    public void LongTermCareIsPaidByThePersonToATenth()
    {
        var self = Money.Share(6_500, 1_000);
        Assert.Equal((650L, 5_850L), (self, 6_500 - self));
    }

    [Fact]
    public void AVisitInChangzhouCostsSome56Yuan() => Assert.Equal(55.85m, Math.Round(126_000_000m / 2_256_000m, 2));

    [Fact]
    public void DivisionsFormOneTreeOfFiveCities()
    {
        var divisions = ReferenceData.Divisions();
        var codes = divisions.Select(division => division.Code).ToHashSet();
        Assert.Equal((660, 660), (divisions.Count, codes.Count));
        Assert.Equal([3, 5, 44, 608], new[] { "province", "city", "district", "town" }.Select(level => divisions.Count(division => division.Level == level)));
        Assert.All(divisions.Where(division => division.Level != "province"), division => Assert.Contains(division.Parent!, codes));
        Assert.All(divisions.Where(division => division.Level == "town"), town => Assert.StartsWith(town.Parent!, town.Code, StringComparison.Ordinal));
        Assert.Equal(FiveCities, divisions.Where(division => division.Level == "city").Select(city => city.Code).Order(StringComparer.Ordinal));
        Assert.Equal("371000", Assert.Single(divisions, division => division.Code == "371098").Parent);
    }

    [Theory]
    [InlineData("330321", "330304")]
    [InlineData("320483", "320412")]
    [InlineData("370222", "370215")]
    [InlineData("371081", "371003")]
    [InlineData("320602", "320613")]
    public void AFormerCodeLeadsToADivisionOfToday(string former, string today)
    {
        Assert.Equal(today, Assert.Single(ReferenceData.DivisionAliases(), alias => alias.OldCode == former).NewCode);
        Assert.Contains(ReferenceData.Divisions(), division => division.Code == today);
    }

    [Theory]
    [InlineData(2023, 249)]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void AYearHasTheWorkdaysOfItsNotice(int year, int workdays)
    {
        var calendar = CityFacts.ReadCalendar();
        var first = new LocalDate(year, 1, 1);
        Assert.Equal(workdays, Enumerable.Range(0, Period.DaysBetween(first, first.PlusYears(1))).Count(day => calendar.DayKindOf(first.PlusDays(day)) == DayKind.Workday));
        Assert.False(calendar.IsProvisional(year));
    }

    [Fact]
    public void TheYear2027IsProvisionalAnd2028IsMissing()
    {
        var calendar = CityFacts.ReadCalendar();
        Assert.True(calendar.IsProvisional(2027));
        Assert.False(calendar.Has(2028));
    }

    [Fact]
    public void ChongyangIsTheNinthDayOfTheNinthLunarMonth()
    {
        var lunar = new ChineseLunisolarCalendar();
        var rows = ReferenceData.Read("cities/chongyang.csv", row => LocalDatePattern.Iso.Parse(row.GetString("date")!).Value);
        Assert.Equal(Enumerable.Range(2020, 16), rows.Select(date => date.Year));
        Assert.All(rows, date =>
        {
            var day = date.ToDateTimeUnspecified();
            var leap = lunar.GetLeapMonth(lunar.GetYear(day));
            var ninth = leap is > 0 and <= 9 ? 10 : 9; // the leap month is counted in
            Assert.Equal((ninth, 9), (lunar.GetMonth(day), lunar.GetDayOfMonth(day)));
        });
        Assert.Contains(new LocalDate(2026, 10, 18), rows);
    }

    [Fact]
    public void EveryFigureSaysWhereItStandsAndNoneHasAValueThatItsDocumentMasks()
    {
        var figures = FoundingFigures();
        Assert.Equal(168, figures.Count);
        Assert.All(figures, figure => Assert.False(string.IsNullOrEmpty(figure.Phrase) || string.IsNullOrEmpty(figure.Document)));
        var masked = figures.Where(figure => figure.Note == "masked").ToList();
        Assert.Equal(10, masked.Count);
        Assert.All(masked, figure => Assert.Null(figure.Actual));
    }

    [Fact]
    public void EveryCityHasAMapThatCallsItselfSchematic()
    {
        foreach (var city in FiveCities)
        {
            var map = JsonNode.Parse(ReferenceData.TextOf($"cities/geo/{city}.json"))!;
            Assert.Contains("示意分区，非行政区划界线", (string)map["notice"]!, StringComparison.Ordinal);
            Assert.All(map["features"]!.AsArray(), cell => Assert.True((bool)cell!["properties"]!["schematic"]!));
            var districts = ReferenceData.Divisions().Where(division => division.Level == "district" && division.Parent == city).Select(district => district.Code).Order(StringComparer.Ordinal);
            Assert.Equal(districts, map["features"]!.AsArray().Select(cell => (string)cell!["properties"]!["code"]!).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData("policies/subsidy_rules.json", 53, 21)]
    [InlineData("policies/hour_rules.json", 14, 6)]
    [InlineData("policies/subsidy_rules_unexpressed.json", 7, 0)]
    public void EveryRuleSaysWhatItRestsOn(string file, int rules, int illustrative)
    {
        var evidence = JsonNode.Parse(ReferenceData.TextOf(file))!.AsArray().Select(rule => (string)rule!["evidence"]!).ToList();
        Assert.Equal(rules, evidence.Count);
        Assert.Equal(illustrative, evidence.Count(label => label.StartsWith("ILLUS", StringComparison.Ordinal)));
        Assert.All(evidence, label => Assert.Matches("^(PAGE|PAGE-MIRROR|SEED|ILLUS)\\b", label));
    }

    private static Figure OfCity(string city, string indicator) => Assert.Single(FoundingFigures(), figure => figure.City == city && figure.Indicator == indicator);

    private static IReadOnlyList<Figure> FoundingFigures() => ReferenceData.Read("cities/founding_figures.csv", row => new Figure(
        row.GetString("city")!, row.GetString("indicator")!, row.GetString("chinesePhrase")!, Number(row, "target"), Number(row, "actual"), row.GetString("note")!, row.GetString("seedFile")!));

    // Some targets are a day by which something is to be done.
    private static decimal? Number(CsvReader row, string column) => row.GetString("unit") != "date" && row.GetString(column) is { Length: > 0 } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;

    private sealed record Figure(string City, string Indicator, string Phrase, decimal? Target, decimal? Actual, string Note, string Document);
}
