using System.Globalization;
using System.Security.Claims;
using System.Text;
using ElderCare.Domain.Access;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using NodaTime;

namespace ElderCare.MobileApi.Access;

/// <summary>Short-lived access tokens: who signed in, and with which generation of the account's tokens; rights are looked up at each call.</summary>
internal sealed class AccessTokens(byte[] signingKey, IClock clock)
{
    public const string VersionClaim = "tv";

    /// <summary>Names the sign-in that the token came from, so that signing out ends it at once.</summary>
    public const string SignInClaim = "sid";
    private const string Issuer = "eldercare";
    private static readonly Duration Lifetime = Duration.FromMinutes(30);
    private readonly SigningCredentials _credentials = new(new SymmetricSecurityKey(signingKey), SecurityAlgorithms.HmacSha256);
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    /// <param name="account">Whose.</param>
    /// <param name="signIn">The sign-in that it belongs to; none for a token that only the account can end.</param>
    public (string Token, Instant ExpiresAt) Issue(Account account, Guid? signIn = null)
    {
        var now = clock.GetCurrentInstant();
        var expires = now + Lifetime;
        var token = _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Issuer,
            IssuedAt = now.ToDateTimeUtc(),
            NotBefore = now.ToDateTimeUtc(),
            Expires = expires.ToDateTimeUtc(),
            SigningCredentials = _credentials,
            Subject = new ClaimsIdentity(Claims(account, signIn)),
        });
        return (token, expires);
    }

    public static Claim[] Claims(Account account, Guid? signIn = null)
    {
        Claim[] always = [new("sub", account.Id.ToString()), new(VersionClaim, account.TokenVersion.ToString(CultureInfo.InvariantCulture))];
        return signIn is { } id ? [.. always, new(SignInClaim, id.ToString())] : always;
    }

    /// <summary>The sign-in that a token of ours belongs to.</summary>
    public static Guid SignInOf(string token) => Guid.Parse(new JsonWebToken(token).GetClaim(SignInClaim).Value);

    public TokenValidationParameters Validation => new()
    {
        ValidIssuer = Issuer,
        ValidAudience = Issuer,
        IssuerSigningKey = _credentials.Key,
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        ClockSkew = TimeSpan.Zero,
        LifetimeValidator = (from, to, _, _) => clock.GetCurrentInstant().ToDateTimeUtc() is var now && from <= now && now < to,
    };
}
