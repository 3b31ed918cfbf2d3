using System.Text;
using ElderCare.Data.Seeding;
using ElderCare.Integrations.Telephony;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Timers;
using NodaTime;

namespace ElderCare.MobileApi.CallCentre;

/// <summary>What 12349 is made of.</summary>
internal static class HotlineServices
{
    private const string Client = "exchange";

    public static void AddHotline(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(_ => HotlinePolicies.Read());
        services.AddSingleton<CallerMatching>();
        services.AddSingleton<CallOffers>();
        services.AddSingleton<ITimerHandler>(found => found.GetRequiredService<CallOffers>());
        services.AddSingleton<ITimerHandler, NextCall>();
        services.AddSingleton<ITimerHandler, CallAudit>();
        services.AddSingleton<ITimerHandler, IndexContactPhones>();
        services.AddSingleton<CallsOfPerson>();
        services.AddSingleton<TelephonyIntake>();
        services.AddSingleton<CallRecord>();
        services.AddSingleton<CallDesk>();
        services.AddSingleton<OpenVoiceEmergency>();
        services.AddSingleton<HeldWork>();
        services.AddSingleton<SuperviseAgents>();
        services.AddSingleton<TicketDesk>();
        services.AddSingleton<DialBack>();
        AddExchange(builder);
    }

    /// <summary>The exchange of the settings; in Development a stand-in where none is set, elsewhere none: nothing can be dialled then.</summary>
    private static void AddExchange(WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("Telephony:Dial");
        builder.Services.AddHttpClient(Client, http => http.Timeout = TimeSpan.FromSeconds(10))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false }) // what another address says to a GET is no yes
            .RemoveAllLoggers();
        if (settings["Url"] is not { Length: > 0 } url)
        {
            if (!builder.Environment.IsDevelopment()) return;
            builder.Services.AddSingleton<DevelopmentExchange>();
            builder.Services.AddSingleton<ITelephoneExchange>(found => found.GetRequiredService<DevelopmentExchange>());
            return;
        }
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) throw new InvalidOperationException("Telephony:Dial:Url is not an http or https address.");
        if (settings["Key"] is not { Length: >= 16 } key) throw new InvalidOperationException("Telephony:Dial:Key is required with Url and must have at least 16 characters.");
        builder.Services.AddSingleton<ITelephoneExchange>(found =>
            new WebhookExchange(found.GetRequiredService<IHttpClientFactory>().CreateClient(Client), address, Encoding.UTF8.GetBytes(key), found.GetRequiredService<IClock>()));
    }
}
