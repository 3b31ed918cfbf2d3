using ElderCare.Integrations.Messaging;
using NodaTime;

namespace ElderCare.MobileApi.Messages;

internal static class MessageServices
{
    private const string Client = "messages";

    /// <summary>The outbox, its worker, and a provider for each channel: the gateway of the settings, in Development a stand-in where none is set.</summary>
    public static void AddMessages(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MessageOutbox>();
        builder.Services.AddHostedService<MessageWorker>();
        builder.Services.AddHttpClient(Client, http => http.Timeout = TimeSpan.FromSeconds(10))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false }) // what another address says to a GET is no yes
            .RemoveAllLoggers();
        foreach (var channel in MessageOutbox.Channels)
        {
            var settings = builder.Configuration.GetSection($"Messaging:{channel}");
            if (settings["Url"] is { Length: > 0 } url) builder.Services.AddSingleton(found => Gateway(found, settings, channel, url));
            else if (builder.Environment.IsDevelopment()) builder.Services.AddSingleton<IMessageProvider>(new DevelopmentOutbox(channel));
        }
    }

    private static IMessageProvider Gateway(IServiceProvider found, IConfigurationSection settings, string channel, string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) throw new InvalidOperationException($"{settings.Path}:Url is not an http or https address.");
        if (settings["Key"] is not { Length: >= 16 } key) throw new InvalidOperationException($"{settings.Path}:Key is required with Url and must have at least 16 characters.");
        var http = found.GetRequiredService<IHttpClientFactory>().CreateClient(Client);
        return new WebhookMessageProvider(http, channel, address, System.Text.Encoding.UTF8.GetBytes(key), found.GetRequiredService<IClock>());
    }
}
