using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace ElderCare.MobileApi.Setup;

internal static class Proxies
{
    private const string Setting = "ForwardedHeaders:KnownProxies";

    /// <summary>
    /// Believes what the known proxies say of the caller's address and scheme, through as many of them as stand in a row;
    /// what anybody else says of themselves is ignored.
    /// </summary>
    /// <exception cref="InvalidOperationException">The setting names something that is no address and no network.</exception>
    public static void UseKnownProxies(this WebApplication app)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var known in Known(app.Configuration))
        {
            if (IPAddress.TryParse(known, out var address)) options.KnownProxies.Add(address);
            else if (System.Net.IPNetwork.TryParse(known, out var network)) options.KnownIPNetworks.Add(network);
            else throw new InvalidOperationException($"{Setting} names '{known}', which is neither an address such as 10.0.0.5 nor a network such as 10.0.0.0/24.");
        }
        // The middleware believes everybody when it knows nobody.
        if (options.KnownProxies.Count + options.KnownIPNetworks.Count > 0) app.UseForwardedHeaders(options);
    }

    /// <summary>A list, or one text with commas, which is easier to give in the environment.</summary>
    private static IEnumerable<string> Known(IConfiguration settings) =>
        settings.GetSection(Setting).GetChildren().Select(one => one.Value).Append(settings[Setting])
            .SelectMany(text => (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
