using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using Microsoft.AspNetCore.Authentication;

namespace ElderCare.MobileApi.Realtime;

internal static class SameOrigin
{
    /// <summary>
    /// Lets the pages' cookie open the hub for the pages themselves only: a browser sends it for the page of a stranger too, and no
    /// CORS rule holds for WebSockets. Who brings a token has shown that it is theirs.
    /// </summary>
    public static void UseSameOriginHub(this IApplicationBuilder app) => app.Use((http, next) =>
        http.Request.Path.StartsWithSegments("/hubs") && IsByCookie(http) && IsForeign(http.Request) ? throw Refused() : next(http));

    private static bool IsByCookie(HttpContext http) =>
        http.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Ticket?.AuthenticationScheme == AccessSetup.Cookie;

    private static bool IsForeign(HttpRequest request)
    {
        if (request.Headers.Origin.Count == 0) return false;
        return !Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin)
            || !Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var own)
            || Uri.Compare(origin, own, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) != 0;
    }

    private static RequestProblem Refused() =>
        new(403, "auth.foreignOrigin", new Bilingual("这里只接受本站的页面。", "The cookie opens the hub for pages of the same origin only; others bring a token."));
}
