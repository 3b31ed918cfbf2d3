using ElderCare.Data.Privacy;
using ElderCare.Domain.Access;
using ElderCare.MobileApi.Requests;
using Microsoft.AspNetCore.Identity;

namespace ElderCare.MobileApi.Access;

/// <summary>Gives an account a new password, answered once; who signed in with the old one is out.</summary>
internal sealed class ResetPassword(RequestWriter writer, AccountChanges changes, FieldCipher cipher, IPasswordHasher<Account> hasher)
{
    public Task<Answer<AccountView>> Handle(Guid id, Caller caller, CancellationToken ct)
    {
        var password = AccountChanges.NewPassword();
        var hash = hasher.HashPassword(null!, password); // slow on purpose, so not inside the unit
        return writer.Commit(unit =>
        {
            var account = changes.Take(unit, id);
            account.PasswordHash = hash;
            changes.EndTokens(unit, account);
            unit.Record(caller.Actor, "account.passwordReset", id.ToString(), account.SeniorId);
            return Answer<AccountView>.Ok(AccountView.Of(account, cipher, password), Versions.ETag(account.Version), holdsSecret: true);
        }, ct);
    }
}
