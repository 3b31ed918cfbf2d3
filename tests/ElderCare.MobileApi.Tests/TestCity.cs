using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ElderCare.Data;
using ElderCare.MobileApi.Access;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Testing;
using NodaTime.Text;

namespace ElderCare.MobileApi.Tests;

/// <summary>The whole program on a database of its own with the demo city, listening on a loopback port, with a clock that stands still.</summary>
internal sealed class TestCity : WebApplicationFactory<Program>
{
    /// <summary>Monday noon: today's dinner can still be ordered, today's lunch cannot.</summary>
    public static readonly Instant Noon = OffsetDateTimePattern.Rfc3339.Parse("2026-11-23T12:00:00+08:00").Value.ToInstant();

    public static readonly LocalDate Today = new(2026, 11, 23);

    public const string Password = "Demo-12349!";
    private readonly TestDatabase _database;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly bool _ownsDatabase;
    private Action<IServiceCollection>? _ownServices;
    private readonly ConcurrentDictionary<string, string> _tokens = new();

    private TestCity(TestDatabase database, IReadOnlyDictionary<string, string> settings, bool ownsDatabase)
    {
        _database = database;
        _settings = settings;
        _ownsDatabase = ownsDatabase;
        UseKestrel(0);
    }

    /// <summary>What it runs on.</summary>
    public TestDatabase Database => _database;

    public FakeClock Clock { get; } = new(Noon);

    /// <summary>Starts a program on a copy of the demo city, which is dropped with it.</summary>
    public static async Task<TestCity> Start(string provider, params (string Name, string Value)[] settings) =>
        Start(await TestDatabase.Copy(provider), true, settings);

    /// <summary>Starts a program on a database that another program may be using and that stays.</summary>
    public static TestCity Start(TestDatabase database, params (string Name, string Value)[] settings) => Start(database, false, settings);

    private static TestCity Start(TestDatabase database, bool ownsDatabase, (string Name, string Value)[] settings)
    {
        var city = new TestCity(database, settings.ToDictionary(setting => setting.Name, setting => setting.Value), ownsDatabase);
        city.StartServer();
        return city;
    }

    /// <summary>Starts a program on a database that stays, with services of the test's own in place of some of its own.</summary>
    public static TestCity Start(TestDatabase database, Action<IServiceCollection> services, params (string Name, string Value)[] settings)
    {
        var city = new TestCity(database, settings.ToDictionary(setting => setting.Name, setting => setting.Value), ownsDatabase: false) { _ownServices = services };
        city.StartServer();
        return city;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_ownsDatabase) await _database.DisposeAsync();
    }

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    public string Address => ClientOptions.BaseAddress.ToString().TrimEnd('/');

    /// <summary>A client with a token of a demo user, one for all that ask; who moves the clock past its end takes a new one with <see cref="TokenOf"/>.</summary>
    public async Task<HttpClient> As(string userName)
    {
        if (!_tokens.TryGetValue(userName, out var token)) _tokens[userName] = token = await TokenOf(userName);
        return With(token);
    }

    /// <summary>Lets time pass, so long that tokens end: who asks for a client after it gets a new one.</summary>
    public void Pass(Duration time)
    {
        Clock.Advance(time);
        _tokens.Clear();
    }

    /// <summary>A client that sends a token.</summary>
    public HttpClient With(string token)
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A token as a sign-in gives it, without the password's hashing, which takes longer than most tests.</summary>
    public async Task<string> TokenOf(string userName)
    {
        using var db = Get<CityDatabase>().Read();
        return Get<AccessTokens>().Issue(await db.Accounts.SingleAsync(account => account.UserName == userName)).Token;
    }

    /// <summary>Signs a demo user in by the password.</summary>
    public async Task<string> SignIn(string userName)
    {
        using var client = CreateClient();
        using var answer = await client.PostAsJsonAsync("/api/auth/token", new { userName, password = Password });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
    }

    /// <summary>A hub connection of a demo user; start it with its handlers in place.</summary>
    public async Task<HubConnection> HubOf(string userName, bool resume = false, bool messagePack = false) => HubWith(await TokenOf(userName), resume, messagePack);

    /// <summary>A hub connection that sends a token.</summary>
    public HubConnection HubWith(string token, bool resume = false, bool messagePack = false)
    {
        var builder = new HubConnectionBuilder().WithUrl($"{Address}/hubs/dispatch{(resume ? "?resume=true" : "")}", options => options.AccessTokenProvider = () => Task.FromResult<string?>(token));
        if (messagePack) builder.AddMessagePackProtocol();
        return builder.Build();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("ELDERCARE_DATA", _database.Folder);
        builder.UseSetting("Database:Provider", _database.Provider);
        builder.UseSetting("ConnectionStrings:Database", _database.ConnectionString);
        builder.UseSetting("RateLimits:Caller:PerSecond", "0");
        builder.UseSetting("Demo:PastDays", "0");
        builder.UseSetting("Alarms:ProbeSeconds", "0");
        foreach (var protocol in new[] { "Mqtt", "Dc09", "Watch", "Gt06", "Jt808" }) builder.UseSetting($"Devices:{protocol}:Port", "0"); // a port is one program's
        foreach (var (name, value) in _settings) builder.UseSetting(name, value);
        builder.ConfigureLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddConsole());
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<IClock>(Clock);
            services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, NeverCloseByTheMachinesClock);
            _ownServices?.Invoke(services);
        });
    }

    // SignalR ends a connection whose token has run out by the machine's clock; these tokens run by the test's.
    private static void NeverCloseByTheMachinesClock(JwtBearerOptions bearer)
    {
        var validated = bearer.Events.OnTokenValidated;
        bearer.Events.OnTokenValidated = async context =>
        {
            await validated(context);
            context.Properties.ExpiresUtc = null;
        };
    }
}
