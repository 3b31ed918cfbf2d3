using System.Diagnostics;
using ElderCare.MobileApi;
using Microsoft.AspNetCore.Mvc.Testing;

namespace ElderCare.Benchmarks.Servers;

/// <summary>The real program inside this process, listening on a port: what no address can ask of it, such as a unit of the emergency lane, is asked of it directly.</summary>
internal sealed class HostedCity : WebApplicationFactory<CityFacts>, IServer
{
    private readonly IReadOnlyDictionary<string, string> _settings;

    private HostedCity(IReadOnlyDictionary<string, string> settings)
    {
        _settings = settings;
        UseKestrel(0);
    }

    public int Port => ClientOptions.BaseAddress.Port;

    /// <summary>The load's own time is in it.</summary>
    public TimeSpan CpuTime => Process.GetCurrentProcess().TotalProcessorTime;

    /// <summary>Starts it with settings as in the environment.</summary>
    public static HostedCity Start(IReadOnlyDictionary<string, string> settings)
    {
        var city = new HostedCity(settings);
        city.StartServer();
        return city;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseContentRoot(Path.GetDirectoryName(Repository.MobileApi)!); // where its own settings lie
        foreach (var (name, value) in _settings) builder.UseSetting(name.Replace("__", ":", StringComparison.Ordinal), value);
        builder.ConfigureLogging(logging => logging.ClearProviders());
    }
}
