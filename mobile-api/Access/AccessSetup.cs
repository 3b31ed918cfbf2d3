using System.Globalization;
using System.Security.Claims;
using ElderCare.Domain.Access;
using ElderCare.MobileApi.Errors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;

namespace ElderCare.MobileApi.Access;

/// <summary>On an endpoint: the roles that may call it; an empty list is everybody who has signed in.</summary>
internal sealed record AllowedRoles(IReadOnlyList<Role> Roles);

/// <summary>Bearer tokens for programs, the cookie for pages, either for the hub; roles by endpoint.</summary>
internal static class AccessSetup
{
    public const string Cookie = CookieAuthenticationDefaults.AuthenticationScheme;
    private const string BearerOrCookie = "BearerOrCookie";

    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<AccountDirectory>();
        services.AddSingleton<Callers>();
        services.AddSingleton<KnownTokens>();
        services.AddSignIn();
        services.AddAuthorization();
        services.AddAuthentication(BearerOrCookie)
            .AddPolicyScheme(BearerOrCookie, null, scheme => scheme.ForwardDefaultSelector = http =>
                http.Request.Path.StartsWithSegments("/api") || http.Request.Query.ContainsKey("access_token") || http.Request.Headers.Authorization.Count > 0
                    ? JwtBearerDefaults.AuthenticationScheme
                    : Cookie)
            .AddJwtBearer()
            .AddCookie(cookie =>
            {
                cookie.Cookie.Name = "eldercare";
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.LoginPath = "/sign-in";
                cookie.ExpireTimeSpan = TimeSpan.FromDays(30);
                cookie.SlidingExpiration = true;
                cookie.Events.OnValidatePrincipal = context =>
                {
                    if (!Attach(context.HttpContext, context.Principal)) context.RejectPrincipal();
                    return Task.CompletedTask;
                };
                cookie.Events.OnRedirectToLogin = context =>
                {
                    if (Problems.IsForPrograms(context.Request.HttpContext)) context.Response.StatusCode = 401;
                    else context.Response.Redirect(context.RedirectUri);
                    return Task.CompletedTask;
                };
                cookie.Events.OnRedirectToAccessDenied = context =>
                {
                    context.Response.StatusCode = 403; // a page of its own says so, at the address that was asked for
                    return Task.CompletedTask;
                };
            });
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<AccessTokens, KnownTokens>((bearer, tokens, known) =>
        {
            bearer.TokenValidationParameters = tokens.Validation;
            bearer.TokenHandlers.Clear();
            bearer.TokenHandlers.Add(known);
            bearer.Events = new JwtBearerEvents
            {
                OnMessageReceived = context =>
                {
                    if (context.Request.Path.StartsWithSegments("/hubs") && context.Request.Query["access_token"].ToString() is { Length: > 0 } token) context.Token = token;
                    return Task.CompletedTask;
                },
                OnTokenValidated = context =>
                {
                    if (!Attach(context.HttpContext, context.Principal)) context.Fail("The account's tokens were ended.");
                    return Task.CompletedTask;
                },
                OnChallenge = async context =>
                {
                    context.HandleResponse();
                    await Problems.Write(context.HttpContext, WhyRefused(context.HttpContext, context.AuthenticateFailure));
                },
            };
        });
    }

    /// <summary>Only these roles may call the endpoint; none named: everybody who has signed in.</summary>
    public static TBuilder For<TBuilder>(this TBuilder builder, params Role[] roles) where TBuilder : IEndpointConventionBuilder
    {
        builder.WithMetadata(new AllowedRoles(roles));
        return builder.RequireAuthorization(policy => policy.RequireAssertion(context =>
            context.Resource is HttpContext http && Caller.TryOf(http) is { } caller && (roles.Length == 0 || caller.Is(roles))));
    }

    private static bool Attach(HttpContext http, ClaimsPrincipal? principal)
    {
        if (!Guid.TryParse(principal?.FindFirstValue("sub"), out var id)) return false;
        if (!int.TryParse(principal.FindFirstValue(AccessTokens.VersionClaim), CultureInfo.InvariantCulture, out var version)) return false;
        var signIn = Guid.TryParse(principal.FindFirstValue(AccessTokens.SignInClaim), out var sid) ? sid : (Guid?)null;
        var callers = http.RequestServices.GetRequiredService<Callers>();
        if (callers.Find(id, version, signIn) is not { } caller)
        {
            http.Items["auth.disabled"] = callers.IsDisabled(id);
            return false;
        }
        http.Items[typeof(Caller)] = caller;
        return true;
    }

    private static RequestProblem WhyRefused(HttpContext http, Exception? failure) => failure switch
    {
        Microsoft.IdentityModel.Tokens.SecurityTokenInvalidLifetimeException or Microsoft.IdentityModel.Tokens.SecurityTokenExpiredException =>
            new(401, "auth.tokenExpired", new("登录过了时间，请再登录一次。", "The access token has expired; refresh it or sign in again.")),
        not null when http.Items["auth.disabled"] is true =>
            new(401, "auth.accountDisabled", new("这个账号已经停用。请打 12349。", "The account is disabled. Call 12349.")),
        not null => new(401, "auth.tokenInvalid", new("登录已失效，请再登录一次。", "The access token is not valid any more; sign in again.")),
        null => Problems.OfStatus(401),
    };
}
