using System.Reflection;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Shared;
using ElderCare.Reviews.Generator;
using NetArchTest.Rules;

namespace ElderCare.Domain.Tests;

/// <summary>Arrows inside the domain go one way only; a new arrow is an edit to this table.</summary>
public class ArchitectureTests
{
    private const string Root = "ElderCare.Domain";
    private static readonly Assembly Domain = typeof(RuleViolation).Assembly;

    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Shared"] = [],
        ["Access"] = ["Shared"],
        ["Canteens"] = ["Shared"],
        ["Funding"] = ["Shared"],
        ["HomeServices"] = ["Shared", "People"],
        ["Ledger"] = ["Shared"],
        ["CallCentre"] = ["Shared"],
        ["Emergency"] = ["Shared"],
        ["Meals"] = ["Shared", "Canteens", "Funding", "People", "Ledger"],
        ["People"] = ["Shared"],
        ["Reviews"] = ["Shared"],
        ["Tasks"] = ["Shared"],
        ["Vouchers"] = ["Shared", "People", "Ledger", "Funding"],
    };

    public static TheoryData<string> Folders => [.. FoldersOf(Domain)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void AFolderUsesOnlyTheFoldersThatTheTableAllows(string folder)
    {
        Assert.True(MayUse.ContainsKey(folder), $"{folder} is not in the table: say what it may use");
        var others = FoldersOf(Domain).Except([folder, .. MayUse[folder]]).Select(other => $"{Root}.{other}").ToArray();
        var result = Types.InAssembly(Domain).That().ResideInNamespaceMatching($"^{Root}\\.{folder}(\\.|$)").ShouldNot().HaveDependencyOnAny(others).GetResult();
        Assert.True(result.IsSuccessful, $"{folder} must not be used this way by {string.Join(", ", result.FailingTypeNames ?? [])}");
    }

    [Fact]
    public void TheTableHasNoCircle()
    {
        var settled = new HashSet<string>();
        while (MayUse.Keys.Except(settled).FirstOrDefault(folder => MayUse[folder].All(settled.Contains)) is { } next) settled.Add(next);
        Assert.Equal(MayUse.Keys.Order(), settled.Order());
    }

    [Fact]
    public void EveryTypeLivesInAFolder() => Assert.DoesNotContain(Domain.GetExportedTypes(), type => type.Namespace == Root);

    [Fact]
    public void TheDomainDependsOnNodaTimeOnly() =>
        Assert.All(Domain.GetReferencedAssemblies(), name => Assert.True(name.Name == "NodaTime" || name.Name!.StartsWith("System.", StringComparison.Ordinal), name.FullName));

    [Fact]
    public void TheDomainDoesNoInputOrOutputAndWaitsForNothing() =>
        Assert.DoesNotContain(Domain.GetReferencedAssemblies(), name => name.Name!.StartsWith("System.IO", StringComparison.Ordinal)
            || name.Name.StartsWith("System.Net", StringComparison.Ordinal) || name.Name.StartsWith("System.Data", StringComparison.Ordinal));

    [Fact]
    public void WhatLooksForCheatsCannotKnowWhoMakesThem()
    {
        var generator = typeof(LabelledCity).Assembly;
        Assert.All(new[] { Domain, typeof(ReviewPolicies).Assembly }, detector => Assert.DoesNotContain(generator.GetName().Name, detector.GetReferencedAssemblies().Select(name => name.Name)));
        Assert.All(generator.GetReferencedAssemblies(), name => Assert.True(name.Name == "NodaTime" || name.Name!.StartsWith("System.", StringComparison.Ordinal), name.FullName));
    }

    private static IEnumerable<string> FoldersOf(Assembly assembly) => assembly.GetTypes()
        .Where(type => type.Namespace?.StartsWith($"{Root}.", StringComparison.Ordinal) == true)
        .Select(type => type.Namespace!.Split('.')[2]).Distinct().Order();
}
