using ElderCare.Domain.Access;
using NodaTime;

namespace ElderCare.MobileApi.Access;

/// <summary>Makes a caller of an account as it is now.</summary>
internal sealed class Callers(AccountDirectory directory, CityFacts facts, LiveSignIns live, IClock clock)
{
    /// <summary>The caller, or null when the account is gone, disabled, signed out, or the token was given before its tokens were ended.</summary>
    public Caller? Find(Guid accountId, int tokenVersion, Guid? signIn) =>
        Find(accountId, signIn) is { } caller && !caller.Account.IsDisabled && caller.Account.TokenVersion == tokenVersion && (signIn is null || live.Has(signIn.Value)) ? caller : null;

    /// <summary>Has a sign-in looked up anew: it may have been ended elsewhere.</summary>
    public void ForgetSignIn(Guid signIn) => live.Forget(signIn);

    /// <summary>The present.</summary>
    public Instant Now => clock.GetCurrentInstant();

    public Caller? Find(Guid accountId, Guid? signIn = null) => directory.Find(accountId) is var (account, links)
        ? new Caller { Account = account, Links = links, Divisions = facts.Divisions, Now = Now, SignIn = signIn }
        : null;

    public bool IsDisabled(Guid accountId) => directory.Find(accountId) is ({ IsDisabled: true }, _);
}
