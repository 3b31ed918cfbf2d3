using System.Text.Json.Nodes;
using ElderCare.Data.Seeding;

namespace ElderCare.MobileApi.Tests.Funding;

/// <summary>Every documented pattern that the rule shape can say is loaded with its label; those that it cannot say are listed with the reason.</summary>
public sealed class SeedRulesTests(SharedCities cities) : IClassFixture<SharedCities>
{
    private static readonly string[] FiveCities = ["330300", "371000", "320600", "320400", "370200"];

    [SkippableTheory, OnBothDatabases]
    public async Task EverySeedRuleIsLoadedAsItSaysWithItsEvidence(string provider)
    {
        Needs.Database(provider);
        var officer = await (await cities.On(provider)).As("auditor1");
        var loaded = (await officer.Read("/api/subsidy-rules?limit=200")).Items().ToDictionary(rule => rule.Text("id"));
        var seeds = ReferenceData.SubsidyRules();
        Assert.Equal(53, seeds.Count);
        Assert.Equal(FiveCities.Order(), FiveCities.Where(city => seeds.Any(rule => (string?)rule["city"] == city)).Order());
        foreach (var seed in seeds)
        {
            var rule = loaded[(string)seed["id"]!];
            var evidence = (string)seed["evidence"]!;
            Assert.Contains(evidence.Split(' ')[0], new[] { "PAGE", "PAGE-MIRROR", "ILLUS" });
            Assert.Equal(evidence, rule.Text("evidence"));
            Assert.Equal(evidence.StartsWith("ILLUS", StringComparison.Ordinal), rule.GetProperty("illustrative").GetBoolean());
            Assert.Equal((string?)seed["loadAs"] == "published" ? "published" : "draft", rule.Text("status"));
            foreach (var (field, value) in seed.Where(field => field.Key is not ("loadAs" or "inferred") && field.Value is not null))
            {
                Assert.True(JsonNode.DeepEquals(value, JsonNode.Parse(rule.GetProperty(field).GetRawText())), $"{seed["id"]}: {field}");
            }
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheHistoryOfASeedRuleSaysThatItCameWithTheInstallation(string provider)
    {
        Needs.Database(provider);
        var act = Assert.Single((await (await (await cities.On(provider)).As("auditor1")).Read("/api/subsidy-rules/wh-illus-60/history")).Items());
        Assert.Equal(("loaded", "seed-data", 1), (act.Text("kind"), act.Text("by"), act.Fen("version")));
    }

    [Fact]
    public void ThePageOfRulesListsWhatTheShapeCannotSay()
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "rules.md"));
        var patterns = JsonNode.Parse(File.ReadAllText(Path.Combine(ReferenceData.Folder, "policies", "subsidy_rules_unexpressed.json")))!.AsArray();
        Assert.Equal(7, patterns.Count);
        var loaded = ReferenceData.SubsidyRules().Select(rule => (string)rule["id"]!).ToHashSet();
        foreach (var pattern in patterns)
        {
            Assert.DoesNotContain((string)pattern!["id"]!, loaded);
            var row = page.Split('\n').Single(line => line.Contains($"`{pattern["id"]}`", StringComparison.Ordinal));
            foreach (var field in new[] { "what", "why", "evidence" }) Assert.Contains((string)pattern[field]!, row, StringComparison.Ordinal);
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ElderCare.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
