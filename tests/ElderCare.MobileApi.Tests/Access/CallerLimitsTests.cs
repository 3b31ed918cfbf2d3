using ElderCare.MobileApi.Requests;
using Microsoft.Extensions.Configuration;
using NodaTime;
using NodaTime.Testing;

namespace ElderCare.MobileApi.Tests.Access;

/// <summary>The bucket of tokens that each caller has.</summary>
public class CallerLimitsTests
{
    private readonly FakeClock _clock = new(Instant.FromUtc(2026, 11, 22, 3, 0));

    [Fact]
    public void AllowsABurstThenASteadyRate()
    {
        var limits = Limits(10, 20);
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        for (var i = 0; i < 20; i++) Assert.Equal(0, limits.Take(one));
        Assert.Equal(0.1, limits.Take(one), 3);
        Assert.Equal(0, limits.Take(other));
        _clock.AdvanceMilliseconds(100);
        Assert.Equal(0, limits.Take(one));
        Assert.NotEqual(0, limits.Take(one));
        _clock.AdvanceHours(1);
        for (var i = 0; i < 20; i++) Assert.Equal(0, limits.Take(one));
        Assert.NotEqual(0, limits.Take(one));
    }

    [Fact]
    public void IsOffAtZero() => Assert.False(Limits(0, 500).IsOn);

    private CallerLimits Limits(int perSecond, int burst) => new(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["RateLimits:Caller:PerSecond"] = $"{perSecond}", ["RateLimits:Caller:Burst"] = $"{burst}" }).Build(), _clock);
}
