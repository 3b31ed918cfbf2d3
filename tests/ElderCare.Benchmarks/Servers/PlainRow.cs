namespace ElderCare.Benchmarks.Servers;

/// <summary>The yardstick of P4: one plain row a request by Node and better-sqlite3, installed beside its code when it is not there.</summary>
internal static class PlainRow
{
    /// <summary>Starts it, or says why it cannot and answers null.</summary>
    /// <param name="city">Where its file and its token's key are.</param>
    /// <param name="tuned">With WAL; otherwise as better-sqlite3 is shipped, with a rollback journal. Both are <c>synchronous=FULL</c>.</param>
    public static async Task<ServerProcess?> Start(BenchmarkCity city, bool tuned)
    {
        if (!await NodePackages.Have("P4", "better-sqlite3/build/Release/better_sqlite3.node")) return null;
        return await ServerProcess.Start("node", _ => [Path.Combine(NodePackages.Folder, "plain-row.mjs")], new Dictionary<string, string>
        {
            ["DATABASE"] = Path.Combine(city.Folder, $"plain-row-{Guid.NewGuid():N}.db"),
            ["SIGNING_KEY"] = city.SigningKey,
            ["JOURNAL"] = tuned ? "WAL" : "",
        }, Path.Combine(city.Folder, "plain-row.log"));
    }
}
