using System.Diagnostics;

namespace ElderCare.Benchmarks.Servers;

/// <summary>The yardstick of P4: one plain row a request by Node and better-sqlite3, installed beside its code when it is not there.</summary>
internal static class PlainRow
{
    /// <summary>Starts it, or says why it cannot and answers null.</summary>
    /// <param name="city">Where its file and its token's key are.</param>
    /// <param name="tuned">With WAL; otherwise as better-sqlite3 is shipped, with a rollback journal. Both are <c>synchronous=FULL</c>.</param>
    public static async Task<ServerProcess?> Start(BenchmarkCity city, bool tuned)
    {
        var folder = Path.Combine(Repository.Root, "tests/ElderCare.Benchmarks/yardsticks");
        if (!await IsInstalled(folder)) return null;
        return await ServerProcess.Start("node", _ => [Path.Combine(folder, "plain-row.mjs")], new Dictionary<string, string>
        {
            ["DATABASE"] = Path.Combine(city.Folder, $"plain-row-{Guid.NewGuid():N}.db"),
            ["SIGNING_KEY"] = city.SigningKey,
            ["JOURNAL"] = tuned ? "WAL" : "",
        }, Path.Combine(city.Folder, "plain-row.log"));
    }

    private static async Task<bool> IsInstalled(string folder)
    {
        if (File.Exists(Path.Combine(folder, "node_modules/better-sqlite3/build/Release/better_sqlite3.node"))) return true;
        Console.WriteLine("Installing the yardstick (npm ci; better-sqlite3 is compiled, about a minute)");
        var headers = new[] { "/usr/local", "/usr" }.FirstOrDefault(place => File.Exists(Path.Combine(place, "include/node/node_api.h")));
        var start = new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["npm_config_build_from_source"] = "true";
        if (headers is not null) start.Environment["npm_config_nodedir"] = headers;
        try
        {
            using var npm = Process.Start(start)!;
            var (words, errors) = (npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
            await npm.WaitForExitAsync();
            if (npm.ExitCode == 0) return true;
            Console.WriteLine($"P4 cannot be measured: npm ci failed in {folder}\n{await words}{await errors}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine("P4 cannot be measured: npm is not installed.");
        }
        return false;
    }
}
