using ElderCare.Data.Writing;
using ElderCare.MobileApi.Errors;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Access;

/// <summary>Exchanges a refresh token for the next pair. A token that was exchanged before is in two hands: the whole sign-in ends.</summary>
internal sealed class RefreshSignIn(CityWriter writer, SignInTokens tokens)
{
    private const string Exchange =
        """UPDATE "SignInSessions" SET "EndedAt" = @p1 WHERE "TokenHash" = @p0 AND "EndedAt" IS NULL AND "ExpiresAt" > @p1""";

    public async Task<SignedIn> Handle(RefreshRequest request, CancellationToken ct)
    {
        new FieldErrors().Present(request.RefreshToken, "refreshToken").ThrowIfAny();
        var hash = SignInTokens.HashOf(request.RefreshToken!);
        // Ending a sign-in must be kept although the caller is refused: the unit answers the refusal instead of throwing it.
        var (pair, refusal) = await writer.Commit(Lane.Interactive, unit => Decide(unit, hash), ct);
        return pair ?? throw refusal!;
    }

    private (SignedIn? Pair, RequestProblem? Refusal) Decide(CityUnit unit, string hash)
    {
        var exchanged = unit.Sql.Execute(Exchange, hash, unit.Now.ToUnixTimeTicks()) == 1;
        var session = unit.Db.SignInSessions.AsNoTracking().SingleOrDefault(session => session.TokenHash == hash);
        if (session is null || (!exchanged && session.EndedAt is null)) return (null, SignInRefusals.RefreshTokenInvalid());
        var account = unit.Db.Accounts.AsNoTracking().Single(account => account.Id == session.AccountId);
        if (account.IsDisabled) return (null, SignInRefusals.AccountDisabled());
        var actor = session.AccountId.ToString();
        if (!exchanged)
        {
            if (!tokens.End(unit, session.FamilyId)) return (null, SignInRefusals.RefreshTokenInvalid()); // signed out, or reused before
            unit.Record(actor, "account.refreshTokenReused", session.FamilyId.ToString());
            return (null, SignInRefusals.RefreshTokenReused());
        }
        unit.Record(actor, "account.refreshed", session.FamilyId.ToString());
        return tokens.Next(unit, account, session.FamilyId) is { } next ? (next, null) : (null, SignInRefusals.RefreshTokenInvalid());
    }
}
