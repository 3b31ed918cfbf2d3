using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace ElderCare.Benchmarks;

/// <summary>What the figures were taken on.</summary>
internal static class Machine
{
    public static async Task Print()
    {
        var cpu = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim();
        var postgres = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Order().Last() + "/bin/postgres" : "postgres";
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Console.WriteLine($"machine   {Environment.ProcessorCount} cores, {cpu}, Linux {(await File.ReadAllTextAsync("/proc/sys/kernel/osrelease")).Trim()}");
        Console.WriteLine($"versions  {RuntimeInformation.FrameworkDescription}, SQLite {connection.ServerVersion}, {await Said(postgres, "--version")}, Node {await Said("node", "--version")}");
        Console.WriteLine($"load      {LoadAverage()} before the run (1, 5, 15 minutes)");
    }

    /// <summary>How busy the machine has been: others may share it.</summary>
    public static string LoadAverage() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3));

    private static async Task<string> Said(string program, string argument)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, argument) { RedirectStandardOutput = true })!;
            var words = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return words.Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return $"no {Path.GetFileName(program)}";
        }
    }
}
