using System.Text.RegularExpressions;
using ElderCare.Simulator.Devices;
using ElderCare.Simulator.People;
using ElderCare.Simulator.Reporting;
using Xunit.Abstractions;

namespace ElderCare.MobileApi.Tests.Crash;

/// <summary>What the operating system is asked to do: between a frame that was read and its acknowledgement the write-ahead log is synced to disk.</summary>
public sealed partial class SyncedAlarmTests(ITestOutputHelper output)
{
    private const int Alarms = 5;

    [SkippableFact]
    public async Task TheDiskIsSyncedBetweenAnAlarmAndItsAcknowledgement()
    {
        var (answered, synced) = await Traced();
        Assert.Equal((Alarms, Alarms), (answered, synced));
    }

    /// <summary>Without this the other test might see syncs that have nothing to do with the alarm.</summary>
    [SkippableFact]
    public async Task TheCheckFailsForAServerThatDoesNotWaitForTheDisk()
    {
        var (answered, synced) = await Traced(("Database__Synchronous", "Normal"));
        Assert.Equal(Alarms, answered);
        Assert.True(synced < Alarms, "Every alarm was synced though nobody asked for it.");
    }

    private async Task<(int Answered, int Synced)> Traced(params (string Name, string Value)[] settings)
    {
        Needs.Part(File.Exists("/usr/bin/strace"), "strace, to see what the system is asked to do.");
        await using var copy = await TestDatabase.Copy("Sqlite");
        var trace = Path.Combine(copy.Folder, "trace");
        var ports = ServerPorts.Free();
        using (await ServerProcess.Start(copy, ports, settings, "/usr/bin/strace", "-f", "-y", "-s", "64", "-e", "trace=fsync,fdatasync,read,recvfrom,recvmsg,sendmsg,sendto,write,writev", "-o", trace))
        {
            using var keeper = await CityClient.SignIn(ports.Address, "city1");
            await using var fleet = await DeviceFleet.Register(keeper, new() { Devices = 1, Kinds = [DeviceKind.Watch], Seed = 1, Patience = TimeSpan.FromSeconds(30) }, new SimulationReport());
            for (var press = 0; press < Alarms; press++) await fleet.Press(fleet.Devices[0]);
        }
        return Count(await File.ReadAllLinesAsync(trace));
    }

    /// <summary>How many alarms were answered, and before how many answers a sync that had begun after the alarm was over.</summary>
    private (int Answered, int Synced) Count(IEnumerable<string> trace)
    {
        var (answered, synced, isOpen, isSynced) = (0, 0, false, false);
        var syncing = new HashSet<string>(); // threads whose sync has begun after the alarm
        foreach (var line in trace)
        {
            var thread = line.Split(' ', 2)[0];
            if (Received().IsMatch(line))
            {
                (isOpen, isSynced) = (true, false);
                syncing.Clear();
                output.WriteLine(line);
            }
            else if (SyncBegins().IsMatch(line))
            {
                if (line.Contains("unfinished", StringComparison.Ordinal)) syncing.Add(thread);
                else isSynced = true;
                if (isOpen) output.WriteLine(line);
            }
            else if (SyncEnds().IsMatch(line) && syncing.Remove(thread))
            {
                isSynced = true;
                if (isOpen) output.WriteLine(line);
            }
            else if (isOpen && Sent().IsMatch(line))
            {
                answered++;
                if (isSynced) synced++;
                isOpen = false;
                output.WriteLine(line);
            }
        }
        return (answered, synced);
    }

    [GeneratedRegex(@"(read|recvfrom|recvmsg)(\(| resumed).*""\[3G\*\d+\*[0-9A-F]{4}\*[0-9a-f]{4}\*AL,")]
    private static partial Regex Received();

    [GeneratedRegex(@"(fsync|fdatasync)\(\d+<[^>]*eldercare\.db-wal>")]
    private static partial Regex SyncBegins();

    [GeneratedRegex(@"<\.\.\. (fsync|fdatasync) resumed>")]
    private static partial Regex SyncEnds();

    [GeneratedRegex(@"(sendmsg|sendto|write|writev)\(.*""\[3G\*\d+\*[0-9A-F]{4}\*0002\*AL\]")]
    private static partial Regex Sent();
}
