using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace ElderCare.MobileApi.Setup;

/// <summary>
/// All endpoints, made once. The framework asks for them when it starts, at the first request and for the API document, and a
/// group makes all of its own anew each time.
/// </summary>
internal sealed class EndpointsBuiltOnce : EndpointDataSource
{
    private readonly Lazy<IReadOnlyList<Endpoint>> _endpoints;

    private EndpointsBuiltOnce(IReadOnlyList<EndpointDataSource> sources) => _endpoints = new(() => [.. sources.SelectMany(source => source.Endpoints)]);

    public override IReadOnlyList<Endpoint> Endpoints => _endpoints.Value;

    /// <summary>Takes the place of what was mapped; called when everything is.</summary>
    public static void Of(IEndpointRouteBuilder routes)
    {
        var once = new EndpointsBuiltOnce([.. routes.DataSources]);
        routes.DataSources.Clear();
        routes.DataSources.Add(once);
    }

    public override IChangeToken GetChangeToken() => NullChangeToken.Singleton;
}
