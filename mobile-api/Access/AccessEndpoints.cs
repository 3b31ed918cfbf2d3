using System.Security.Claims;
using ElderCare.MobileApi.Requests;
using Microsoft.AspNetCore.Mvc;

namespace ElderCare.MobileApi.Access;

internal static class AccessEndpoints
{
    public static void MapAccess(this IEndpointRouteBuilder api)
    {
        MapSignIn(api);
    }

    private static void MapSignIn(IEndpointRouteBuilder api)
    {
        var auth = api.MapGroup("/auth").WithTags("Sign-in").AllowAnonymous().WithMetadata(new IdempotencyKeyIgnored());
        auth.MapPost("/token", (SignInRequest request, SignIn signIn, HttpContext http, CancellationToken ct) => signIn.Handle(request, SignInLimits.AddressOf(http), ct))
            .WithName("SignIn").WithSummary("Sign in by user name and password").Produces<SignedIn>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(429);
        auth.MapPost("/refresh", (RefreshRequest request, RefreshSignIn refresh, CancellationToken ct) => refresh.Handle(request, ct))
            .WithName("RefreshSignIn").WithSummary("Exchange a refresh token for the next pair; the old one ends").Produces<SignedIn>().ProducesProblem(401);
        auth.MapPost("/sign-out", async ([FromBody(EmptyBodyBehavior = Microsoft.AspNetCore.Mvc.ModelBinding.EmptyBodyBehavior.Allow)] RefreshRequest? request, SignOut signOut, ClaimsPrincipal caller, CancellationToken ct) =>
            {
                await signOut.Handle(request, caller, ct);
                return TypedResults.NoContent();
            })
            .WithName("SignOut").WithSummary("End the sign-in of the refresh token, the bearer, or both").Produces(204);
    }
}
