using System.Security.Claims;
using ElderCare.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Access;

/// <summary>Ends a sign-in: its refresh token and every access token made of it, at once. Ending what has ended is no fault.</summary>
internal sealed class SignOut(CityWriter writer, SignInTokens tokens, AccountDirectory directory)
{
    public async Task Handle(RefreshRequest? request, ClaimsPrincipal caller, CancellationToken ct)
    {
        var bearer = Guid.TryParse(caller.FindFirstValue(AccessTokens.SignInClaim), out var id) ? id : (Guid?)null;
        var hash = request?.RefreshToken is { Length: > 0 } token ? SignInTokens.HashOf(token) : null;
        if (bearer is null && hash is null) return;
        await writer.Commit(Lane.Interactive, unit =>
        {
            var named = hash is null ? null : unit.Db.SignInSessions.AsNoTracking().Where(session => session.TokenHash == hash).Select(session => (Guid?)session.FamilyId).SingleOrDefault();
            foreach (var signIn in new[] { bearer, named }.OfType<Guid>().Distinct())
            {
                if (!tokens.End(unit, signIn)) continue;
                unit.Record(caller.FindFirstValue("sub") ?? "system", "account.signedOut", signIn.ToString());
                var account = unit.Sql.Query("""SELECT "AccountId" FROM "SignInSessions" WHERE "FamilyId" = @p0 LIMIT 1""", row => row.GetGuid(0), signIn);
                if (account is [var whose]) directory.ForgetAfter(unit, whose); // so that its open connections look again
            }
        }, ct);
    }
}
