using System.Diagnostics;
using ElderCare.MobileApi.Tests.Crash;
using ElderCare.Simulator;
using ElderCare.Simulator.Devices;
using ElderCare.Simulator.People;
using ElderCare.Simulator.Reporting;

namespace ElderCare.MobileApi.Tests.Emergency;

/// <summary>The simulator's own promises.</summary>
public sealed class SimulatorTests
{
    private static readonly TimeSpan Longest = Patience.Most;

    [Theory]
    [InlineData("http://example.com")]
    [InlineData("http://10.0.0.1:5080")]
    [InlineData("https://localhost")]
    public void ALoadGoesToThisMachineOnly(string address) => Assert.Throws<ArgumentException>(() => new ServerAddress(new Uri(address)));

    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("http://[::1]:5080")]
    public void ThisMachineHasSeveralNames(string address) => Assert.Equal(5080, new ServerAddress(new Uri(address)).Of(DeviceKind.Http).Port);

    [Theory]
    [InlineData("splits=2")]
    [InlineData("splits")]
    [InlineData("cracks=0.1")]
    public void AFaultThatMakesNoSenseIsSaid(string text) => Assert.Throws<FormatException>(() => Faults.Parse(text));

    [Fact]
    public async Task DevicesOfEveryProtocolSayThatTheyAreThereAndAreAnswered()
    {
        await using var copy = await TestDatabase.Copy("Sqlite");
        var ports = ServerPorts.Free();
        using var server = await ServerProcess.Start(copy, ports, []);
        var report = new SimulationReport();
        using var keeper = await CityClient.SignIn(ports.Address, "city1");
        await using var fleet = await DeviceFleet.Register(keeper, new() { Devices = 2 * DeviceKinds.All.Count, Seed = 1 }, report);
        using var enough = new CancellationTokenSource();
        var playing = fleet.Play(rate: 0, enough.Token, heartbeats: 100);
        for (var waited = Stopwatch.StartNew(); DeviceKinds.All.Any(kind => report.BeatsAcknowledgedOf(kind) < 2); await Task.Delay(20)) Assert.True(waited.Elapsed < Longest, $"{report}");
        await enough.CancelAsync();
        await playing;
        Assert.True(await fleet.Settle(Longest));

        Assert.Equal((report.Beats, 0, 0), (report.BeatsAcknowledged, report.Pressed, report.Missed));
        Assert.Contains($"{report.Beats} of {report.Beats} heartbeats acknowledged", report.Now, StringComparison.Ordinal);
        Assert.Contains($"{report.Beats} of {report.Beats} heartbeats acknowledged: Http ", $"{report}", StringComparison.Ordinal);
        using var agent = await CityClient.SignIn(ports.Address, "agent1");
        Assert.Empty((await agent.Read("/api/incidents?status=open")).GetProperty("items").EnumerateArray());
    }
}
