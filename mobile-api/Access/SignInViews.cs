using ElderCare.Domain.Access;
using NodaTime;

namespace ElderCare.MobileApi.Access;

/// <summary>Who wants to sign in.</summary>
/// <param name="UserName">In any case.</param>
/// <param name="Password">As set.</param>
/// <param name="OneTimeCode">Six digits of the second factor, for accounts enrolled in one.</param>
internal sealed record SignInRequest(string? UserName, string? Password, string? OneTimeCode);

/// <summary>A refresh token to exchange or to end.</summary>
internal sealed record RefreshRequest(string? RefreshToken);

/// <summary>A phone that wants a code by SMS.</summary>
internal sealed record CodeRequest(string? Phone);

/// <summary>The code that came by SMS.</summary>
/// <param name="Phone">The phone that asked.</param>
/// <param name="Code">Six digits.</param>
/// <param name="OneTimeCode">Six digits of the second factor, for accounts enrolled in one.</param>
internal sealed record CodeAnswer(string? Phone, string? Code, string? OneTimeCode);

/// <summary>Signed in.</summary>
/// <param name="AccessToken">Goes into <c>Authorization: Bearer</c>.</param>
/// <param name="ExpiresAt">When the access token ends.</param>
/// <param name="RefreshToken">Exchanged once for the next pair, within 30 days.</param>
/// <param name="User">Who signed in.</param>
internal sealed record SignedIn(string AccessToken, Instant ExpiresAt, string RefreshToken, SignedInUser User);

/// <summary>Who signed in.</summary>
internal sealed record SignedInUser(Guid Id, string Name, IReadOnlyList<Role> Roles, string? DivisionCode)
{
    public static SignedInUser Of(Account account) => new(account.Id, account.Name, account.Roles, account.DivisionCode);
}
