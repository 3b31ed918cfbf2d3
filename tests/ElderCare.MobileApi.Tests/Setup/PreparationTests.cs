using System.Net;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Setup;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ElderCare.MobileApi.Tests.Setup;

/// <summary>A program that starts before its database serves that it is not ready, and is ready once the database is there; a wrong setting ends it.</summary>
public sealed class PreparationTests
{
    /// <summary>On a busy machine; the demo city is loaded anew.</summary>
    private static readonly TimeSpan LongestFill = TimeSpan.FromMinutes(3);

    private readonly HeardLog _log = new();

    [SkippableTheory, OnBothDatabases]
    public async Task WaitsForADatabaseThatIsNotThere(string provider)
    {
        Needs.Database(provider);
        await using var outage = await Outage.Of(provider);
        await using var city = Start(outage);
        using var client = city.CreateClient();

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health/ready")).StatusCode);
        foreach (var path in new[] { "/api/me", "/hubs/dispatch", "/api/nothing" })
        {
            await client.GetAsync(path).ShouldBeProblem(503, "server.notReady");
            Assert.Equal(5, (await client.GetAsync(path)).Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        }
        using var page = await client.GetAsync("/");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "text/html", 5), (page.StatusCode, page.Content.Headers.ContentType!.MediaType, page.Headers.RetryAfter!.Delta!.Value.TotalSeconds));
        Assert.Contains("系统正在启动", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await _log.Hears("try 2,");
        Assert.DoesNotContain(_log.Lines, line => line.Contains("could not be", StringComparison.Ordinal)); // as a worker says that has looked for work
        Assert.Equal(0, city.Get<FeedPump>().Position);

        outage.End();
        await city.Get<Readiness>().Prepared.WaitAsync(LongestFill);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
        await (await city.As("senior1")).Read("/api/me");
    }

    [Fact]
    public async Task FillsADatabaseThatComesLate()
    {
        await using var outage = await Outage.Of("Sqlite");
        await using var city = Start(outage);
        outage.End(withRows: false);
        await city.Get<Readiness>().Prepared.WaitAsync(LongestFill);
        await (await city.As("senior1")).Read("/api/me");
        await _log.Hears("the city is ready at try"); // on a busy machine the database may come between two tries
    }

    [Fact]
    public async Task AWrongSettingThatIsSeenLateEndsTheProgram()
    {
        await using var outage = await Outage.Of("Sqlite");
        await using var city = Start(outage, ("Demo:Enabled", "false"), ("Admin:UserName", "root1"), ("Admin:Password", "weak"));
        var stops = new TaskCompletionSource();
        city.Get<IHostApplicationLifetime>().ApplicationStopping.Register(stops.SetResult);
        outage.End(withRows: false);
        await stops.Task.WaitAsync(LongestFill);
        Assert.Equal(1, city.Get<Preparation>().ExitCode);
        await _log.Hears("Admin:Password is too weak");
    }

    [Theory]
    [InlineData("Database:Provider", "Oracle", "Database:Provider is 'Oracle'")]
    [InlineData("environment", "Production", "Encryption:Keys is required outside Development")]
    [InlineData("Auth:SigningKey", "c2hvcnQ=", "Auth:SigningKey must be at least 32 bytes")]
    public async Task AWrongSettingEndsTheProgramThoughTheDatabaseIsNotThere(string name, string value, string words)
    {
        await using var outage = await Outage.Of("Sqlite");
        var fault = Assert.ThrowsAny<Exception>(() => Start(outage, (name, value)));
        Assert.Contains(words, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ARefusedPasswordIsNoOutage()
    {
        Assert.False(DatabaseAway.IsMeantBy(new InvalidOperationException("Admin:Password")));
        Assert.False(DatabaseAway.IsMeantBy(new Npgsql.PostgresException("no", "FATAL", "FATAL", Npgsql.PostgresErrorCodes.InvalidPassword)));
        Assert.True(DatabaseAway.IsMeantBy(new InvalidOperationException("wrapped", new Npgsql.PostgresException("starting up", "FATAL", "FATAL", Npgsql.PostgresErrorCodes.CannotConnectNow))));
    }

    [Fact]
    public void ThePausesGrowToHalfAMinute() =>
        Assert.Equal([1, 2, 4, 8, 16, 30, 30], Enumerable.Range(1, 7).Select(tries => Preparation.PauseAfter(tries).TotalSeconds));

    private TestCity Start(Outage outage, params (string Name, string Value)[] settings) => TestCity.Start(
        outage.Database, services => services.AddSingleton<ILoggerProvider>(_log), [("ConnectionStrings:Database", outage.ConnectionString), .. settings]);
}
