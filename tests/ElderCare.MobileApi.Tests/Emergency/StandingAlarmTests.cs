using ElderCare.Domain.Emergency;
using ElderCare.MobileApi.Emergency;

namespace ElderCare.MobileApi.Tests.Emergency;

/// <summary>Devices that say that an alarm still stands.</summary>
public sealed class StandingAlarmTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task AnSosThatIsSaidToStandAndWasNeverHeardOfRaisesWhatIsOpen(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var device = await city.AddDevice((await city.AddSeniors(1))[0]);
        var quiet = (await Take(city, device, SignalType.Inactivity, stands: false)).IncidentId;
        Assert.Equal(quiet, (await Take(city, device, SignalType.Inactivity, stands: true)).IncidentId);
        Assert.Equal(("inactivity", 1L), await Of(city, quiet)); // no new alarm

        Assert.Equal(quiet, (await Take(city, device, SignalType.Sos, stands: true)).IncidentId);
        Assert.Equal(("sos", 2L), await Of(city, quiet));
        await Take(city, device, SignalType.Sos, stands: true);
        Assert.Equal(("sos", 2L), await Of(city, quiet)); // now it has been heard of
    }

    private static Task<SignalReceipt> Take(TestCity city, string device, SignalType type, bool stands) => city.Get<SignalIntake>().Take(
        new() { Protocol = DeviceProtocol.Http, DeviceNumber = device, Type = type, Stands = stands, Identity = $"{Guid.NewGuid()}" }, [1], CancellationToken.None);

    private static async Task<(string, long)> Of(TestCity city, Guid? incident)
    {
        var read = await (await city.As("agent1")).Read($"/api/incidents/{incident}");
        return (read.Text("kind"), read.Fen("signals"));
    }
}
