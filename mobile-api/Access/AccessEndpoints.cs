using System.Security.Claims;
using ElderCare.MobileApi.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ElderCare.MobileApi.Access;

internal static class AccessEndpoints
{
    public static void MapAccess(this IEndpointRouteBuilder api)
    {
        api.MapSignIn();
        api.MapAccounts();
        api.MapVendors();
        api.MapFamilyLinks();
        api.MapAudit();
    }

    private static void MapSignIn(this IEndpointRouteBuilder api)
    {
        var auth = api.MapGroup("/auth").WithTags("Sign-in").AllowAnonymous().WithMetadata(new IdempotencyKeyIgnored());
        auth.MapPost("/token", (SignInRequest request, SignIn signIn, HttpContext http, CancellationToken ct) => signIn.Handle(request, SignInLimits.AddressOf(http), ct))
            .WithName("SignIn").WithSummary("Sign in by user name and password").Produces<SignedIn>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(429);
        auth.MapPost("/refresh", (RefreshRequest request, RefreshSignIn refresh, CancellationToken ct) => refresh.Handle(request, ct))
            .WithName("RefreshSignIn").WithSummary("Exchange a refresh token for the next pair; the old one ends").Produces<SignedIn>().ProducesProblem(401);
        auth.MapPost("/sign-out", LeaveSignIn)
            .WithName("SignOut").WithSummary("End the sign-in of the refresh token, the bearer, or both").Produces(204);
        auth.MapPost("/otp", async (CodeRequest request, SendSignInCode send, HttpContext http, CancellationToken ct) =>
            {
                await send.Handle(request, SignInLimits.AddressOf(http), ct);
                return TypedResults.Accepted((string?)null);
            })
            .WithName("SendSignInCode").WithSummary("Send a code by SMS, if the phone is known; one a minute, ten a day").Produces(202).ProducesProblem(400).ProducesProblem(429);
        auth.MapPost("/otp/verify", (CodeAnswer answer, VerifySignInCode verify, HttpContext http, CancellationToken ct) => verify.Handle(answer, SignInLimits.AddressOf(http), ct))
            .WithName("VerifySignInCode").WithSummary("Sign in by the code that came by SMS").Produces<SignedIn>().ProducesProblem(401).ProducesProblem(429);
    }

    private static async Task<IResult> LeaveSignIn(
        [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] RefreshRequest? request, SignOut signOut, ClaimsPrincipal caller, CancellationToken ct)
    {
        await signOut.Handle(request, caller, ct);
        return TypedResults.NoContent();
    }
}
