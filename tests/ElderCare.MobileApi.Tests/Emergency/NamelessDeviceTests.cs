using System.Net;
using System.Net.Sockets;
using System.Text;
using ElderCare.Data;
using ElderCare.Integrations.Devices.Protocols.Dc09;
using ElderCare.Integrations.Devices.Protocols.Gt06;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Tests.Emergency;

/// <summary>Devices that do not say who they are.</summary>
public sealed class NamelessDeviceTests
{
    [SkippableTheory, OnBothDatabases]
    public async Task EachConnectionHasAnIncidentOfItsOwn(string provider)
    {
        Needs.Database(provider);
        var (dc09, gt06) = (FreePorts.Next(), FreePorts.Next());
        await using var city = await TestCity.Start(provider, ("Devices:Dc09:Port", $"{dc09}"), ("Devices:Gt06:Port", $"{gt06}"));
        using var client = city.CreateClient();
        for (var waited = System.Diagnostics.Stopwatch.StartNew(); !(await client.GetAsync("/health/ready")).IsSuccessStatusCode; await Task.Delay(20)) Assert.True(waited.Elapsed < Patience.Most);
        using var one = await Connect(gt06);
        using var other = await Connect(gt06);
        await Say(one, Gt06Frames.Alarm(1, TestCity.Noon, 30, 120));
        await Say(other, Gt06Frames.Alarm(2, TestCity.Noon, 31, 121));
        await Say(one, Gt06Frames.Alarm(3, TestCity.Noon, 30, 120)); // joins its own
        using var panel = await Connect(dc09);
        using var otherPanel = await Connect(dc09);
        var frame = Dc09Frames.Wrapped("\"ADM-CID\"0014L[1101 00 001]");
        foreach (var home in new[] { panel, otherPanel, panel }) await Say(home, frame);

        using var db = city.Get<CityDatabase>().Read();
        Assert.Equal(4, await db.Incidents.CountAsync());
        Assert.Equal(5, await db.DeviceSignals.CountAsync());
        var numbers = await db.DeviceSignals.Select(signal => signal.DeviceNumber).Distinct().ToListAsync();
        Assert.Equal(4, numbers.Count);
        Assert.Contains($"-127.0.0.1:{((IPEndPoint)one.Client.LocalEndPoint!).Port}", numbers);

        using var back = await Connect(gt06); // sends again what it did not hear answered
        await Say(back, Gt06Frames.Alarm(1, TestCity.Noon, 30, 120));
        Assert.Equal(4, await db.Incidents.CountAsync());
    }

    private static async Task<TcpClient> Connect(int port)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        return client;
    }

    private static async Task Say(TcpClient client, byte[] frame)
    {
        await client.GetStream().WriteAsync(frame);
        Assert.True(await client.GetStream().ReadAsync(new byte[256]).AsTask().WaitAsync(Patience.Most) > 0);
    }
}
