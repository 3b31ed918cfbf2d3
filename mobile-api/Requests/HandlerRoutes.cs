using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Routing;

#pragma warning disable IDE0130 // beside the rooms that map routes, so that their MapGet is this one and not the framework's
namespace ElderCare.MobileApi;

/// <summary>
/// Maps handlers that are compiled when they are first called. The framework compiles all of them before the program serves
/// anybody: hundreds of methods, longer than everything else at a start. What an endpoint says of itself is read at the start as ever.
/// </summary>
internal static class HandlerRoutes
{
    /// <summary>Answers GET.</summary>
    public static RouteHandlerBuilder MapGet(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, Delegate handler) => routes.Map(HttpMethods.Get, pattern, handler);

    /// <summary>Answers POST.</summary>
    public static RouteHandlerBuilder MapPost(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, Delegate handler) => routes.Map(HttpMethods.Post, pattern, handler);

    /// <summary>Answers PATCH.</summary>
    public static RouteHandlerBuilder MapPatch(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, Delegate handler) => routes.Map(HttpMethods.Patch, pattern, handler);

    /// <summary>Answers PUT.</summary>
    public static RouteHandlerBuilder MapPut(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, Delegate handler) => routes.Map(HttpMethods.Put, pattern, handler);

    /// <summary>Answers DELETE.</summary>
    public static RouteHandlerBuilder MapDelete(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, Delegate handler) => routes.Map(HttpMethods.Delete, pattern, handler);

    private static RouteHandlerBuilder Map(this IEndpointRouteBuilder routes, string method, string pattern, Delegate handler) =>
        RouteHandlerServices.Map(routes, pattern, handler, [method], RequestDelegateFactory.InferMetadata, CompileWhenCalled);

    private static RequestDelegateResult CompileWhenCalled(Delegate handler, RequestDelegateFactoryOptions options, RequestDelegateMetadataResult? metadata)
    {
        var compiled = new Lazy<RequestDelegate>(() => RequestDelegateFactory.Create(handler, options, metadata).RequestDelegate);
        return new(context => compiled.Value(context), metadata?.EndpointMetadata ?? []);
    }
}
