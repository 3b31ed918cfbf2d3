using ElderCare.Simulator;
using ElderCare.Simulator.Devices;

namespace ElderCare.MobileApi.Tests.Emergency;

/// <summary>The simulator's own promises.</summary>
public sealed class SimulatorTests
{
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
}
