using System.Diagnostics;

namespace ElderCare.Benchmarks.Servers;

/// <summary>What the yardsticks that Node runs are made of, installed beside their code when it is not there.</summary>
internal static class NodePackages
{
    /// <summary>Where their code is.</summary>
    public static readonly string Folder = Path.Combine(Repository.Root, "tests/ElderCare.Benchmarks/yardsticks");

    /// <summary>Whether they are installed; says why not.</summary>
    /// <param name="goal">What cannot be measured without them, such as <c>P4</c>.</param>
    /// <param name="file">Of the package that is needed, below <c>node_modules</c>.</param>
    public static async Task<bool> Have(string goal, string file)
    {
        if (File.Exists(Path.Combine(Folder, "node_modules", file))) return true;
        Console.WriteLine("Installing the yardsticks (npm ci; better-sqlite3 is compiled, about a minute)");
        var headers = new[] { "/usr/local", "/usr" }.FirstOrDefault(place => File.Exists(Path.Combine(place, "include/node/node_api.h")));
        var start = new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund"]) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["npm_config_build_from_source"] = "true";
        if (headers is not null) start.Environment["npm_config_nodedir"] = headers;
        try
        {
            using var npm = Process.Start(start)!;
            var (words, errors) = (npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
            await npm.WaitForExitAsync();
            if (npm.ExitCode == 0) return true;
            Console.WriteLine($"{goal} cannot be measured: npm ci failed in {Folder}\n{await words}{await errors}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine($"{goal} cannot be measured: npm is not installed.");
        }
        return false;
    }
}
