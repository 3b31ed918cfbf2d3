using ElderCare.Data;
using ElderCare.Data.Feed;
using ElderCare.Data.People;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Canteens;
using ElderCare.MobileApi.Emergency;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Funding;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Requests;
using ElderCare.MobileApi.Reviews;
using ElderCare.MobileApi.Tasks;
using ElderCare.MobileApi.Timers;
using ElderCare.MobileApi.Vouchers;
using MessagePack;
using MessagePack.Resolvers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.SignalR;
using NodaTime;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace ElderCare.MobileApi.Setup;

/// <summary>What the program is made of.</summary>
internal static class Services
{
    private const int LeastThreads = 32;

    public static void AddCity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var settings = builder.Configuration;
        var folder = DataFolder(builder);
        // On Linux a waiting read of PostgreSQL needs a free thread of the pool to be woken by; with as few as cores, a first rush of callers waits for minutes.
        if (settings["Database:Provider"] == "PostgreSql") ThreadPool.SetMinThreads(LeastThreads, LeastThreads);
        services.AddSingleton<IClock>(SystemClock.Instance);
        services.AddSingleton(_ => new CityDatabase(settings["Database:Provider"] ?? "Sqlite", ConnectionString(settings, folder), WaitsForDisk(settings, builder.Environment)));
        services.AddSingleton(found => new CityWriter(found.GetRequiredService<CityDatabase>(), found.GetRequiredService<IClock>(), found.GetRequiredService<ILogger<CityWriter>>()));
        services.AddSingleton(_ => Keys.Cipher(settings, builder.Environment, folder));
        services.AddSingleton(found => new AccessTokens(Keys.Signing(settings, builder.Environment, folder), found.GetRequiredService<IClock>()));
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddSingleton<EventFeed>();
        services.AddSingleton(_ => CityFacts.ReadCalendar());
        services.AddSingleton<Readiness>();
        services.AddSingleton<Start>();
        services.AddSingleton<Preparation>();
        services.AddHostedService(found => found.GetRequiredService<Preparation>());
        services.AddSingleton(_ => CityPolicies.Meals());
        services.AddSingleton(_ => CityPolicies.FundWatch());
        services.AddSingleton(_ => PeoplePolicies.Read());
        services.AddSingleton(_ => ReviewPolicies.Read());
        services.AddSingleton<CityFacts>();
        services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(folder, "protection"))).SetApplicationName("eldercare");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = BodyLimit.Bytes);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(8));
    }

    public static void AddApi(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.ConfigureHttpJsonOptions(json => Json.Set(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddSingleton<CallerLimits>();
        services.AddSingleton<SenderLimits>();
        services.AddSingleton<RequestWriter>();
        services.AddSingleton<FundFacts>();
        services.AddSingleton<KnownMenus>();
        services.AddSingleton<MealPricingDesk>();
        services.AddSingleton<MealOrderChanged>();
        services.AddSingleton<PlaceMealOrder>();
        services.AddSingleton<MoveMealOrder>();
        services.AddSingleton<WrongCodes>();
        services.AddFacts();
        services.AddSingleton<CallOffMealOrder>();
        services.AddSingleton<KeepStandingOrder>();
        services.AddSingleton<PutMenu>();
        services.AddSingleton<KeepCanteen>();
        services.AddSingleton<CloseCanteen>();
        services.AddSubsidyRules();
        services.AddSingleton<CreateFund>();
        services.AddSingleton<ChangeFund>();
        services.AddSingleton<AllotFund>();
        services.AddSingleton<KeepDish>();
        services.AddSingleton<KeepDeliveryPoint>();
        services.AddSingleton<CopyWeek>();
        services.AddSingleton<FindDiner>();
        services.AddSingleton<ChangeTask>();
        services.AddSingleton<TrialReviews>();
        services.AddSingleton<ReviewQueue>();
        services.AddSingleton<ITimerHandler, ScoreVisits>();
        services.AddPeople();
        services.AddEmergency();
        services.AddVouchers();
    }

    private static void AddFacts(this IServiceCollection services)
    {
        services.AddSingleton<FactChanges>();
        services.AddSingleton<RecordCategory>();
        services.AddSingleton<RecordMove>();
        services.AddSingleton<RecordAbsence>();
        services.AddSingleton<RecordDeath>();
        services.AddSingleton<RecordLifeCheck>();
        services.AddSingleton<AfreshPricing>();
        services.AddSingleton<PutOrderRight>();
        services.AddSingleton<AdjustMealOrder>();
        services.AddSingleton<ReassessMeals>();
    }

    public static void AddRealtime(this IServiceCollection services)
    {
        services.AddSingleton<FeedReader>();
        services.AddSingleton<FeedPump>();
        services.AddHostedService(found => found.GetRequiredService<FeedPump>());
        services.AddSignalR(hub =>
            {
                hub.AddFilter(new HubRefusals());
                hub.MaximumReceiveMessageSize = 32 * 1024;
            })
            .AddJsonProtocol(json => Json.Set(json.PayloadSerializerOptions))
            .AddMessagePackProtocol(pack => pack.SerializerOptions = MessagePackSerializerOptions.Standard
                .WithResolver(CompositeResolver.Create([new EnvelopeFormatter()], [ContractlessStandardResolver.Instance]))
                .WithSecurity(MessagePackSecurity.UntrustedData));
    }

    public static void AddTimers(this IServiceCollection services)
    {
        services.AddSingleton<ITimerHandler, MenuServed>();
        services.AddSingleton<ITimerHandler, CallOffUnserved>();
        services.AddSingleton<ITimerHandler, PlaceStandingOrders>();
        services.AddSingleton<ITimerHandler, Housekeeping>();
        services.AddSingleton<ITimerHandler, FundWatch>();
        services.AddSingleton<ITimerHandler, FactsChanged>();
        services.AddSingleton<ITimerHandler, RulesChanged>();
        services.AddSingleton<ITimerHandler, LifeChecks>();
        services.AddSingleton<ITimerHandler, AllergensChanged>();
        services.AddSingleton<ITimerHandler, TellCalledOff>();
        services.AddSingleton<ITimerHandler, TellOrderAgain>();
        services.AddHostedService<TimerWorker>();
    }

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Logging.Configure(logging => logging.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        if (!builder.Environment.IsDevelopment()) builder.Logging.ClearProviders().AddJsonConsole();
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not { Length: > 0 }) return; // what nobody collects is not made
        builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddAspNetCoreInstrumentation().AddOtlpExporter())
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddMeter("Microsoft.AspNetCore.Server.Kestrel", "ElderCare.Devices", "ElderCare.Alarms").AddOtlpExporter());
    }

    private static string DataFolder(WebApplicationBuilder builder)
    {
        var folder = Path.Combine(builder.Environment.ContentRootPath, builder.Configuration["ELDERCARE_DATA"] ?? "data");
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Always, unless a test wants to see what happens otherwise: what is acknowledged must outlive a power cut.</summary>
    /// <exception cref="InvalidOperationException">It is to be otherwise outside Development.</exception>
    private static bool WaitsForDisk(IConfiguration settings, IHostEnvironment environment) => settings["Database:Synchronous"] switch
    {
        null or "" or "Full" => true,
        "Normal" when environment.IsDevelopment() => false,
        _ => throw new InvalidOperationException("Database:Synchronous must be Full; Normal is for tests in Development only."),
    };

    private static string ConnectionString(IConfiguration settings, string folder) =>
        settings.GetConnectionString("Database") is { Length: > 0 } text ? text : $"Data Source={Path.Combine(folder, "eldercare.db")}";
}
