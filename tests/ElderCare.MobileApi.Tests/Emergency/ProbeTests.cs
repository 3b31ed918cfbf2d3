using System.Net;
using System.Net.Sockets;
using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Emergency;
using ElderCare.Integrations.Devices.Protocols.Watch;
using ElderCare.MobileApi.Emergency;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Emergency;

/// <summary>The system's own alarm heals after what others, or a crash, have left under its number, and leaves nothing behind for long.</summary>
public sealed class ProbeTests
{
    private const string Alarm = "AL,010126,000000,V,0,N,0,E,0,0,0,0,0,99,0,0,00010000,0,0,0";

    [SkippableTheory, OnBothDatabases]
    public async Task AFrameUnderItsNumberDoesNotSilenceIt(string provider)
    {
        Needs.Database(provider);
        var port = FreePorts.Next();
        await using var city = await TestCity.Start(provider, ("Devices:Watch:Port", $"{port}"), ("Alarms:ProbeSeconds", "3600"));
        using var client = city.CreateClient();
        var probe = city.Get<ProbeAlarm>();
        await probe.Try(CancellationToken.None);
        await BothGotThrough(city);
        string number;
        using (var db = city.Get<CityDatabase>().Read()) number = (await db.Devices.SingleAsync(device => device.IsProbe)).Number;
        Assert.Equal((20, false), (number.Length, number.All(char.IsAsciiDigit))); // drawn, not counted

        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            await socket.GetStream().WriteAsync(WatchFrames.Build("3G", number, Alarm));
            await socket.GetStream().ReadExactlyAsync(new byte[10]).AsTask().WaitAsync(Patience.Most);
        }
        using (var db = city.Get<CityDatabase>().Read()) Assert.Equal(1, await db.Incidents.CountAsync(incident => incident.State != IncidentState.Closed));

        city.Clock.Advance(Duration.FromMinutes(3));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health/alarms")).StatusCode);
        await probe.Try(CancellationToken.None);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/alarms")).StatusCode);
        using (var db = city.Get<CityDatabase>().Read())
        {
            Assert.All(await db.Incidents.ToListAsync(), incident => Assert.Equal((true, IncidentState.Closed), (incident.IsProbe, incident.State)));
            Assert.Equal(number, (await db.Devices.SingleAsync(device => device.IsProbe)).Number);
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ItsAlarmsAreForgottenAfterADayAndOthersAreNot(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider, ("Alarms:ProbeSeconds", "3600"));
        var probe = city.Get<ProbeAlarm>();
        city.Clock.Advance(Duration.FromMinutes(1)); // it has pressed once at the start
        await probe.Try(CancellationToken.None);
        await city.Press(await city.AddDevice(null));
        city.Clock.Advance(Duration.FromHours(25));
        await probe.Try(CancellationToken.None);
        await city.RunTimer(Housekeeping.TimerKind, Guid.Empty);
        using var db = city.Get<CityDatabase>().Read();
        Assert.Equal((1, 1), (await db.Incidents.CountAsync(incident => incident.IsProbe), await db.Incidents.CountAsync(incident => !incident.IsProbe)));
        Assert.Equal(2, await db.DeviceSignals.CountAsync());
        Assert.Equal(1, await db.IncidentNotes.Where(note => note.Kind == IncidentNoteKind.Signal).CountAsync());
        var others = await Assert.ThrowsAnyAsync<Exception>(() => city.Get<CityWriter>().Commit(Lane.Bulk, unit => unit.Sql.Execute("""DELETE FROM "DeviceSignals" WHERE NOT "IsProbe" """)));
        Assert.Contains("append-only", others.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Waits for the test's own press and the one that each program makes when it begins: whichever comes last would end what the test sends next.</summary>
    private static async Task BothGotThrough(TestCity city)
    {
        using var patience = new CancellationTokenSource(Patience.Most);
        while (true)
        {
            using (var db = city.Get<CityDatabase>().Read())
            {
                if (await db.Incidents.CountAsync(incident => incident.IsProbe && incident.State == IncidentState.Closed, patience.Token) == 2) return;
            }
            await Task.Delay(5, patience.Token);
        }
    }
}
