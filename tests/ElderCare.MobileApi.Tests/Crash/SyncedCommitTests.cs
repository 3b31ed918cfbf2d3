using System.Text.RegularExpressions;
using ElderCare.Data;
using Xunit.Abstractions;

namespace ElderCare.MobileApi.Tests.Crash;

/// <summary>What the operating system is asked to do: an order is answered only after its write-ahead log has been synced to disk.</summary>
public sealed partial class SyncedCommitTests(ITestOutputHelper output)
{
    private const int Orders = 5;

    [SkippableFact]
    public async Task TheDiskIsSyncedBetweenAnOrderAndItsAnswer()
    {
        Needs.Part(File.Exists("/usr/bin/strace"), "strace, to see what the system is asked to do.");
        await using var copy = await TestDatabase.Copy("Sqlite");
        var trace = Path.Combine(copy.Folder, "trace");
        using (var server = await ServerProcess.Start(copy, "/usr/bin/strace", "-f", "-y", "-s", "16", "-e", "trace=fsync,fdatasync,sendmsg,sendto", "-o", trace))
        {
            await server.SignIn("agent1");
            OrderLoad load;
            using (var database = new CityDatabase("Sqlite", copy.ConnectionString)) load = await OrderLoad.Of(database);
            await load.PlaceInTurn(server.Http, Orders);
        }

        var synced = false;
        var answers = 0;
        foreach (var line in await File.ReadAllLinesAsync(trace))
        {
            if (Synced().IsMatch(line)) synced = true;
            if (!line.Contains("HTTP/1.1 201", StringComparison.Ordinal)) continue;
            Assert.True(synced, $"answered without a sync before it: {line}");
            (synced, answers) = (false, answers + 1);
        }
        output.WriteLine($"{answers} answers, each after a sync of the log");
        Assert.Equal(Orders, answers);
    }

    [GeneratedRegex(@"(fsync|fdatasync)\(\d+<[^>]*eldercare\.db-wal>")]
    private static partial Regex Synced();
}
