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
    private const string Issuer = "eldercare";
    private static readonly Duration Lifetime = Duration.FromMinutes(30);
    private readonly SigningCredentials _credentials = new(new SymmetricSecurityKey(signingKey), SecurityAlgorithms.HmacSha256);
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    public (string Token, Instant ExpiresAt) Issue(Account account)
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
            Subject = new ClaimsIdentity(Claims(account)),
        });
        return (token, expires);
    }

    public static Claim[] Claims(Account account) =>
        [new("sub", account.Id.ToString()), new(VersionClaim, account.TokenVersion.ToString(CultureInfo.InvariantCulture))];

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
