using System.Reflection;
using Xunit.Sdk;

namespace ElderCare.MobileApi.Tests;

/// <summary>Runs a test on SQLite and on PostgreSQL; the latter says that it is skipped when no server is named.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnBothDatabasesAttribute : DataAttribute
{
    /// <summary>The name of a static property of the test's class that lists the test's cases; each runs on each database.</summary>
    public string? Cases { get; init; }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
    {
        string[] providers = ["Sqlite", "PostgreSql"];
        if (Cases is null) return providers.Select(provider => new object[] { provider });
        var cases = (IEnumerable<string>)testMethod.DeclaringType!.GetProperty(Cases, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
        return providers.SelectMany(provider => cases.Select(name => new object[] { provider, name }));
    }
}

/// <summary>What a test needs beside the SDK.</summary>
internal static class Needs
{
    private static bool All => Environment.GetEnvironmentVariable("ELDERCARE_TEST_ALL") == "1";

    /// <summary>Skips, or fails when everything is to be tested, unless the database can be had.</summary>
    public static void Database(string provider) =>
        Part(provider == "Sqlite" || TestDatabase.Postgres is not null, $"PostgreSQL: set {TestDatabase.PostgresVariable} to a server's connection string.");

    /// <summary>Skips, or fails when everything is to be tested, unless a part is there.</summary>
    public static void Part(bool isThere, string what)
    {
        Assert.True(isThere || !All, $"Missing although ELDERCARE_TEST_ALL=1: {what}");
        Skip.IfNot(isThere, what);
    }
}
