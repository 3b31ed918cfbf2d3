using System.Collections.Concurrent;

namespace ElderCare.MobileApi.Tests;

/// <summary>One city on each database, for all tests of a class that do not disturb each other.</summary>
public sealed class SharedCities : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, Lazy<Task<TestCity>>> _cities = new();

    internal Task<TestCity> On(string provider) => _cities.GetOrAdd(provider, name => new(() => TestCity.Start(name, ("RateLimits:SignIn:PerAccountAndAddress", "0"), ("RateLimits:SignIn:PerAddress", "0")))).Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var city in _cities.Values.Where(city => city.Value.IsCompletedSuccessfully)) await (await city.Value).DisposeAsync();
    }
}
