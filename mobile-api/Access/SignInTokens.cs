using System.Security.Cryptography;
using System.Text;
using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;

namespace ElderCare.MobileApi.Access;

/// <summary>Gives an access token with a refresh token, and ends them. A refresh token is kept as its hash only.</summary>
internal sealed class SignInTokens(AccessTokens access, LiveSignIns live, FieldCipher cipher)
{
    private const int TokenBytes = 32;
    private static readonly Duration Lifetime = Duration.FromDays(30);

    // Writes the row without changing it: the row is locked, so a reset that runs beside it is either seen here or sees the new session.
    private const string StillSo =
        """UPDATE "Accounts" SET "TokenVersion" = @p1 WHERE "Id" = @p0 AND "TokenVersion" = @p1 AND "IsDisabled" = @p2""";

    private const string UsedAgain = """UPDATE "KnownAddresses" SET "LastUsedAt" = @p2 WHERE "AccountId" = @p0 AND "AddressIndex" = @p1""";
    private const string EndFamily = """UPDATE "SignInSessions" SET "EndedAt" = @p1 WHERE "FamilyId" = @p0 AND "EndedAt" IS NULL""";

    /// <summary>Begins a sign-in; null when the account was disabled, moved or reset since it was read.</summary>
    public SignedIn? Begin(CityUnit unit, Account account, string address)
    {
        var pair = Next(unit, account, Guid.CreateVersion7());
        if (pair is null) return null;
        var index = cipher.Index(address);
        if (!unit.TryInsert(new KnownAddress { AccountId = account.Id, AddressIndex = index, LastUsedAt = unit.Now }))
        {
            unit.Sql.Execute(UsedAgain, account.Id, index, unit.Now.ToUnixTimeTicks());
        }
        unit.Record(account.Id.ToString(), "account.signedIn", account.Id.ToString());
        return pair;
    }

    /// <summary>The next pair of a sign-in; null when the account was disabled, moved or reset since it was read.</summary>
    public SignedIn? Next(CityUnit unit, Account account, Guid signIn)
    {
        if (unit.Sql.Execute(StillSo, account.Id, account.TokenVersion, false) == 0) return null;
        var refresh = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(TokenBytes));
        unit.Insert(new SignInSession
        {
            Id = Guid.CreateVersion7(),
            FamilyId = signIn,
            AccountId = account.Id,
            TokenHash = HashOf(refresh),
            ExpiresAt = unit.Now + Lifetime,
        });
        unit.AfterCommit(() => live.Forget(signIn));
        var (token, expires) = access.Issue(account, signIn);
        return new(token, expires, refresh, SignedInUser.Of(account));
    }

    /// <summary>Ends every token of a sign-in; answers whether it had not ended before.</summary>
    public bool End(CityUnit unit, Guid signIn)
    {
        unit.AfterCommit(() => live.Forget(signIn));
        return unit.Sql.Execute(EndFamily, signIn, unit.Now.ToUnixTimeTicks()) > 0;
    }

    public static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
